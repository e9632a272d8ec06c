"""A deck as plain lists that JSON can hold, and back, without loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from offbook.deck.cards import (
    Blueprint,
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    Deck,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    Side,
    form,
)

Plain = list[Any]
"""Lists, texts, numbers, true, false and null, nested."""


def encode(deck: Deck) -> Plain:
    """The deck as plain lists, by place: to be read by the same version only."""
    return [
        [deck.id, deck.title, deck.summary, deck.source, deck.language],
        [[side.id, side.name, side.key] for side in deck.sides],
        [[one.id, one.name, one.summary, one.topic, one.side, one.contrast] for one in deck.concepts],
        [_encode_quiz(quiz) for quiz in deck.quizzes],
        [encode_card(card) for card in deck.cards],
    ]


def decode(plain: Sequence[Any]) -> Deck:
    """The deck that was encoded. Raises ValueError, TypeError, KeyError or IndexError for anything else."""
    head, sides, concepts, quizzes, cards = plain
    name, title, summary, source, language = head
    deck = DeckId(name)
    return Deck(
        deck,
        title,
        summary,
        source,
        language,
        sides=tuple(Side(*side) for side in sides),
        concepts=tuple(Concept(*concept) for concept in concepts),
        quizzes=tuple(_decode_quiz(quiz) for quiz in quizzes),
        cards=tuple(decode_card(deck, card) for card in cards),
    )


def _encode_quiz(quiz: Blueprint) -> Plain:
    return [
        quiz.name,
        quiz.questions,
        quiz.minutes,
        quiz.seconds_per_question,
        quiz.target,
        quiz.topics,
        quiz.sides,
        quiz.forms,
        quiz.shuffle,
        quiz.feedback,
        quiz.confidence,
    ]


def _decode_quiz(plain: Sequence[Any]) -> Blueprint:
    name, questions, minutes, each, target, topics, sides, forms, *rest = plain
    return Blueprint(name, questions, minutes, each, target, tuple(topics), tuple(sides), tuple(forms), *rest)


def encode_card(card: Card) -> Plain:
    """The card as plain lists, by place.

    Attempts keep their questions in this form for ever: never change it, add another beside it.
    """
    facts = card.facts
    return [
        form(card),
        [facts.key.card, facts.index],
        facts.concepts,
        [facts.why, facts.hint],
        facts.tags,
        [facts.pair, facts.quiz_only],
        *_encode_form(card),
    ]


def _encode_form(card: Card) -> Plain:
    match card:
        case Recall():
            return [card.front, card.back, card.parts, card.typed, card.accept]
        case Cloze():
            segments = [one if isinstance(one, str) else [one.answer, one.hint] for one in card.segments]
            return [segments, card.asked, card.typed, card.accept]
        case Choice():
            return [card.ask, _encode_options(card.right), _encode_options(card.wrong)]
        case Claim():
            return [card.claim, card.holds]
        case Classify():
            return [card.statement, card.side]
        case other:
            assert_never(other)


def _encode_options(options: Sequence[Option]) -> Plain:
    return [[option.text, option.why] for option in options]


def decode_card(deck: DeckId, plain: Sequence[Any]) -> Card:
    """The card of ``deck`` that was encoded. Raises ValueError, TypeError or IndexError for anything else."""
    name, (card, index), concepts, (why, hint), tags, (pair, quiz_only), *own = plain
    key = CardKey(deck, CardId(card))
    facts = Facts(key, index, tuple(concepts), why, hint, tuple(tags), pair, quiz_only)
    match name, own:
        case "recall", [front, back, parts, typed, accept]:
            return Recall(facts, front, back, tuple(parts), typed, _groups(accept))
        case "cloze", [segments, asked, typed, accept]:
            pieces = tuple(one if isinstance(one, str) else Gap(*one) for one in segments)
            return Cloze(facts, pieces, tuple(asked), typed, _groups(accept))
        case "choice", [ask, right, wrong]:
            return Choice(facts, ask, _decode_options(right), _decode_options(wrong))
        case "claim", [claim, holds]:
            return Claim(facts, claim, holds)
        case "classify", [statement, side]:
            return Classify(facts, statement, side)
        case _:
            raise ValueError(f"no form of card: {name}")


def decode_right(plain: Sequence[Any]) -> str | None:
    """The right side of a classify card, or the only right option of a choice; None of any other.

    So much of an encoded card costs less than all of it.
    """
    match plain:
        case ["classify", _, _, _, _, _, _, str(side)]:
            return side
        case ["choice", _, _, _, _, _, _, [[str(text), _]], _]:
            return text
        case _:
            return None


def _decode_options(plain: Sequence[Any]) -> tuple[Option, ...]:
    return tuple(Option(*option) for option in plain)


def _groups(plain: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in plain)
