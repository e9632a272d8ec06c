"""Which side of a deck was taken for which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from offbook.deck.cards import Deck, SideId
from offbook.deck.clean import one_line
from offbook.evidence import Figure, Hidden, decimals, standing
from offbook.insight.wording import count, percent
from offbook.panels.drawing import Matrix
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.performance import performed
from offbook.panels.performance.discrimination import telling_of
from offbook.panels.performance.performed import Performed, classified
from offbook.panels.telling import WILSON, as_share, points
from offbook.performance.account import BOTH
from offbook.performance.discrimination import Confusion


def confusion(seen: Performed, deck: Deck) -> Panel:
    """The matrix of the sides of a deck, with how much of each was told."""
    table = telling_of(seen, deck).table
    names = tuple(one_line(side.name) for side in deck.sides)
    evidence = standing(Figure.CONFUSION, table.n)
    hidden = isinstance(evidence, Hidden)
    return Panel(
        id=f"confusion-{deck.id}",
        title=seen.title(f"Taken for each other: {seen.names.deck(deck.id)}"),
        value=seen.lacking(evidence) if isinstance(evidence, Hidden) else seen.share(table.accuracy),
        lines=(
            *((name, seen.share(table.recall(side))) for side, name in zip(table.sides, names, strict=True)),
            *(() if hidden else _both(table, names)),
        ),
        drawing=None if hidden else Matrix(table, names),
        drawn="" if hidden else " ".join(_rows(table, names)),
        evidence=evidence,
        data=seen.data(_numbers(table, deck)),
        glass=_glass(seen, table, deck, names),
    )


def _both(table: Confusion, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Whether both was said too readily; nothing for a deck that does not have it."""
    lean = table.lean(BOTH) if BOTH in table.sides else None
    if lean is None:
        return ()
    place = table.sides.index(BOTH)
    said, was = sum(row[place] for row in table.counts), sum(table.counts[place])
    told = f"said {count(said, 'time')}, right {count(was, 'time')} of {table.answered:,}"
    return ((f"lean to {names[place]}", f"{told}: {points(lean)} points"),)


def _rows(table: Confusion, names: tuple[str, ...]) -> Iterator[str]:
    """The matrix in words, a sentence for each right side."""
    for row, (name, counts, late) in enumerate(zip(names, table.counts, table.silent, strict=True)):
        others = [
            f"{number:,} taken for {names[column]}"
            for column, number in enumerate(counts)
            if number and column != row
        ]
        unsaid = [f"{late:,} out of time or unsaid"] if late else []
        whole = sum(counts) + late
        yield f"{name}: {', '.join([f'{counts[row]:,} of {whole:,} told right', *others, *unsaid])}."


def _glass(seen: Performed, table: Confusion, deck: Deck, names: tuple[str, ...]) -> Glass:
    glass = seen.glass(
        "Counts of first answers: a row for each right side, a column for each side said. "
        f"Recall of a side: told right over asked. {WILSON}",
        classified(seen, deck.id),
        "classify answers",
    )
    said = [
        (f"right when {name} was said", seen.share(table.precision(side)))
        for side, name in zip(table.sides, names, strict=True)
    ]
    macro = _macro(table)
    mean = [] if macro is None else [("mean of the recalls", percent(macro, decimals(table.n)))]
    return replace(glass, n=table.n, details=(*mean, *said))


def _macro(table: Confusion) -> float | None:
    """The mean of the recalls, 0 to 1; None unless each is shown."""
    every = all(performed.shown(table.recall(side)) for side in table.sides)
    return table.macro_recall if every else None


def _numbers(table: Confusion, deck: Deck) -> dict[str, Data]:
    hidden = isinstance(standing(Figure.CONFUSION, table.n), Hidden)
    sides: list[Data] = [_side(table, side, place) for place, side in enumerate(table.sides)]
    lean = table.lean(BOTH) if BOTH in table.sides and not hidden else None
    return {
        "deck": deck.id,
        "sides": sides,
        "accuracy": as_share(table.accuracy),
        "macro_recall": _macro(table),
        "both_lean": lean,
    }


def _side(table: Confusion, side: SideId, place: int) -> Data:
    """One row of the matrix as data."""
    return {
        "side": side,
        "said": {other: table.counts[place][column] for column, other in enumerate(table.sides)},
        "unsaid": table.silent[place],
        "recall": as_share(table.recall(side)),
        "precision": as_share(table.precision(side)),
    }
