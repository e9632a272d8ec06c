"""What a second reader would object to in a deck that is otherwise sound: warnings, never errors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import assert_never

from offbook.deck.cards import (
    Card,
    Choice,
    Claim,
    Classify,
    Cloze,
    ConceptId,
    Deck,
    Recall,
    Side,
    SideId,
    form,
)
from offbook.deck.clean import quoted
from offbook.deck.findings import Finding
from offbook.deck.identity import cloze_prompt
from offbook.deck.problems import Level

LONGEST_STEM = 35
"""Words of what a card asks, beyond which it is read rather than remembered."""
FEWEST_WRONG = 2
FEWEST_TO_BALANCE = 10
"""Classify cards from which on the share of each side says something."""
MOST_LOPSIDED = 2.0
"""How many times the mean of the other sides one side may have."""
LONGER_BY = 1.6
LONGER_BY_SIGNS = 15
_TELLING = 5
"""Letters from which on a word is looked for elsewhere on its card."""

_WORD = re.compile(r"\w+")


def review_cards(deck: Deck) -> Iterator[Finding]:
    """The warnings that a card earns by itself."""
    sides = {side.id: side for side in deck.sides}
    seen: set[int] = set()
    for card in deck.cards:
        if card.facts.index in seen:
            continue
        seen.add(card.facts.index)
        yield from _review_card(card, sides)


def review_whole(deck: Deck, declared: int) -> Iterator[Finding]:
    """The warnings that the cards earn together; to be asked of a deck without errors.

    The first ``declared`` of its concepts are those that the file declares, in its order.
    """
    yield from _balance(deck)
    yield from _pairs(deck)
    yield from _single_forms(deck, declared)


def _review_card(card: Card, sides: dict[SideId, Side]) -> Iterator[Finding]:
    match card:
        case Recall():
            yield from _stem(card, "front", card.front)
            if _gives_away(card.front, card.back):
                yield _warn(card, "front", "the answer stands in the question; ask without it")
        case Cloze():
            words = cloze_prompt(card.segments)
            yield from _stem(card, "cloze", words)
            yield from _shown_gaps(card)
        case Choice():
            yield from _stem(card, "ask", card.ask)
            yield from _options(card)
        case Claim():
            yield from _stem(card, "claim", card.claim)
        case Classify():
            yield from _stem(card, "statement", card.statement)
            side = sides.get(card.side)
            if side and _gives_away(card.statement, side.name):
                yield _warn(
                    card, "statement", f"the statement names its side, {quoted(side.name)}; say it without"
                )
        case other:
            assert_never(other)


def _stem(card: Card, key: str, text: str) -> Iterator[Finding]:
    count = len(text.split())
    if count > LONGEST_STEM:
        message = f"this asks in {count} words; more than {LONGEST_STEM} are read rather than remembered"
        yield _warn(card, key, message)


def _shown_gaps(card: Cloze) -> Iterator[Finding]:
    shown = " ".join(segment for segment in card.segments if isinstance(segment, str))
    for segment in card.segments:
        if not isinstance(segment, str) and _gives_away(shown, segment.answer):
            yield _warn(card, "cloze", f"the answer {quoted(segment.answer)} also stands outside its gap")
            return


def _options(card: Choice) -> Iterator[Finding]:
    if len(card.wrong) < FEWEST_WRONG:
        yield _warn(card, "wrong", "one wrong option is a coin to toss; give two or three")
    shortest = min(len(option.text) for option in card.right)
    longest = max(len(option.text) for option in card.wrong)
    if shortest >= longest * LONGER_BY and shortest >= longest + LONGER_BY_SIGNS:
        yield _warn(
            card, "right", "the right answer is the longest option by far: learners will pick it unread"
        )
    if not card.several:
        told = _words(card.right[0].text) & _words(card.ask)
        told -= {word for option in card.wrong for word in _words(option.text)}
        if told:
            word = min(told)
            yield _warn(
                card, "right", f"the word {quoted(word)} stands in the question and only in the right answer"
            )


def _gives_away(stem: str, answer: str) -> bool:
    """Whether all that the answer says is said in the stem."""
    wanted = _WORD.findall(answer.casefold())
    if not any(len(word) >= _TELLING for word in wanted):
        return False
    return f" {' '.join(wanted)} " in f" {' '.join(_WORD.findall(stem.casefold()))} "


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _TELLING}


def _balance(deck: Deck) -> Iterator[Finding]:
    if len(deck.sides) == 1:
        yield _on(
            "sides", deck.sides[0].id, "there is one side only, and nothing to tell it from; declare another"
        )
        return
    count = Counter(card.side for card in deck.cards if isinstance(card, Classify))
    total = count.total()
    if total < FEWEST_TO_BALANCE:
        return
    side, most = count.most_common(1)[0]
    others = (total - most) / (len(deck.sides) - 1)
    if most > MOST_LOPSIDED * others:
        message = f"side {quoted(side)} answers {most} of {total} classify cards: learners will guess it"
        yield _on("sides", side, message)


def _pairs(deck: Deck) -> Iterator[Finding]:
    pairs: defaultdict[str, list[Card]] = defaultdict(list)
    for card in deck.cards:
        if card.facts.pair:
            pairs[card.facts.pair].append(card)
    for word, cards in pairs.items():
        if len({card.facts.index for card in cards}) == 1:
            yield _warn(
                cards[0], "pair", f"no other card carries the pair {quoted(word)}; look at its spelling"
            )


def _single_forms(deck: Deck, declared: int) -> Iterator[Finding]:
    """Declared concepts that several cards drill, all in one form: what is learned is then the form."""
    tables: defaultdict[ConceptId, dict[int, str]] = defaultdict(dict)
    for card in deck.cards:
        tables[card.facts.concept][card.facts.index] = form(card)
    for place, concept in enumerate(deck.concepts[:declared]):
        forms = set(tables[concept.id].values())
        if len(tables[concept.id]) > 1 and len(forms) == 1:
            message = (
                f"concept {quoted(concept.id)} has {forms.pop()} cards only; ask it in another form, too"
            )
            yield Finding(("concepts", place, "id"), message, Level.WARNING)


def _warn(card: Card, key: str, message: str) -> Finding:
    return Finding(("cards", card.facts.index, key), message, Level.WARNING, on_key=True)


def _on(section: str, name: str, message: str) -> Finding:
    return Finding((section, name), message, Level.WARNING, on_key=True)
