"""Setting things in order so that what belongs together stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Kin = Sequence[Hashable]
"""What a thing shares with others, one name for each relation, the weightiest relation first."""

FAR = 6
"""Places between two things from which they count as far apart; next to each other is 1."""


def apart(kin: Sequence[Kin]) -> list[int]:
    """The places of things in an order that sets others between those that share a name.

    All things have the same relations. What comes late by itself may find no room there any more;
    where that happens, what has most kin goes first instead.
    """
    wide = [_widest(names) for names in zip(*kin, strict=True)]
    as_it_comes = _spread(kin, wide, eager=False)
    if narrowest([kin[place] for place in as_it_comes]) >= tuple(wide):
        return as_it_comes
    eager = _spread(kin, wide, eager=True)
    return max(as_it_comes, eager, key=lambda order: narrowest([kin[place] for place in order]))


def narrowest(kin: Sequence[Kin]) -> tuple[int, ...]:
    """For each relation the least distance of two things that share a name in it, at most ``FAR``."""
    least = [FAR for _ in kin[0]] if kin else []
    last: dict[tuple[int, Hashable], int] = {}
    for place, names in enumerate(kin):
        for of in enumerate(names):
            least[of[0]] = min(least[of[0]], place - last.get(of, -FAR))
            last[of] = place
    return tuple(least)


def _widest(names: Sequence[Hashable]) -> int:
    """How far apart the bearers of every name can stand at once, at most ``FAR``."""
    sizes = Counter(names).values()
    most = max(sizes)
    if most < 2:
        return FAR
    largest = sum(size == most for size in sizes)
    return min(FAR, (len(names) - largest) // (most - 1))


def _spread(kin: Sequence[Kin], wide: Sequence[int], *, eager: bool) -> list[int]:
    """Always the first thing that stands far enough from its kin; sooner, where room runs out."""
    rest = list(range(len(kin)))
    left = Counter(of for names in kin for of in enumerate(names))
    last: dict[tuple[int, Hashable], int] = {}
    done: list[int] = []

    def claim(place: int) -> tuple[int, ...]:
        claims: list[int] = []
        for of in enumerate(kin[place]):
            width, many = wide[of[0]], left[of]
            pressing = eager or (many - 1) * width + 1 >= len(rest)
            claims += min(len(done) - last.get(of, -FAR), width), many if pressing else 0
        return tuple(claims)

    while rest:
        place = max(rest, key=claim)
        rest.remove(place)
        for of in enumerate(kin[place]):
            left[of] -= 1
            last[of] = len(done)
        done.append(place)
    return done
