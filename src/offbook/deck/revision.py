"""What an author does to a whole card at once: add, duplicate, remove, move to another concept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from offbook.deck import layout
from offbook.deck.blanks import Blanks, Place
from offbook.deck.cards import Concept, ConceptId, Side
from offbook.deck.findings import Slip
from offbook.deck.layout import Block
from offbook.deck.places import outline
from offbook.deck.schema import FORMS, CardTable
from offbook.deck.survey import Survey
from offbook.deck.syntax import values
from offbook.deck.templates import blanks, first_text, template
from offbook.errors import DeckError

_ASKED = {key for model in FORMS.values() for key in model.model_fields} - set(CardTable.model_fields)
"""The keys that say what a card asks, of every form."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A text after it was revised, and where its author goes on."""

    text: str
    begin: Place | None = None
    end: Place | None = None
    """From where to where it is selected, so that typing takes its place; None leaves the cursor alone."""
    blanks: Blanks | None = None
    """What is to be filled in, if it is a new card."""


def add(known: Survey, line: int, form: str, concept: str = "") -> Revision:
    """A new card of a form behind the one at a line, or at the end.

    Raises DeckError if the text is not TOML, or has no sides to classify by.
    """
    _require_toml(known)
    sides: Sequence[Side] = known.reading.deck.sides if known.reading.deck else ()
    if form == "classify" and not sides:
        raise DeckError("This deck has no sides to choose between. Declare them first, as in [sides.left]")
    here = known.block_at(line)
    card = template(form, sides, concept)
    text, header = layout.added(known.text, card, here.index if here else None)
    return replace(_at_first_text(text, header), blanks=Blanks(header, blanks(form)))


def duplicate(known: Survey, line: int) -> Revision:
    """The card at a line a second time, behind it and without its id. Raises DeckError; see ``add``."""
    return _at_first_text(*layout.duplicated(known.text, _here(known, line).index))


def remove(known: Survey, line: int) -> Revision:
    """The text without the card at a line. Raises DeckError; see ``add``."""
    block = _here(known, line)
    text = layout.removed(known.text, block.index)
    last = text.count("\n")
    return Revision(text, (min(block.first, last), 0), (min(block.first, last), 0))


def move(known: Survey, line: int, concept: str) -> Revision:
    """The card at a line given to another concept; of several that it drills, the first is replaced.

    Raises DeckError; see ``add``.
    """
    block = _here(known, line)
    key, named = _concepts(known, block)
    drills = [concept, *(one for one in named[1:] if one != concept)]
    return Revision(_with_concept(known.text, block, key, drills if len(drills) > 1 else concept))


def concept_at(known: Survey, line: int) -> str:
    """The concept that the card at a line names as its own; empty if it names none."""
    block = known.block_at(line)
    if block is None or known.slip:
        return ""
    return next(iter(_concepts(known, block)[1]), "")


def concepts(known: Survey) -> tuple[Concept, ...]:
    """The concepts that the deck declares or any card names; not those that cards are by themselves."""
    data, deck = values(known.text), known.reading.deck
    if isinstance(data, Slip) or deck is None:
        return ()
    named = {one.get("id") for one in _tables(data, "concepts")}
    by_cards = [ConceptId(name) for card in _tables(data, "cards") for name in _named(card)[1]]
    found = [one for one in deck.concepts if one.id in named.union(by_cards)]
    # A card that is not sound yet names concepts all the same.
    rest = dict.fromkeys(name for name in by_cards if name not in {one.id for one in found})
    return (*found, *(Concept(name, name) for name in rest))


def _here(known: Survey, line: int) -> Block:
    _require_toml(known)
    if block := known.block_at(line):
        return block
    raise DeckError("No card stands at the cursor. Go to one, and try again.")


def _require_toml(known: Survey) -> None:
    if known.slip:
        raise DeckError(
            f"Line {known.slip.line} is in the way: {known.slip.message}. Mend it, and try again."
        )


def _with_concept(text: str, block: Block, key: str, value: str | Sequence[str]) -> str:
    """The text with a card given to concepts: where it names them, else behind what it asks."""
    lines = text.split("\n")
    pairs = outline("\n".join(lines[block.header : block.end])).pairs
    ends = {trail[2]: end for trail, (_, end) in pairs.items() if len(trail) == 3}
    asked = [end for name, end in ends.items() if name in _ASKED]
    if key in ends or not asked:
        return layout.with_value(text, block.index, key, value)
    # With the text cut behind the last of what it asks, that is the place of a card's last key.
    cut = block.header + "\n".join(lines[block.header :]).count("\n", 0, max(asked) - 1) + 1
    above = layout.with_value("\n".join(lines[:cut]), block.index, key, value)
    return "\n".join([above, *lines[cut:]])


def _concepts(known: Survey, block: Block) -> tuple[str, list[str]]:
    """The key by which a card names its concepts, and those."""
    found = values("\n".join(known.text.split("\n")[block.header : block.end]))
    tables = [] if isinstance(found, Slip) else _tables(found, "cards")
    return _named(tables[0]) if tables else ("concept", [])


def _named(card: Mapping[str, Any]) -> tuple[str, list[str]]:
    key = "concepts" if "concepts" in card and "concept" not in card else "concept"
    named = card.get(key, [])
    return key, [one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)]


def _tables(data: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    found = data.get(section)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _at_first_text(text: str, header: int) -> Revision:
    lines = text.split("\n")[header + 1 : header + 20]
    for place, line in enumerate(lines, header + 1):
        begin, end = first_text(line)
        if end and not line.lstrip().startswith(("#", "id ", "id=")):
            return Revision(text, (place, begin), (place, end))
    return Revision(text, (header, 0), (header, 0))
