"""``offbook quiz``: what it makes of its options before the app is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from at_a_terminal import Terminal

from fakes import CLAIM, CLASSIFY, EVERY_FORM, SIDES, deck_text
from offbook.deck.cards import ConceptId, SideId
from offbook.opening import Perform
from offbook.performance.plan import Plan

QUIZ = """
[[quizzes]]
name = "Sprint"
questions = 4
minutes = 2
target = 0.75
feedback = "each"
"""
CONCEPTS = """
[[concepts]]
id = "heart"
name = "The heart"
topic = "body"
"""


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a person who has one deck with a quiz of its own, beside those that ship."""
    found = Terminal(tmp_path / "home", monkeypatch, "quiz")
    decks = found.home / "decks"
    decks.mkdir(parents=True)
    sided = CLASSIFY.replace("[[cards]]", '[[cards]]\nconcept = "heart"')
    rest = [card for card in EVERY_FORM if card != CLASSIFY]
    text = deck_text(sided, *rest, QUIZ, more=SIDES + CONCEPTS)
    (decks / "mine.toml").write_text(text, encoding="utf-8")
    return found


def planned(terminal: Terminal, *args: str) -> Plan:
    return terminal.opens(Perform, "mine", *args).plan


def test_without_options_the_first_quiz_of_the_deck_is_planned(terminal: Terminal) -> None:
    opening = terminal.opens(Perform, "mine")
    assert [entry.id for entry in opening.scope] == ["mine"]
    assert (opening.seed, opening.at_once) == (None, False)
    plan = opening.plan
    assert (plan.name, plan.questions, plan.total, plan.target, plan.feedback) == (
        "Sprint", 4, 120_000, 0.75, "each",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "changed", "name"),
    [
        (["--questions", "7"], {"questions": 7}, "Sprint, changed: 7 questions"),
        (["--minutes", "1.5"], {"total": 90_000}, "Sprint, changed: 90 s"),
        (["--each", "12.5"], {"each": 12_500}, "Sprint, changed: 12.5 s each"),
        (["--extra", "1.5"], {"extra": 1.5}, "Sprint"),
        (["--extra", "0"], {"extra": 0.0}, "Sprint"),
        (["--target", "90"], {"target": 0.9}, "Sprint, changed"),
        (["--feedback", "end"], {"feedback": "end"}, "Sprint, changed"),
        (["--confidence"], {"confidence": True}, "Sprint, changed"),
        (["--in-order"], {"shuffle": False}, "Sprint, changed"),
        (["--questions", "4", "--minutes", "2", "--target", "75", "--feedback", "each"], {}, "Sprint"),
    ],
)
def test_an_option_changes_the_plan_its_name_and_nothing_else(
    terminal: Terminal, options: list[str], changed: dict[str, object], name: str
) -> None:
    plain, plan = planned(terminal), planned(terminal, *options)
    assert plan == replace(plain, name=name, **changed)  # type: ignore[arg-type] # fields of a plan


def test_a_scope_may_be_narrowed_in_every_way(terminal: Terminal) -> None:
    plan = planned(
        terminal,
        "--topic",
        "body",
        "--concept",
        "heart",
        "--side",
        "left",
        "--form",
        "classify",
        "--form",
        "claim",
    )
    scope = plan.scope
    assert (scope.topics, scope.concepts, scope.sides, scope.forms) == (
        ("body",), (ConceptId("heart"),), (SideId("left"),), ("classify", "claim"),
    )  # fmt: skip
    assert plan.name == "Sprint, changed"


@pytest.mark.parametrize("name", ["Sprint", "Quick fire", "Twenty questions"])
def test_a_quiz_is_called_by_its_name(terminal: Terminal, name: str) -> None:
    assert planned(terminal, "--name", name).name == name


def test_a_usual_quiz_that_is_changed_is_another_too(terminal: Terminal) -> None:
    assert planned(terminal, "--name", "Ten questions", "--questions", "10").name == "Ten questions"
    told = planned(terminal, "--name", "Ten questions", "--questions", "15", "--extra", "2")
    assert told.name == "Ten questions, changed: 15 questions"


def test_a_quiz_may_begin_at_once_and_be_drawn_again(terminal: Terminal) -> None:
    opening = terminal.opens(Perform, "mine", "--start", "--seed", "0")
    assert (opening.at_once, opening.seed) == (True, 0)


def test_without_a_deck_all_are_asked(terminal: Terminal) -> None:
    names = {entry.id for entry in terminal.opens(Perform).scope}
    assert {"mine", "offbook-tour", "learning-vs-performance"} <= names


def test_a_deck_that_is_for_quizzes_alone_is_asked_too(terminal: Terminal) -> None:
    text = deck_text(CLAIM.replace("[[cards]]", "[[cards]]\nquiz_only = true"))
    (terminal.home / "decks" / "exam.toml").write_text(text, encoding="utf-8")
    assert "exam" in {entry.id for entry in terminal.opens(Perform).scope}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--questions", "0"], "0 is not from 1 to 500"),
        (["--questions", "501"], "501 is not from 1 to 500"),
        (["--questions", "many"], "invalid whole number value: 'many'"),
        (["--questions", "1.5"], "invalid whole number value: '1.5'"),
        (["--minutes", "0"], "0 is not from 0.1 to 600"),
        (["--minutes", "nan"], "nan is not from 0.1 to 600"),
        (["--minutes", "soon"], "invalid number value: 'soon'"),
        (["--each", "0.5"], "0.5 is not from 1 to 3600"),
        (["--each", "inf"], "inf is not from 1 to 3600"),
        (["--extra", "3"], "invalid choice: 3.0"),
        (["--target", "120"], "120 is not from 1 to 100"),
        (["--feedback", "never"], "invalid choice: 'never'"),
        (["--form", "song"], "invalid choice: 'song'"),
        (["--seed", "-1"], "-1 is not from 0 to 4294967296"),
        (["--pause"], "unrecognized arguments: --pause"),
    ],
)
def test_a_wrong_value_is_a_wrong_call_with_a_sentence(
    terminal: Terminal, options: list[str], says: str
) -> None:
    assert terminal("mine", *options) == 2
    assert says in terminal.told
    assert "Traceback" not in terminal.told
    assert terminal.apps == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["nowhere"], 'there is no deck "nowhere"'),
        (["mine", "--name", "Sprnt"], 'there is no quiz named "Sprnt"; did you mean "Sprint"?'),
        (
            ["mine", "--name", "Gala"],
            'no quiz named "Gala"; there are Sprint, Ten questions, Twenty questions, Quick fire',
        ),
        (["mine", "--topic", "sea"], "No card has the topic sea. There are: body."),
        (["mine", "--concept", "lung"], "No card has the concept lung. There are: heart"),
        (["mine", "--side", "middle"], "No card has the side middle. There are: left."),
        (["mine", "--topic", "body", "--form", "claim"], "No card fits everything this quiz asks for."),
        (["mine", "--only-gaps"], "There is no open gap to ask about."),
    ],
)
def test_what_is_not_there_is_said_with_what_is(terminal: Terminal, options: list[str], says: str) -> None:
    assert terminal(*options) == 1
    assert says in terminal.told
    assert terminal.apps == []


def test_nothing_is_made_on_the_way(terminal: Terminal) -> None:
    terminal("mine", "--side", "middle")
    terminal("mine")
    assert sorted(path.name for path in terminal.home.iterdir() if path.suffix == ".db") == []
