"""What ``offbook check --fix`` mends in a deck: only what changes no meaning, and nothing unasked.

Cards get the identity that they have as their ``id``, so that rewording costs no history from then on;
their keys are put in the documented order; blanks go from the ends of lines. Comments, blank lines,
quotes and line ends stay. What comes out is read again, and dropped unless it says the very same.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offbook.deck import toml
from offbook.deck.cards import Card, Deck, form
from offbook.deck.clean import clean, defuse
from offbook.deck.draft import Conflict, Draft, Same, look, opened, save
from offbook.deck.identity import base_of_gap
from offbook.deck.layout import all_in_order, blocks, with_ids, without_trailing_space
from offbook.deck.read import Reading, parse, stem_of
from offbook.deck.schema import FORMS, CardTable
from offbook.errors import DeckError

_FIRST = ("id", "concept", "concepts")

ORDER: Mapping[str, tuple[str, ...]] = {
    name: (
        *_FIRST,
        *(key for key in model.model_fields if key not in CardTable.model_fields),
        *(key for key in CardTable.model_fields if key not in _FIRST),
    )
    for name, model in FORMS.items()
}
"""The documented order of keys, by form: what the card belongs to, what it asks, what any card may have."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text in which something was mended, or nothing had to be."""

    text: str
    ids: int = 0
    """Cards that got an ``id``."""
    ordered: int = 0
    """Cards whose keys were put in order."""
    trimmed: int = 0
    """Lines that blanks were taken from."""

    def __str__(self) -> str:
        said = [
            _counted(self.ids, "id written", "ids written"),
            _counted(self.ordered, "card with its keys put in order", "cards with their keys put in order"),
            _counted(self.trimmed, "line without blanks at its end", "lines without blanks at their ends"),
        ]
        return ", ".join(part for part in said if part) or "nothing to mend"


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was left as it is."""

    reason: str

    def __str__(self) -> str:
        return f"left as it is: {self.reason}"


def mended(text: str, stem: str) -> Mended | Left:
    """The text of a deck with what can be mended safely. ``stem`` is its id unless it has one.

    Expects line feeds only and no byte order mark.
    """
    before = _Sense.of(text, stem)
    if isinstance(before, Left):
        return before
    trimmed = without_trailing_space(text)
    cards = _tables(before.deck)
    bare = [at for at, table in enumerate(before.listed) if at in cards and "id" not in table]
    laid_out = {block.index for block in blocks(trimmed)}
    ids = {at: _base(cards[at]) for at in bare if at in laid_out}
    ordered = all_in_order(with_ids(trimmed, ids), {at: ORDER[form(made[0])] for at, made in cards.items()})
    if ordered == text:
        reason = "its cards stand in one value; write each under [[cards]] to have ids written"
        return Left(reason) if bare else Mended(text)
    after = _Sense.of(ordered, stem)
    if isinstance(after, Left) or not before.is_said_by(after, ids):
        return Left("mending it would change what it says")
    return Mended(ordered, len(ids), before.moved(after), _changed(text, trimmed))


def proposal(path: Path) -> tuple[Draft, Mended | Left] | Left:
    """The deck of a file, and what would be mended in it. Nothing is written."""
    try:
        draft = opened(path)
    except DeckError as error:
        return Left(str(error).removeprefix(f"{defuse(str(path))}: "))
    if draft.mixed:
        return draft, Left("its lines end in two ways; let your editor end them in one")
    return draft, mended(draft.text, stem_of(path))


def carry_out(draft: Draft, what: Mended) -> Mended | Left:
    """Put what was mended into the file, whole, unless another program wrote to it meanwhile."""
    if what.text == draft.text:
        return what
    try:
        changed = not isinstance(look(draft), Same) or isinstance(save(draft.edited(what.text)), Conflict)
    except DeckError as error:
        return Left(str(error))
    return Left("it was changed meanwhile; run this again") if changed else what


def difference(path: Path, before: str, after: str) -> str:
    """What would change, as a unified diff that is fit to be shown."""
    name = defuse(str(path))
    lines = difflib.unified_diff(
        before.split("\n"), after.split("\n"), name, name, "as it is", "mended", lineterm=""
    )
    return "\n".join(clean(line) for line in lines)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a text says."""

    deck: Deck
    errors: int
    data: dict[str, Any]

    @staticmethod
    def of(text: str, stem: str) -> _Sense | Left:
        loaded = toml.load(text)
        if loaded.data is None or loaded.slips:
            slip = loaded.slips[0]
            return Left(f"its TOML is broken on line {slip.line}; mend that first")
        reading: Reading = parse(text, stem, stem)
        if reading.deck is None:
            return Left(reading.problems[0].message)
        return _Sense(reading.deck, reading.errors, loaded.data)

    @property
    def listed(self) -> list[Any]:
        """The tables under ``[[cards]]``."""
        found = self.data.get("cards")
        return found if isinstance(found, list) else []

    def is_said_by(self, after: _Sense, ids: Mapping[int, str]) -> bool:
        """Whether another text says the same, but for the ids that were written into it."""
        if (after.deck, after.errors) != (self.deck, self.errors):
            return False
        bare = [
            {key: value for key, value in table.items() if key != "id"} if at in ids else table
            for at, table in enumerate(after.listed)
        ]
        written = {at: after.listed[at].get("id") for at in ids}
        return written == ids and {**after.data, **({"cards": bare} if bare else {})} == self.data

    def moved(self, after: _Sense) -> int:
        """How many cards have their keys in another order there."""
        orders = (
            ([key for key in one if key in other], [key for key in other if key in one])
            for one, other in zip(self.listed, after.listed, strict=True)
            if isinstance(one, dict)
        )
        return sum(mine != theirs for mine, theirs in orders)


def _tables(deck: Deck) -> dict[int, list[Card]]:
    """The sound cards, by their table."""
    made: defaultdict[int, list[Card]] = defaultdict(list)
    for card in deck.cards:
        made[card.facts.index].append(card)
    return made


def _base(cards: list[Card]) -> str:
    """The identity of a table: that of its card, or what the gaps of a text have in common."""
    own = cards[0].facts.key.card
    return base_of_gap(own) if len(cards) > 1 else own


def _changed(before: str, after: str) -> int:
    return sum(old != new for old, new in zip(before.split("\n"), after.split("\n"), strict=True))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
