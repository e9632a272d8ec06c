"""Cards, concepts and decks as frozen values.

A card is one of five forms, a closed union: match it exhaustively and end with ``assert_never``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import assert_never

from offbook.deck.names import CardId as CardId  # noqa: PLC0414 - handed on
from offbook.deck.names import ConceptId as ConceptId  # noqa: PLC0414 - handed on
from offbook.deck.names import DeckId as DeckId  # noqa: PLC0414 - handed on
from offbook.deck.names import SideId as SideId  # noqa: PLC0414 - handed on


@dataclass(frozen=True, slots=True)
class CardKey:
    """What a card's history belongs to, the same in every sitting and on every device."""

    deck: DeckId
    card: CardId

    def __str__(self) -> str:
        return f"{self.deck}/{self.card}"


ConceptKey = tuple[DeckId, ConceptId]
"""Names a concept in all decks; a ``ConceptId`` names it within its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """A category that classify cards choose between."""

    id: SideId
    name: str
    key: str
    """The one lower-case character that answers with this side."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing to know; several cards can drill it."""

    id: ConceptId
    name: str
    summary: str = ""
    """What the concept states, in a sentence; shown as the contrast of its opposite."""
    topic: str = ""
    side: SideId | None = None
    contrast: ConceptId | None = None
    """The concept that stands opposite."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What every card has, whatever its form."""

    key: CardKey
    index: int
    """Place among the ``[[cards]]`` of the file, from 0; cards made from one table share it."""
    concepts: tuple[ConceptId, ...]
    """The concepts the card drills, at least one; the first is the one it belongs to."""
    why: str = ""
    hint: str = ""
    tags: tuple[str, ...] = ()
    pair: str = ""
    """Minimal pairs carry the same word; empty for a card that stands alone."""
    quiz_only: bool = False
    """A transfer item: asked in quizzes, never in study."""

    @property
    def concept(self) -> ConceptId:
        """The concept the card belongs to."""
        return self.concepts[0]


@dataclass(frozen=True, slots=True)
class Recall:
    """A question with an answer that is revealed and self-rated, or typed."""

    facts: Facts
    front: str
    back: str
    parts: tuple[str, ...] = ()
    """The answer in pieces, where it is a list; graded piece by piece."""
    typed: bool = False
    accept: tuple[tuple[str, ...], ...] = ()
    """Other spellings that count: one group for the whole answer, or one group per part."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole in a cloze text."""

    answer: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with holes. ``asked`` names the holes that are open; the others show their answer."""

    facts: Facts
    segments: tuple[str | Gap, ...]
    asked: tuple[int, ...]
    """Ordinals, from 0, among the gaps of ``segments``."""
    typed: bool = False
    accept: tuple[tuple[str, ...], ...] = ()
    """Other spellings that count, one group per asked gap, in order; empty when there are none."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that are asked, in order."""
        every = [part for part in self.segments if isinstance(part, Gap)]
        return tuple(every[i] for i in self.asked)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    text: str
    why: str = ""
    """Why it is right or wrong, in a line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from; several right ones make it multi-select."""

    facts: Facts
    ask: str
    right: tuple[Option, ...]
    wrong: tuple[Option, ...]

    @property
    def several(self) -> bool:
        """Whether more than one option has to be chosen."""
        return len(self.right) > 1


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that holds or does not."""

    facts: Facts
    claim: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Classify:
    """A statement that belongs to one side."""

    facts: Facts
    statement: str
    side: SideId


Card = Recall | Cloze | Choice | Claim | Classify

FORMS = ("recall", "cloze", "choice", "claim", "classify")
"""The names of the forms, in the order they are listed to people."""


def form(card: Card) -> str:
    """Name the form of a card: one of ``FORMS``."""
    return type(card).__name__.lower()


def opposite(concepts: Sequence[Concept], name: ConceptId) -> Concept | None:
    """The concept that stands opposite another, whichever of the two says so; None if none does."""
    by_id = {concept.id: concept for concept in concepts}
    own = by_id.get(name)
    if own and own.contrast in by_id:
        return by_id[own.contrast]
    return next((concept for concept in concepts if concept.contrast == name), None)


def arranged(card: Choice, seed: int) -> tuple[Option, ...]:
    """The options of a choice in the order that ``seed`` gives them."""
    options = [*card.right, *card.wrong]
    Random(seed).shuffle(options)
    return tuple(options)


def prompt(card: Card) -> str:
    """The text that a card asks with; the open gaps of a cloze show as an ellipsis."""
    match card:
        case Recall(front=text) | Choice(ask=text) | Claim(claim=text) | Classify(statement=text):
            return text
        case Cloze(segments=segments, asked=asked):
            ordinals = iter(range(len(segments)))
            return "".join(
                part if isinstance(part, str) else "…" if next(ordinals) in asked else part.answer
                for part in segments
            )
        case other:
            assert_never(other)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A quiz that ships with a deck: which cards, how many, how long, against which target."""

    name: str
    questions: int
    minutes: float | None = None
    seconds_per_question: float | None = None
    target: float | None = None
    """Share of right answers aimed at, 0 to 1."""
    topics: tuple[str, ...] = ()
    sides: tuple[SideId, ...] = ()
    forms: tuple[str, ...] = ()
    shuffle: bool = True
    feedback: str = "end"
    """``end`` or ``each``."""
    confidence: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """One TOML file, read: everything in it that is sound."""

    id: DeckId
    title: str
    summary: str = ""
    source: str = ""
    language: str = ""
    sides: tuple[Side, ...] = ()
    concepts: tuple[Concept, ...] = ()
    """Every concept a card names, whether the file declares it or not."""
    quizzes: tuple[Blueprint, ...] = ()
    cards: tuple[Card, ...] = ()
