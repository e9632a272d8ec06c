"""A deck laid out for finding its cards, a run of them at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from offbook.browsing.query import Kind, folded
from offbook.deck.cards import (
    Card,
    CardId,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    Gap,
    Recall,
    SideId,
    form,
    prompt,
)
from offbook.deck.identity import base_of_gap, is_fingerprint
from offbook.deck.plain import is_prompt

FIRST = 256
"""Cards of a deck that are laid out first: more than a screen has rows, and done in no time."""
RUN = 2_048
"""Cards that are laid out at once after that."""

Names = tuple[str, ...]
"""What a thing is called, folded: a card is found by each. Cards that share a thing share the value."""
NAMED = tuple(kind for kind in Kind if kind is not Kind.IS)
"""The kinds that decks tell; what a card is, the journal tells."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of a deck's cards by their places, from 0, in the order of the deck."""

    layout: Layout
    cards: Sequence[Card]
    texts: Sequence[str]
    """What each card is searched by, folded."""
    columns: Mapping[Kind, Sequence[Names]]
    """The names of each card, by each of ``NAMED``."""
    counts: Mapping[Kind, Mapping[Names, int]]
    """How often each value stands in its column."""
    places: Mapping[CardId, int]

    @property
    def deck(self) -> Deck:
        """The deck whose cards these are."""
        return self.layout.deck

    def concept(self, card: Card) -> str:
        """What the concept of a card is called; empty for a card that stands by itself."""
        return self.layout.concept(card)


class Layout:
    """The sections of a deck; each is made when it is first come to, and stays."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._concepts = {concept.id: concept for concept in deck.concepts}
        self._sides = {side.id: _names(side.id, side.name) for side in deck.sides}
        self._deck = _names(deck.id, deck.title)
        self._forms: dict[str, Names] = {}
        self._called: dict[tuple[ConceptId, ...], Names] = {}
        self._topics: dict[tuple[ConceptId, ...], Names] = {}
        self._tags: dict[tuple[str, ...], Names] = {}
        self._made: list[Section] = []

    def __iter__(self) -> Iterator[Section]:
        begins = [0, *range(FIRST, len(self.deck.cards), RUN)]
        for number, (begin, end) in enumerate(pairwise([*begins, len(self.deck.cards)])):
            if number == len(self._made):
                self._made.append(self._section(self.deck.cards[begin:end]))
            yield self._made[number]

    def concept(self, card: Card) -> str:
        """What the concept of a card is called; empty for a card that stands by itself."""
        facts = card.facts
        found = self._concepts.get(facts.concept)
        if found is None:
            return facts.concept
        return "" if _is_own(found, card) else found.name

    def _section(self, cards: Sequence[Card]) -> Section:
        """Lay some cards out."""
        columns: dict[Kind, Sequence[Names]] = {
            Kind.DECK: [self._deck] * len(cards),
            Kind.TOPIC: [self._topics_of(card.facts.concepts) for card in cards],
            Kind.CONCEPT: [self._called_of(card.facts.concepts) for card in cards],
            Kind.SIDE: [self._side_of(card) for card in cards],
            Kind.FORM: [self._form_of(form(card)) for card in cards],
            Kind.TAG: [self._tags_of(card.facts.tags) for card in cards],
        }
        return Section(
            self,
            cards,
            [self._text(card) for card in cards],
            columns,
            {kind: Counter(column) for kind, column in columns.items()},
            {card.facts.key.card: place for place, card in enumerate(cards)},
        )

    def _text(self, card: Card) -> str:
        """What a card is searched by: what it says, and what its author calls it."""
        facts, known = card.facts, self._concepts
        said = [*_said(card), *facts.tags]
        found = (one for concept in facts.concepts if (one := known.get(concept)))
        said += [one.name for one in found if not _is_own(one, card)]
        if not is_fingerprint(facts.key.card):
            said.append(facts.key.card)
        return folded(" \n ".join(said))

    def _side_of(self, card: Card) -> Names:
        side: SideId | None
        if isinstance(card, Classify):
            side = card.side
        else:
            first = self._concepts.get(card.facts.concept)
            side = first.side if first else None
        return self._sides.get(side, ()) if side else ()

    def _form_of(self, name: str) -> Names:
        return self._forms.get(name) or self._forms.setdefault(name, (name,))

    def _called_of(self, concepts: tuple[ConceptId, ...]) -> Names:
        if (kept := self._called.get(concepts)) is None:
            found = [(one, self._concepts.get(one)) for one in concepts]
            called = [name for one, concept in found for name in (one, concept.name if concept else one)]
            kept = self._called[concepts] = _names(*called)
        return kept

    def _topics_of(self, concepts: tuple[ConceptId, ...]) -> Names:
        if (kept := self._topics.get(concepts)) is None:
            found = (self._concepts.get(one) for one in concepts)
            kept = self._topics[concepts] = _names(*(one.topic for one in found if one))
        return kept

    def _tags_of(self, tags: tuple[str, ...]) -> Names:
        if (kept := self._tags.get(tags)) is None:
            kept = self._tags[tags] = _names(*tags)
        return kept


def _names(*names: str) -> Names:
    """What one thing is called, folded, each name once."""
    return tuple(dict.fromkeys(name for name in map(folded, names) if name))


def _is_own(concept: Concept, card: Card) -> bool:
    """Whether nobody declared the concept: it is the card's alone, and called as the card asks."""
    name: str = card.facts.key.card
    if concept.summary or concept.topic or concept.side or concept.contrast:
        return False
    if str(concept.id) == name:
        return is_prompt(concept.name, prompt(card))
    # The gaps of one text have their concept in common; it is called as the text, holes and all.
    return (
        isinstance(card, Cloze)
        and str(concept.id) == str(base_of_gap(card.facts.key.card))
        and concept.name != concept.id
    )


def _said(card: Card) -> Iterator[str]:
    """What a card asks and answers. Which side or verdict is right is no text to be found by."""
    match card:
        case Recall(front=front, back=back, parts=parts):
            yield from (front, back, *parts)
        case Cloze(segments=segments):
            yield "".join(part.answer if isinstance(part, Gap) else part for part in segments)
        case Choice(ask=ask, right=right):
            yield from (ask, *(option.text for option in right))
        case Claim(claim=text) | Classify(statement=text):
            yield text
        case other:
            assert_never(other)
