"""The rules catch what they are there for: a sound deck passes, one change breaks one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path

import pytest
from inventory import (
    Inventory,
    every_concept_begins_easily,
    every_kind_is_drilled,
    nothing_is_beside_the_source,
)
from pair_rules import (
    SCENARIOS,
    a_half_is_studied,
    half_of_the_scenarios_are_held_back,
    halves_are_alike,
    halves_differ_in_their_key,
    only_scenarios_are_held_back,
    pairs_have_two_or_three_halves,
    scenarios_are_set_elsewhere,
    scenarios_stand_in_pairs,
    there_are_enough,
)
from rules import (
    EVERY_DECK,
    Rule,
    cards_are_keyed_as_their_concept,
    cards_have_reasons,
    cards_name_concepts,
    claims_are_balanced,
    contrasts_stand_opposite,
    deck_and_concepts_are_described,
    options_are_even,
    options_have_reasons,
    sides_are_balanced,
    statements_name_no_side,
    stems_are_short,
    the_longest_is_no_clue,
    words_are_our_own,
)
from word_rules import WORDS, cues_have_companions, hedges_are_kept, nothing_is_final

from offbook.deck.cards import Deck
from offbook.deck.read import parse

SAMPLE = (Path(__file__).parent / "sample.toml").read_text(encoding="utf-8")
SOURCE = "It takes in all that the organization had to show."
SMALL: Inventory = {"take.in": ("L", "ad"), "carry.out": ("P", "abde"), "turn": ("B", "acf")}

OWN_WORDS = words_are_our_own(SOURCE)
ENOUGH = there_are_enough(cards=11, scenarios=2)


def on_small(rule: Callable[[Deck, Inventory], Iterator[str]]) -> Rule:
    @wraps(rule)
    def judged(deck: Deck) -> Iterator[str]:
        return rule(deck, SMALL)

    return judged


EVERY_KIND, NOTHING_BESIDE, BEGINS_EASILY = map(
    on_small, (every_kind_is_drilled, nothing_is_beside_the_source, every_concept_begins_easily)
)
RULES = (
    *EVERY_DECK,
    *SCENARIOS,
    *WORDS,
    OWN_WORDS,
    ENOUGH,
    EVERY_KIND,
    NOTHING_BESIDE,
    BEGINS_EASILY,
)

LONG = " ".join(["word"] * 36)
BOTH_HALVES = 'pair = "loaf"\nquiz_only = true'
THIRD_HALF = """
[[cards]]
id = "third"
concept = "turn"
statement = "Ada, a baker, bakes a loaf that shows her what to try next."
side = "both"
why = "The cue is the next try that the loaf asks for."
tags = ["scenario"]
pair = "loaf"
"""
BROKEN: tuple[tuple[Rule, str, str, str], ...] = (
    (stems_are_short, "The result that was ordered is delivered.", LONG, "out.a asks in 36 words"),
    (options_are_even, '"Reading a recipe"', '"Reading a good recipe"', "'Reading a good recipe'"),
    (options_are_even, '"Reading a recipe"', '"Reading it"', "'Reading it'"),
    (the_longest_is_no_clue, "Filling an order", "Filling the order", "longest option of 1 choices in 1"),
    (statements_name_no_side, "New abilities", "Learned abilities", "in.a says 'learn'"),
    (statements_name_no_side, "Each feeds", "Both feed", "turn.a says 'both'"),
    (sides_are_balanced, SAMPLE, SAMPLE + THIRD_HALF, "both answers 33%"),
    (claims_are_balanced, "holds = false", "holds = true", "2 of 2 claims hold"),
    (options_have_reasons, "Asking takes something in.", "", "why 'Asking a teacher' is wrong"),
    (options_have_reasons, 'why = "An order is filled for somebody who waits for it."', "", "is right"),
    (
        cards_have_reasons,
        "A task is carried out; a fact is taken in.",
        "That is correct.",
        "out.b has no why",
    ),
    (cards_name_concepts, 'id = "out.b"\nconcept = "carry.out"', 'id = "out.b"', "out.b names no concept"),
    (deck_and_concepts_are_described, 'summary = "Small, and it obeys every rule."', "", "the deck lacks"),
    (deck_and_concepts_are_described, 'summary = "Each sets off the other."', "", "the concept turn lacks"),
    (
        contrasts_stand_opposite,
        'side = "performance"\ncontrast',
        'side = "learning"\ncontrast',
        "its own side",
    ),
    (
        cards_are_keyed_as_their_concept,
        'id = "turn.a"\nconcept = "turn"',
        'id = "turn.a"\nconcept = "take.in"',
        "turn.a",
    ),
    (
        OWN_WORDS,
        "A task is carried out",
        "It takes in all that the organisation",
        "out.b has the source's words",
    ),
    (OWN_WORDS, "taken in is {{carried}} out", "it takes in {{all}} that the organisation", "turn.c"),
    (pairs_have_two_or_three_halves, BOTH_HALVES, 'pair = "loaves"', "'loaves' has 1 cards"),
    (
        halves_differ_in_their_key,
        'as agreed."\nside = "performance"',
        'as agreed."\nside = "learning"',
        "one key twice",
    ),
    (
        halves_are_alike,
        'pair = "loaf"\nquiz_only = true\n',
        'pair = "loaf"\n' + THIRD_HALF.replace("statement", "front").replace("side", "back"),
        "several forms",
    ),
    (halves_are_alike, "Ada, a baker, sells her loaf", "Bo, a cook, sells soup", "nothing in common"),
    (
        a_half_is_studied,
        'pair = "loaf"\n\n',
        'pair = "loaf"\nquiz_only = true\n\n',
        "'loaf' is never studied",
    ),
    (scenarios_stand_in_pairs, BOTH_HALVES, "quiz_only = true", "out.d has no other half"),
    (
        only_scenarios_are_held_back,
        'side = "both"\nwhy',
        'side = "both"\nquiz_only = true\nwhy',
        "turn.a is kept for quizzes",
    ),
    (half_of_the_scenarios_are_held_back, "quiz_only = true", "", "0 of 2 scenarios"),
    (
        scenarios_are_set_elsewhere,
        "Ada, a baker, tries",
        "Ada, a programmer, tries",
        "in.d speaks of 'programmer'",
    ),
    (
        ENOUGH,
        'tags = ["scenario"]\npair = "loaf"\nquiz_only',
        'pair = "loaf"\nquiz_only',
        "1 of them scenarios",
    ),
    (
        cues_have_companions,
        "New abilities are built up.",
        "Abilities are there.",
        "in.a turns on 'Abilities'",
    ),
    (
        cues_have_companions,
        "The result that was ordered is delivered.",
        "Something is applied.",
        "out.a turns on 'applied'",
    ),
    (nothing_is_final, "Each of the two goes", "Each of the two always goes", "turn.f2 says 'always'"),
    (hedges_are_kept, '"turn"', '"interplay.stagnant"', "turn.a lost its 'may'"),
    (EVERY_KIND, "front = ", 'tags = ["scenario"]\nfront = ', "carry.out lacks cards of kind b"),
    (NOTHING_BESIDE, '"turn"', '"detour"', "detour is not in the inventory"),
    (NOTHING_BESIDE, 'topic = "Sample"\nside = "both"', 'topic = "Sample"', "turn is on the side None"),
    (BEGINS_EASILY, "ask = ", 'tags = ["scenario"]\nask = ', "carry.out begins with out.e, of kind d"),
)


def test_the_sample_is_sound() -> None:
    assert parse(SAMPLE, "sample.toml", "sample").problems == ()


def deck_of(text: str) -> Deck:
    reading = parse(text, "sample.toml", "sample")
    assert reading.deck is not None
    assert reading.errors == 0, reading.problems
    return reading.deck


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sound_deck_passes(rule: Rule) -> None:
    assert list(rule(deck_of(SAMPLE))) == []


@pytest.mark.parametrize(
    ("rule", "sound", "broken", "complaint"), BROKEN, ids=lambda one: getattr(one, "__name__", "")
)
def test_one_change_breaks_the_rule(rule: Rule, sound: str, broken: str, complaint: str) -> None:
    assert sound in SAMPLE
    assert complaint in "\n".join(rule(deck_of(SAMPLE.replace(sound, broken))))


def test_an_opposite_that_is_gone_is_missed() -> None:
    sound = deck_of(SAMPLE)
    told = contrasts_stand_opposite(replace(sound, concepts=sound.concepts[1:]))
    assert list(told) == ["carry.out is opposed to take.in, which is not there"]


def test_every_rule_is_seen_to_fail() -> None:
    assert {rule.__name__ for rule, *_ in BROKEN} == {rule.__name__ for rule in RULES}
