"""Rules for single words: cues that point both ways, and hedges that the source keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pair_rules import is_scenario
from rules import Rule, name

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Deck, Recall, prompt

NOTHING = r"(?!)"
"""Matches nowhere: on this side the cue has no companion that would settle it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that the source uses on both sides, and what has to stand beside it on each."""

    word: str
    learning: str
    performance: str


CUES = (
    Cue(
        r"appl(?:y|ies|ied|ying)|us(?:e|es|ed|ing)",
        "skill|abilit|underst",
        "outcome|result|goal|job|work|best",
    ),
    Cue(r"demonstrat\w*|show\w*", "taken in|sunk in|underst", "result|standard|expectation"),
    Cue(r"feedback", "taken in|sunk in|underst", "result"),
    Cue(r"continu\w*", "life", "result"),
    Cue(r"improv\w*|growth|better", "person|people|competenc|underst", "result|standard|target"),
    Cue(r"evaluat\w*|judg\w*|weigh\w*", "information|reports|evidence", "task|job|result"),
    Cue(r"adapt\w*", "person|people", NOTHING),
    Cue(r"efficien\w*", NOTHING, "time|deadline|less|fewer|least"),
    Cue(r"practices?", NOTHING, NOTHING),
    Cue(r"skills?|abilit(?:y|ies)", "come by|new|build|develop|acquir|gain", "there already|acquired"),
    Cue(r"timeframes?|windows?", "can|no ", "often"),
)
FINAL = re.compile(r"\b(always|never|in every case|without exception)\b", re.IGNORECASE)
"""Words that the source does not say, and that test-wise learners mark as false."""
HEDGES = {
    "row.timeframe.learning": "can|may|perhaps",
    "row.timeframe.performance": "often",
    "interplay.theoretical": "may",
    "interplay.stagnant": "may",
}
"""How the source hedges, by concept."""


def cues_have_companions(deck: Deck) -> Iterator[str]:
    """A statement keyed to one side does not turn on a cue of both alone.

    Scenarios tell what is done and what for in words of their own; a reader has to judge them.
    """
    for card in deck.cards:
        if not isinstance(card, Classify) or is_scenario(card) or card.side == "both":
            continue
        for cue in CUES:
            found = re.search(rf"\b(?:{cue.word})\b", card.statement, re.IGNORECASE)
            companions = cue.learning if card.side == "learning" else cue.performance
            if found and not re.search(companions, card.statement, re.IGNORECASE):
                yield f"{name(card)} turns on {found[0]!r} alone"


def nothing_is_final(deck: Deck) -> Iterator[str]:
    """No claim and no right answer says always or never."""
    for card in deck.cards:
        for text in _asserted(card):
            if found := FINAL.search(text):
                yield f"{name(card)} says {found[0]!r}"


def hedges_are_kept(deck: Deck) -> Iterator[str]:
    """Where the source says may, can or often, so does every card that states the fact."""
    for card in deck.cards:
        hedge = HEDGES.get(card.facts.concept)
        states = isinstance(card, Recall | Cloze | Classify) or (isinstance(card, Claim) and card.holds)
        if hedge is None or not states or is_scenario(card):
            continue
        said = " ".join([prompt(card), *_asserted(card)])
        if not re.search(rf"\b(?:{hedge})\b", said, re.IGNORECASE):
            yield f"{name(card)} lost its {hedge!r}"


WORDS: tuple[Rule, ...] = (cues_have_companions, nothing_is_final, hedges_are_kept)


def _asserted(card: Card) -> tuple[str, ...]:
    """What a card says is so, or asks to be judged."""
    match card:
        case Recall(back=back, parts=parts):
            return back, *parts
        case Cloze(gaps=gaps):
            return tuple(gap.answer for gap in gaps)
        case Choice(right=right):
            return tuple(option.text for option in right)
        case Claim(claim=text) | Classify(statement=text):
            return (text,)
