"""What every shipped deck obeys: each rule is a pure function from a deck to its complaints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Deck, Option, Recall, prompt

Rule = Callable[[Deck], Iterator[str]]
"""Yields one sentence for each thing that breaks it; nothing for a sound deck."""

LONGEST_STEM = 35
"""Words of what a card asks."""
APART = 0.25
"""How far the length of a wrong option may be from the key's, as a share of the key's."""
SHORTEST_REASON = 5
"""Words; a shorter reason says no more than "correct"."""
RUN = 6
"""Words in a row that are no longer our own once the source has them, too."""
TELLING = {"learning": "learn", "performance": "perform", "rehearse": "rehears"}
"""The stem of a side's name, where the name is no stem of its own."""
SHARES = {"learning": (0.40, 0.45), "performance": (0.40, 0.45), "both": (0.10, 0.20)}
"""The share of classify cards that each side answers, where a deck has these three."""
EVENLY = 0.05
"""How far a side's share may be from an even one in any other deck."""


def name(card: Card) -> str:
    """What complaints call a card."""
    return card.facts.key.card


def stems_are_short(deck: Deck) -> Iterator[str]:
    for card in deck.cards:
        count = len(prompt(card).split())
        if count > LONGEST_STEM:
            yield f"{name(card)} asks in {count} words"


def options_are_even(deck: Deck) -> Iterator[str]:
    for card in _choices(deck):
        for key in card.right:
            for option in card.wrong:
                if abs(len(option.text) - len(key.text)) >= APART * len(key.text):
                    yield f"{name(card)}: {option.text!r} is too long or too short beside {key.text!r}"


def the_longest_is_no_clue(deck: Deck) -> Iterator[str]:
    choices = _choices(deck)
    longest = [card for card in choices if _shortest(card.right) > max(len(one.text) for one in card.wrong)]
    if 2 * len(longest) > len(choices):
        yield f"the key is the longest option of {len(longest)} choices in {len(choices)}"


def statements_name_no_side(deck: Deck) -> Iterator[str]:
    stems = [TELLING.get(side.id, side.name.casefold()) for side in deck.sides]
    for card in _classifies(deck):
        for stem in stems:
            if re.search(rf"\b{re.escape(stem)}", card.statement, re.IGNORECASE):
                yield f"{name(card)} says {stem!r}"


def sides_are_balanced(deck: Deck) -> Iterator[str]:
    count = Counter(card.side for card in _classifies(deck))
    sides = [side.id for side in deck.sides]
    even = 1 / max(1, len(sides))
    for side in sides if count else ():
        usual = (even - EVENLY, even + EVENLY)
        low, high = SHARES[side] if set(sides) == set(SHARES) else usual
        share = count[side] / count.total()
        if not low <= share <= high:
            yield f"{side} answers {share:.0%} of the classify cards"


def claims_are_balanced(deck: Deck) -> Iterator[str]:
    held = [card.holds for card in deck.cards if isinstance(card, Claim)]
    if abs(2 * sum(held) - len(held)) > 1:
        yield f"{sum(held)} of {len(held)} claims hold"


def options_have_reasons(deck: Deck) -> Iterator[str]:
    for card in _choices(deck):
        for option in card.wrong:
            if not option.why.strip():
                yield f"{name(card)} does not say why {option.text!r} is wrong"
        for option in card.right:
            if not (option.why.strip() or card.facts.why.strip()):
                yield f"{name(card)} does not say why {option.text!r} is right"


def cards_have_reasons(deck: Deck) -> Iterator[str]:
    for card in deck.cards:
        if len(card.facts.why.split()) < SHORTEST_REASON:
            yield f"{name(card)} has no why, or none that says anything"


def cards_name_concepts(deck: Deck) -> Iterator[str]:
    """A card that names none is its own concept."""
    for card in deck.cards:
        if str(card.facts.concept) == card.facts.key.card:
            yield f"{name(card)} names no concept"


def deck_and_concepts_are_described(deck: Deck) -> Iterator[str]:
    if not (deck.title and deck.summary and deck.language):
        yield "the deck lacks its title, its summary or its language"
    for concept in deck.concepts:
        if concept.name == concept.id or not (concept.summary and concept.topic):
            yield f"the concept {concept.id} lacks its name, its summary or its topic"


def contrasts_stand_opposite(deck: Deck) -> Iterator[str]:
    """What stands opposite a concept is there, and lies on another side unless both hold both."""
    concepts = {concept.id: concept for concept in deck.concepts}
    for concept in deck.concepts:
        if concept.contrast is None:
            continue
        other = concepts.get(concept.contrast)
        if other is None:
            yield f"{concept.id} is opposed to {concept.contrast}, which is not there"
        elif concept.side == other.side and concept.side not in {None, "both"}:
            yield f"{concept.id} is opposed to {other.id}, on its own side"


def cards_are_keyed_as_their_concept(deck: Deck) -> Iterator[str]:
    sides = {concept.id: concept.side for concept in deck.concepts}
    for card in _classifies(deck):
        if card.side != sides[card.facts.concept]:
            yield f"{name(card)} answers to {card.side}, its concept to {sides[card.facts.concept]}"


EVERY_DECK: tuple[Rule, ...] = (
    stems_are_short,
    options_are_even,
    the_longest_is_no_clue,
    statements_name_no_side,
    sides_are_balanced,
    claims_are_balanced,
    options_have_reasons,
    cards_have_reasons,
    cards_name_concepts,
    deck_and_concepts_are_described,
    contrasts_stand_opposite,
    cards_are_keyed_as_their_concept,
)


def words_are_our_own(source: str) -> Rule:
    """The rule that no text of a deck shares ``RUN`` words in a row with the source."""
    theirs = set(_runs(source))

    def words_are_our_own(deck: Deck) -> Iterator[str]:
        for where, text in texts(deck):
            for run in _runs(text):
                if run in theirs:
                    yield f"{where} has the source's words {' '.join(run)!r}"

    return words_are_our_own


def texts(deck: Deck) -> Iterator[tuple[str, str]]:
    """Every text that a learner may see, and where it stands."""
    yield from (("the deck", text) for text in (deck.title, deck.summary, deck.source))
    for concept in deck.concepts:
        yield from ((concept.id, text) for text in (concept.name, concept.summary))
    for card in deck.cards:
        yield from ((name(card), text) for text in (*_own_texts(card), card.facts.why, card.facts.hint))


def _own_texts(card: Card) -> tuple[str, ...]:
    match card:
        case Recall():
            return card.front, card.back, *card.parts
        case Cloze():
            return ("".join(part if isinstance(part, str) else part.answer for part in card.segments),)
        case Choice():
            options = (*card.right, *card.wrong)
            return card.ask, *(one.text for one in options), *(one.why for one in options)
        case Claim() | Classify():
            return (prompt(card),)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    # British and American spelling are one: words are not our own for an s in the place of a z.
    folded = text.casefold().replace("z", "s").replace("practis", "practic")
    words = re.findall(r"[^\W_]+", folded)
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _choices(deck: Deck) -> list[Choice]:
    return [card for card in deck.cards if isinstance(card, Choice)]


def _classifies(deck: Deck) -> list[Classify]:
    return [card for card in deck.cards if isinstance(card, Classify)]


def _shortest(options: Iterable[Option]) -> int:
    return min(len(option.text) for option in options)
