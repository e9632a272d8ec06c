"""Filters of Browse as they are chosen from a list, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from offbook.browsing.index import Index
from offbook.browsing.query import CLOSED, STATES, Kind, folded, parse, replaced, term
from offbook.tui.screens.pick import Item
from offbook.tui.widgets.knobs import cycle

MOST = 500
"""Names of one kind that are listed; of more, a name is typed."""

Chosen = tuple[Kind, str]


def items(index: Index) -> tuple[Item[Chosen], ...]:
    """Every filter that lets something through, with how much, but for kinds of very many names."""
    found: list[Item[Chosen]] = []
    for kind in (Kind.IS, Kind.FORM, Kind.DECK, Kind.SIDE, Kind.TOPIC, Kind.TAG, Kind.CONCEPT):
        counts = index.counts(kind)
        names = [name for name in CLOSED.get(kind) or sorted(counts) if counts.get(name)]
        for name in names if len(names) <= MOST else ():
            told = f"  {STATES[name]}" if kind is Kind.IS else ""
            found.append(Item((kind, name), term(kind, name), f"{counts[name]:,}{told}"))
    return tuple(found)


def chosen(text: str, among: Sequence[Item[Chosen]]) -> tuple[Chosen, ...]:
    """The filters of a query that stand in a list."""
    asked = _asked(text)
    return tuple(item.key for item in among if item.key in asked)


def with_chosen(text: str, picked: Sequence[Chosen]) -> str:
    """A query with these filters in place of its own: of one kind any may hold, of several each has to."""
    by_kind = {kind: [name for of, name in picked if of is kind] for kind in Kind}
    return replaced(text, Kind, (term(kind, *names) for kind, names in by_kind.items() if names))


def turned(text: str, kind: Kind, names: Sequence[str]) -> str:
    """A query for the next of these names, for the first where it asks for none, for all after the last."""
    asked = _asked(text)
    now = next((name for name in names if (kind, folded(name)) in asked), "")
    name = cycle(("", *names), now, 1)
    return replaced(text, [kind], [term(kind, name)] if name else [])


def _asked(text: str) -> set[Chosen]:
    """The filters of a query that let something through."""
    filters = (one for one in parse(text).filters if not one.without)
    return {(one.kind, value) for one in filters for value in one.values}
