"""Every deck that ships with Offbook is sound, fair and in its own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from inventory import CONTENT, INVENTORY
from pair_rules import SCENARIOS, there_are_enough
from rules import EVERY_DECK, Rule, words_are_our_own
from word_rules import WORDS

from offbook.deck.read import Reading, read

HERE = Path(__file__).parent
DECKS = sorted((HERE.parents[1] / "decks").glob("*.toml"))
DEFAULT = HERE.parents[1] / "decks" / "learning-vs-performance.toml"
SOURCE = (HERE / "source.txt").read_text(encoding="utf-8")

CARDS, SCENARIO_CARDS = 180, 40
GENERAL = (*EVERY_DECK, words_are_our_own(SOURCE))
SPECIAL = (*SCENARIOS, *WORDS, *CONTENT, there_are_enough(CARDS, SCENARIO_CARDS))


@cache
def reading(path: Path) -> Reading:
    return read(path, path.name, thorough=True)


def complaints(path: Path, rule: Rule) -> list[str]:
    deck = reading(path).deck
    assert deck is not None
    return list(rule(deck))


def test_the_default_deck_ships() -> None:
    assert DEFAULT in DECKS


def test_the_inventory_is_whole() -> None:
    assert len(INVENTORY) == 62


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_it_reads_without_errors_or_warnings(path: Path) -> None:
    assert [str(problem) for problem in reading(path).problems] == []


@pytest.mark.parametrize("rule", GENERAL, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_deck_obeys(path: Path, rule: Rule) -> None:
    assert complaints(path, rule) == []


@pytest.mark.parametrize("rule", SPECIAL, ids=lambda rule: rule.__name__)
def test_the_default_deck_obeys(rule: Rule) -> None:
    assert complaints(DEFAULT, rule) == []
