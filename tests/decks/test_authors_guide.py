"""The guide for authors: whoever writes along gets what it shows, and the deck it ends with is a good one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rules import EVERY_DECK, Rule

from offbook.cli import main
from offbook.cli.parser import parser
from offbook.deck.cards import Deck
from offbook.deck.read import Reading, parse
from offbook.deck.rewording import Wording, wording
from offbook.tui.screens.home import COMMANDS as HOME
from offbook.tui.screens.rehearse import COMMANDS as REHEARSE
from offbook.tui.screens.strays import COMMANDS as STRAYS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
NAME = "bees"


def blocks(language: str, text: str = GUIDE) -> list[str]:
    """The fenced blocks that are written in a language, its name to the letter."""
    return re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def reading(text: str) -> Reading:
    """A block as a deck; one that shows cards alone is given a title, and the concepts it leaves out."""
    return parse(text if "title =" in text else f'title = "Bees and wasps"\n{text}', f"{NAME}.toml", NAME)


def deck_of(text: str) -> Deck:
    found = reading(text).deck
    assert found
    return found


def told(cards: Sequence[Wording]) -> set[tuple[str, str, str]]:
    return {(one.form, one.prompt, one.answer) for one in cards}


def wordings(text: str) -> set[tuple[str, str, str]]:
    return told([wording(card) for card in deck_of(text).cards])


STEPS = blocks("toml")
WHOLE = STEPS[-1]
WEAK = re.findall(r"^```toml weak\n(.*?)^```\n\n```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("step", STEPS)
def test_no_step_has_a_problem(step: str) -> None:
    assert [str(problem) for problem in reading(step).problems] == []


@pytest.mark.parametrize("step", STEPS[:-1])
def test_what_a_step_writes_stands_in_the_deck_it_ends_with(step: str) -> None:
    assert wordings(step)
    assert wordings(step) <= wordings(WHOLE)
    sides, concepts, quizzes = (
        {*deck_of(WHOLE).sides},
        {*deck_of(WHOLE).concepts},
        {*deck_of(WHOLE).quizzes},
    )
    shown = deck_of(step)
    assert {*shown.sides} <= sides
    assert {*shown.quizzes} <= quizzes
    named = {one.id for one in concepts}
    assert {one for one in shown.concepts if one.id in named} <= concepts


def test_the_mistake_is_told_as_the_guide_shows_it() -> None:
    [mistaken], shown = blocks("toml mistakes"), blocks("text")[0]
    assert [str(problem) for problem in reading(mistaken).problems] == shown.splitlines()


@pytest.mark.parametrize("rule", EVERY_DECK, ids=lambda rule: rule.__name__)
def test_the_deck_it_ends_with_obeys_the_rules_of_shipped_decks(rule: Rule) -> None:
    assert list(rule(deck_of(WHOLE))) == []


def test_every_concept_of_it_is_asked_in_two_forms_and_each_form_is_there() -> None:
    deck = deck_of(WHOLE)
    forms = {
        concept.id: {type(card).__name__ for card in deck.cards if card.facts.concept == concept.id}
        for concept in deck.concepts
    }
    assert all(len(found) > 1 for found in forms.values()), forms
    assert {"Recall", "Cloze", "Choice", "Claim", "Classify"} == set().union(*forms.values())


def test_check_says_of_it_what_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"{NAME}.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", blocks("text")[1])


@pytest.mark.parametrize(("card", "shown"), WEAK)
def test_what_looks_good_and_is_not_is_warned_of(card: str, shown: str) -> None:
    found = reading(card)
    assert not found.errors
    assert set(shown.splitlines()) <= {problem.message for problem in found.problems}


def test_there_is_a_warning_beside_every_weak_card() -> None:
    assert len(WEAK) == len(blocks("toml weak")) >= 4


def test_the_guide_takes_ten_minutes() -> None:
    minutes = [int(number) for number in re.findall(r"^## Minute (\d+):", GUIDE, re.MULTILINE)]
    assert minutes == list(range(1, 11))


def test_every_command_and_every_key_it_names_is_there() -> None:
    for command in set(re.findall(r"`?offbook ([a-z]+) ?(?:bees\.toml)?`", GUIDE)):
        parser().parse_args([command] if command == "decks" else [command, f"{NAME}.toml"])
    keys = {key for one in (*HOME, *REHEARSE, *STRAYS) for key in one.key.split(",")}
    named = set(re.findall(r"`([a-z])`", GUIDE))
    assert named == {"e", "w", "n", "a", "u"}
    assert named <= keys
    assert {one.key for one in STRAYS} >= {"enter", "n", "a", "u"}


@pytest.mark.parametrize("page", ["README.md", "docs/authoring.md"])
def test_it_can_be_found(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.search(r"\]\((?:docs/)?authors\.md\)", text)
    assert "](authoring.md)" in GUIDE
