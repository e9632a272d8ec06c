"""What a second reader would object to in a deck that is otherwise sound: warnings, never errors.

Here is what a card earns by itself; ``balance``, ``likeness`` and ``giveaways`` look at cards together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Deck, Recall, Side, SideId
from offbook.deck.clean import quoted
from offbook.deck.emphasis import lost_signs
from offbook.deck.findings import Finding, listing
from offbook.deck.identity import cloze_prompt
from offbook.deck.objections import objection, tables
from offbook.deck.problems import Code, Level

LONGEST_STEM = 35
"""Words of what a card asks, beyond which it is read rather than remembered."""
FEWEST_WRONG = 2
LONGER_BY = 1.6
LONGER_BY_SIGNS = 15
APART = 0.25
"""How far the length of a wrong option may be from the right one's, as a share of the right one's."""
APART_SIGNS = 10
"""Characters; among short options a quarter is a letter or two, and tells nothing."""
_TELLING = 5
"""Letters from which on a word is looked for elsewhere on its card."""

_WORD = re.compile(r"\w+")


def review_cards(deck: Deck) -> Iterator[Finding]:
    """The warnings that a card earns by itself."""
    sides = {side.id: side for side in deck.sides}
    for card in tables(deck.cards):
        yield from _review_card(card, sides)
        yield from lost_signs(card)


def review_thoroughly(deck: Deck) -> Iterator[Finding]:
    """The warnings of cards held against each other, and against what templates hold.

    The time it takes grows with the number of cards, not with its square, and is still too long
    for every start of Offbook.
    """
    # What is compared here is not needed where a deck is only studied.
    from offbook.deck.giveaways import giveaways
    from offbook.deck.leftovers import leftovers
    from offbook.deck.likeness import twins

    yield from twins(deck.cards)
    yield from giveaways(deck.cards)
    yield from leftovers(deck)


def _review_card(card: Card, sides: dict[SideId, Side]) -> Iterator[Finding]:
    match card:
        case Recall():
            yield from _stem(card, "front", card.front)
            if _gives_away(card.front, card.back):
                message = "the answer stands in the question; ask without it"
                yield objection(card, "front", Code.ANSWER_SHOWN, message)
        case Cloze():
            yield from _stem(card, "cloze", cloze_prompt(card.segments))
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
                message = f"the statement names its side, {quoted(side.name)}; say it without"
                yield objection(card, "statement", Code.ANSWER_SHOWN, message)
        case other:
            assert_never(other)


def _stem(card: Card, key: str, text: str) -> Iterator[Finding]:
    count = len(text.split())
    if count > LONGEST_STEM:
        message = f"this asks in {count} words; more than {LONGEST_STEM} are read rather than remembered"
        yield objection(card, key, Code.LONG_QUESTION, message)


def _shown_gaps(card: Cloze) -> Iterator[Finding]:
    shown = " ".join(segment for segment in card.segments if isinstance(segment, str))
    for segment in card.segments:
        if not isinstance(segment, str) and _gives_away(shown, segment.answer):
            message = f"the answer {quoted(segment.answer)} also stands outside its gap"
            yield objection(card, "cloze", Code.ANSWER_SHOWN, message)
            return


def _options(card: Choice) -> Iterator[Finding]:
    if len(card.wrong) < FEWEST_WRONG:
        message = "one wrong option is a coin to toss; give two or three"
        yield objection(card, "wrong", Code.FEW_OPTIONS, message)
    if clue := _length_tells(card):
        message = f"the right answer is {clue}: learners will pick it unread"
        yield objection(card, "right", Code.TELLING_LENGTH, message)
    if not card.several:
        told = _words(card.right[0].text) & _words(card.ask)
        told -= {word for option in card.wrong for word in _words(option.text)}
        if told:
            word = quoted(min(told))
            message = f"the word {word} stands in the question and only in the right answer"
            yield objection(card, "right", Code.TELLING_WORD, message)
    yield from _reasons(card)


def _length_tells(card: Choice) -> str:
    """How the right answer stands out by its length; empty if it does not."""
    right = [len(option.text) for option in card.right]
    wrong = [len(option.text) for option in card.wrong]
    if min(right) >= max(wrong) * LONGER_BY and min(right) >= max(wrong) + LONGER_BY_SIGNS:
        return "the longest option by far"
    if any(abs(one - key) <= max(APART * key, APART_SIGNS) for key in right for one in wrong):
        return ""
    if min(right) > max(wrong):
        return "longer than every wrong one by over a quarter"
    if max(right) < min(wrong):
        return "shorter than every wrong one by over a quarter"
    return "of another length than every wrong one, by over a quarter"


def _reasons(card: Choice) -> Iterator[Finding]:
    """Options that do not say why they are right or wrong, where wrong ones of the card do."""
    lacking = [("wrong", place, one.text) for place, one in enumerate(card.wrong) if not one.why]
    if not card.facts.why:
        lacking += [("right", place, one.text) for place, one in enumerate(card.right) if not one.why]
    if not lacking or not any(option.why for option in card.wrong):
        return
    key, place, text = lacking[0]
    message = f"the option {quoted(text)} does not say why it is {key}, and others of this card do"
    if len(lacking) > 1:
        texts = listing([text for _, _, text in lacking])
        message = f"{len(lacking)} options of this card do not say why, and others do: {texts}"
    at = ("cards", card.facts.index, key, place)
    yield Finding(at, message, Level.WARNING, code=Code.MISSING_REASON)


def _gives_away(stem: str, answer: str) -> bool:
    """Whether all that the answer says is said in the stem."""
    wanted = _WORD.findall(answer.casefold())
    if not any(len(word) >= _TELLING for word in wanted):
        return False
    return f" {' '.join(wanted)} " in f" {' '.join(_WORD.findall(stem.casefold()))} "


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _TELLING}
