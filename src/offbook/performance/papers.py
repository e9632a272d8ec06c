"""From decks to the questions of a paper, and why there may be none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from offbook.deck.cards import (
    Card,
    CardId,
    Classify,
    Concept,
    ConceptId,
    ConceptKey,
    Deck,
    SideId,
    form,
    opposite,
)
from offbook.deck.findings import listing
from offbook.performance.asked import Asked, to_json
from offbook.performance.blueprint import Candidate, Scope, within
from offbook.performance.events import Question
from offbook.performance.questions import Siblings, as_question, guess


def candidates(deck: Deck, shown: Container[ConceptId], met: Container[CardId]) -> list[Candidate]:
    """Every card of a deck as one that might be asked.

    ``shown`` are the concepts whose answer was shown before, ``met`` the cards that a quiz asked.
    """
    concepts = {concept.id: concept for concept in deck.concepts}
    return [
        Candidate(
            card,
            concepts[card.facts.concept].topic,
            _side(card, concepts[card.facts.concept]),
            seen=card.facts.concept in shown and card.facts.key.card in met,
        )
        for card in deck.cards
    ]


def questions(
    chosen: Sequence[Candidate],
    seed: int,
    decks: Iterable[Deck],
    recalls: Mapping[ConceptKey, float],
) -> tuple[Question, ...]:
    """The questions of a paper, in the order chosen; ``recalls`` are 0 to 1, of studied concepts alone."""
    by_id = {deck.id: deck for deck in decks}
    siblings = {
        name: Siblings(by_id[name].cards, by_id[name].concepts)
        for name in {one.card.facts.key.deck for one in chosen}
    }

    def question(number: int, card: Card) -> Question:
        deck, facts = by_id[card.facts.key.deck], card.facts
        asked = as_question(card, siblings[deck.id])
        own = next((concept for concept in deck.concepts if concept.id == facts.concept), None)
        return Question(
            key=facts.key,
            concepts=facts.concepts,
            form=form(asked),
            order=(seed * 1_000_003 + number) % 2**62,
            guess=guess(asked, len(deck.sides)),
            recall=recalls.get((deck.id, facts.concept)),
            quiz_only=facts.quiz_only,
            asked=to_json(Asked(asked, deck.sides, own, opposite(deck.concepts, facts.concept))),
        )

    return tuple(question(number, one.card) for number, one in enumerate(chosen))


def expected(paper: Sequence[Question]) -> float | None:
    """The share of right answers, 0 to 1, that memory and guessing give; None if nothing was studied."""
    if all(question.recall is None for question in paper):
        return None
    return sum(one.guess + (1 - one.guess) * (one.recall or 0.0) for one in paper) / len(paper)


def why_none(pool: Sequence[Candidate], scope: Scope) -> str:
    """Why a scope lets no card in, in a sentence that names what there is instead."""
    if not pool:
        return "There is no card that can be asked. Choose another deck."
    concepts = dict.fromkeys(name for one in pool for name in one.card.facts.concepts)
    sides = dict.fromkeys(one.side for one in pool if one.side)
    topics = dict.fromkeys(one.topic for one in pool if one.topic)
    forms = dict.fromkeys(form(one.card) for one in pool)
    bounds: tuple[tuple[str, Sequence[str], Iterable[str], Scope], ...] = (
        ("topic", scope.topics, topics, Scope(topics=scope.topics)),
        ("concept", scope.concepts, concepts, Scope(concepts=scope.concepts)),
        ("side", scope.sides, sides, Scope(sides=scope.sides)),
        ("form", scope.forms, forms, Scope(forms=scope.forms)),
    )
    for word, wanted, there, bound in bounds:
        if wanted and not within(pool, bound):
            known = listing(list(there))
            instead = f"There are: {known}." if known else f"No card of these decks has a {word}."
            return f"No card has the {word} {listing(wanted)}. {instead}"
    if scope.cards and not within(pool, Scope(cards=scope.cards)):
        return "The cards to be asked are no longer in their decks."
    return "No card fits everything this quiz asks for. Choose more topics, sides or forms, or another deck."


def _side(card: Card, concept: Concept) -> SideId | None:
    return card.side if isinstance(card, Classify) else concept.side
