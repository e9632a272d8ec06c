"""Filters of Browse as they are chosen from a list, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from offbook.browsing.index import Index
from offbook.browsing.query import STATES, Kind, folded, parse, replaced, term
from offbook.deck.cards import FORMS, CardId
from offbook.deck.identity import is_fingerprint
from offbook.tui.screens.pick import Item
from offbook.tui.widgets.knobs import cycle

MOST = 500
"""Names of one kind that are listed; of more, a name is typed."""

Chosen = tuple[Kind, str]


def items(index: Index) -> tuple[Item[Chosen], ...]:
    """Every filter that lets something through, with how much, but for kinds of very many names."""
    found: list[Item[Chosen]] = []
    for kind in (Kind.IS, Kind.FORM, Kind.DECK, Kind.SIDE, Kind.TOPIC, Kind.TAG, Kind.CONCEPT):
        counts, told = index.counts(kind), _told(index, kind)
        names = [name for name in told if counts.get(name)]
        if len(names) <= MOST:
            found += [Item((kind, name), term(kind, name), told[name], counts[name]) for name in names]
    return tuple(found)


def _told(index: Index, kind: Kind) -> dict[str, str]:
    """The names of a kind that are listed, each with what it means; of an id and a name one is enough."""
    decks = index.decks
    match kind:
        case Kind.IS:
            return dict(STATES)
        case Kind.FORM:
            return dict.fromkeys(FORMS, "")
        case Kind.DECK:
            return {folded(deck.id): deck.title for deck in decks}
        case Kind.SIDE:
            return dict.fromkeys(sorted({folded(side.name) for deck in decks for side in deck.sides}), "")
        case Kind.CONCEPT:
            # A concept that nobody declared is called as its card asks, and by a fingerprint.
            named = [one for deck in decks for one in deck.concepts if not is_fingerprint(CardId(one.id))]
            return dict.fromkeys(
                sorted({folded(one.name) for one in named}) if len(named) <= MOST else (), ""
            )
        case Kind.TOPIC | Kind.TAG:
            return dict.fromkeys(sorted(index.counts(kind)), "")
        case other:
            assert_never(other)


def chosen(text: str, among: Sequence[Item[Chosen]]) -> tuple[Chosen, ...]:
    """The filters of a query that stand in a list."""
    asked = _asked(text)
    return tuple(item.key for item in among if item.key in asked)


def with_chosen(text: str, picked: Sequence[Chosen], among: Sequence[Item[Chosen]]) -> str:
    """A query with these filters in place of its own that stand in a list: what was typed beside it stays.

    Of one kind any may hold, of several each has to.
    """
    listed = {item.key for item in among}
    wanted = [*(one for one in _asked(text) if one not in listed), *picked]
    by_kind = {kind: [name for of, name in wanted if of is kind] for kind in Kind}
    return replaced(text, Kind, (term(kind, *names) for kind, names in by_kind.items() if names))


def turned(text: str, kind: Kind, names: Sequence[str]) -> str:
    """A query for the next of these names, for the first where it asks for none, for all after the last."""
    asked = _asked(text)
    now = next((name for name in names if (kind, folded(name)) in asked), "")
    name = cycle(("", *names), now, 1)
    return replaced(text, [kind], [term(kind, name)] if name else [])


def _asked(text: str) -> dict[Chosen, None]:
    """The filters of a query that let something through, in order."""
    filters = (one for one in parse(text).filters if not one.without)
    return dict.fromkeys((one.kind, value) for one in filters for value in one.values)
