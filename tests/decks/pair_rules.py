"""Rules for scenarios: minimal pairs, and transfer items that are kept for quizzes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rules import Rule, name

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Deck, Recall, form, prompt

SCENARIO = "scenario"
"""The tag of cards that tell of a person and a place."""
MOST_HALVES = 3
"""Cards of a pair: one for each side at most."""
HELD_BACK = (0.4, 0.6)
"""The share of scenarios that are kept for quizzes."""
FRAME = frozenset(
    [
        "which",
        "what",
        "does",
        "this",
        "that",
        "state",
        "show",
        "benefit",
        "attribute",
        "falls",
        "short",
        "measure",
    ]
)
"""Words of the questions that scenarios end in; to share them is to share nothing."""
ELSEWHERE = re.compile(
    r"\b(programm(?:ing|ers?)|coding|coders?|software|developers?"
    r"|instruments?|pianos?|violins?|guitars?|flutes?|drums?|orchestras?|musicians?)\b",
    re.IGNORECASE,
)
"""The source's own examples, which no scenario may lean on."""


def is_scenario(card: Card) -> bool:
    """Whether a card tells of a person and a place."""
    return SCENARIO in card.facts.tags


def pairs_have_two_or_three_halves(deck: Deck) -> Iterator[str]:
    for word, cards in pairs(deck).items():
        if not 2 <= len(cards) <= MOST_HALVES:
            yield f"the pair {word!r} has {len(cards)} cards"


def halves_differ_in_their_key(deck: Deck) -> Iterator[str]:
    for word, cards in pairs(deck).items():
        if len({_key(card) for card in cards}) < len(cards):
            yield f"the pair {word!r} has one key twice"


def halves_are_alike(deck: Deck) -> Iterator[str]:
    """One form, and at least a word that names the person, the place or the matter."""
    for word, cards in pairs(deck).items():
        if len({form(card) for card in cards}) > 1:
            yield f"the pair {word!r} has halves of several forms"
        if not frozenset.intersection(*map(_words, cards)):
            yield f"the halves of the pair {word!r} have nothing in common"


def a_half_is_studied(deck: Deck) -> Iterator[str]:
    for word, cards in pairs(deck).items():
        if all(card.facts.quiz_only for card in cards):
            yield f"the pair {word!r} is never studied"


def scenarios_stand_in_pairs(deck: Deck) -> Iterator[str]:
    for card in deck.cards:
        if is_scenario(card) and not card.facts.pair:
            yield f"{name(card)} has no other half"


def only_scenarios_are_held_back(deck: Deck) -> Iterator[str]:
    """A transfer item shows that something carries over to a case; nothing else can show it."""
    for card in deck.cards:
        if card.facts.quiz_only and not is_scenario(card):
            yield f"{name(card)} is kept for quizzes, and is no scenario"


def half_of_the_scenarios_are_held_back(deck: Deck) -> Iterator[str]:
    held = [card.facts.quiz_only for card in deck.cards if is_scenario(card)]
    low, high = HELD_BACK
    if not low * len(held) <= sum(held) <= high * len(held):
        yield f"{sum(held)} of {len(held)} scenarios are kept for quizzes"


def scenarios_are_set_elsewhere(deck: Deck) -> Iterator[str]:
    for card in deck.cards:
        if is_scenario(card) and (found := ELSEWHERE.search(prompt(card))):
            yield f"{name(card)} speaks of {found[0]!r}, as the source does"


def there_are_enough(cards: int, scenarios: int) -> Rule:
    """The rule that a deck holds so many cards, and so many of them scenarios."""

    def there_are_enough(deck: Deck) -> Iterator[str]:
        told = sum(map(is_scenario, deck.cards))
        if len(deck.cards) < cards or told < scenarios:
            yield f"the deck has {len(deck.cards)} cards, {told} of them scenarios"

    return there_are_enough


SCENARIOS: tuple[Rule, ...] = (
    pairs_have_two_or_three_halves,
    halves_differ_in_their_key,
    halves_are_alike,
    a_half_is_studied,
    scenarios_stand_in_pairs,
    only_scenarios_are_held_back,
    half_of_the_scenarios_are_held_back,
    scenarios_are_set_elsewhere,
)


def pairs(deck: Deck) -> dict[str, list[Card]]:
    """The cards of each minimal pair."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in deck.cards:
        if card.facts.pair:
            found[card.facts.pair].append(card)
    return found


def _key(card: Card) -> object:
    match card:
        case Classify(side=side):
            return side
        case Claim(holds=holds):
            return holds
        case Choice(right=right):
            return frozenset(option.text for option in right)
        case Recall(back=back):
            return back
        case Cloze(gaps=gaps):
            return tuple(gap.answer for gap in gaps)


def _words(card: Card) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]{4,}", prompt(card).casefold())
    return frozenset(found) - FRAME
