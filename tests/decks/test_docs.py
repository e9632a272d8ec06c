"""What the guides and the tour say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli

from offbook import settings
from offbook.cli.parser import parser
from offbook.deck import schema
from offbook.deck.cards import Recall
from offbook.deck.fix import Mended, mended
from offbook.deck.problems import Code
from offbook.deck.read import parse, read
from offbook.learning.memory import Rating
from offbook.tui.author_keys import COMMANDS as AUTHOR
from offbook.tui.author_keys import IN_TEXT
from offbook.tui.screens.rehearse import COMMANDS

ROOT = Path(__file__).parents[2]
AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
LEARNING = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TOUR = ROOT / "decks" / "offbook-tour.toml"
README = (ROOT / "README.md").read_text(encoding="utf-8")

HEAD = 'title = "An example"\n\n'
"""Goes before an example that shows cards alone."""


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a page that are written in a language, its name to the letter."""
    return re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def keys_of(table: str) -> list[str]:
    """The keys in the first column of a table."""
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next."""
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def command_keys() -> list[str]:
    return [one.key_display or one.key.split(",")[0] for one in COMMANDS]


@pytest.mark.parametrize("example", blocks(AUTHORING, "toml"))
def test_an_example_for_authors_has_no_problem(example: str) -> None:
    text = example if "title =" in example else HEAD + example
    assert [str(problem) for problem in parse(text, "example.toml", "example", thorough=True).problems] == []


def test_the_mistakes_are_told_as_the_guide_shows_them() -> None:
    [mistaken] = blocks(AUTHORING, "toml mistakes")
    [told] = blocks(AUTHORING, "text")
    assert [str(problem) for problem in parse(mistaken, "mine.toml", "mine").problems] == told.splitlines()


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("The head of a deck", schema.DeckTable),
        ("Quizzes", schema.QuizTable),
        ("What any card may have", schema.CardTable),
    ],
)
def test_the_guide_lists_every_key(heading: str, model: type[schema.Table]) -> None:
    listed = re.findall(r"^\| (`.*?`) \|", section(AUTHORING, heading), re.MULTILINE)
    keys = {key.strip("`") for row in listed for key in row.split(", ")}
    # "concepts" is another word for "concept", kept out of the guide on purpose.
    assert keys == set(model.model_fields) - {"concepts"}


def test_the_guide_lists_every_warning_and_what_to_do() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.+) \| (.+) \|$", section(AUTHORING, "What `offbook check` says"), re.MULTILINE
    )
    assert sorted(code for code, _, _ in rows) == sorted(Code)
    assert all(when.endswith(".") and advice.endswith(".") for _, when, advice in rows)


def test_the_guide_lists_every_key_of_the_author_screen() -> None:
    told = section(AUTHORING, "Writing in Offbook")
    keys = [binding.key.split(",")[0] for binding in AUTHOR] + ["tab", "ctrl+home", "ctrl+z"]
    assert [key for key in keys if f"`{key}`" not in told] == []
    assert {key for key, _ in IN_TEXT} >= {"tab", "ctrl+home", "ctrl+z"}


@pytest.mark.parametrize("room", ["deck", "tui"])
def test_the_plan_of_the_house_names_every_module_of_a_room(room: str) -> None:
    named = set(re.findall(r"`([a-z_]+)`", section(ARCHITECTURE, "The rooms")))
    there = {path.stem for path in (ROOT / "src" / "offbook" / room).glob("*.py")} - {"__init__"}
    assert there <= named


def test_the_guide_puts_keys_in_the_order_that_fix_makes() -> None:
    for example in blocks(AUTHORING, "toml"):
        found = mended(example if "title =" in example else HEAD + example, "example")
        assert isinstance(found, Mended)
        assert (found.ordered, found.trimmed) == (0, 0), example


def test_the_settings_in_the_guide_are_the_defaults() -> None:
    [shown] = blocks(LEARNING, "toml")
    tables = tomli.loads(shown)
    assert settings.parse(tables) == settings.Settings()
    named = [*tables["study"], *tables["look"], *tables["performance"], "targets"]
    assert named == list(settings.Settings.__dataclass_fields__)


def test_the_guide_lists_every_key_of_a_rehearsal() -> None:
    assert sorted(keys_of(section(LEARNING, "The keys of a rehearsal"))) == sorted(command_keys())


def test_the_guide_lists_every_rating() -> None:
    rows = re.findall(r"^\| `(\d)` \| (\w+) \|", section(LEARNING, "Say how it went"), re.MULTILINE)
    assert rows == [(str(rating.value), rating.name.lower()) for rating in Rating]


@pytest.mark.parametrize("text", [AUTHORING, LEARNING, README, TOUR.read_text(encoding="utf-8")])
def test_every_command_that_is_named_is_there(text: str) -> None:
    for command in set(re.findall(r"`offbook ([a-z]+)", text)):
        parser().parse_args([command] if command != "edit" else [command, "mine.toml"])


def test_the_tour_names_keys_that_are_there() -> None:
    deck = read(TOUR).deck
    assert deck is not None
    [card] = [one for one in deck.cards if one.facts.key.card == "tour.keys.b1"]
    assert isinstance(card, Recall)
    named = re.findall(r"`(\S)`", card.front)
    assert named == re.findall(r"`(\S)`", card.back)
    assert set(named) <= set(command_keys())
