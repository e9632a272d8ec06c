"""The commands of every screen: each does something, each is told, none is in another's way."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from itertools import chain
from typing import Any

import pytest
from textual.binding import Binding

from makers import SIDES, choice, claim, classify
from offbook.deck.cards import Card, Choice
from offbook.deck.catalog import Catalog
from offbook.paths import places
from offbook.tui import faces, screens
from offbook.tui.screens.help import label
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.rehearse import COMMANDS as REHEARSE


def every_screen() -> list[type[HouseScreen[Any]]]:
    """Every screen with commands of its own."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    found, ahead = [], HouseScreen.__subclasses__()
    while ahead:
        screen = ahead.pop()
        ahead += screen.__subclasses__()
        # What only has screens built upon it has no commands.
        found += [screen] if "KEYS" in vars(screen) else []
    return sorted(found, key=lambda screen: screen.__name__)


def tour() -> str:
    found = places({"OFFBOOK_HOME": "x"}).shipped / "offbook-tour.toml"
    return found.read_text(encoding="utf-8")


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.__name__)
def test_every_command_is_bound_told_and_done(screen: type[HouseScreen[Any]]) -> None:
    assert screen.KEYS
    assert set(screen.KEYS) <= set(screen.BINDINGS)
    for binding in screen.KEYS:
        assert binding.description, binding
        name = binding.action.split("(")[0]
        assert name.startswith("app.") or hasattr(screen, f"action_{name}"), binding


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.__name__)
def test_no_key_has_two_commands(screen: type[HouseScreen[Any]]) -> None:
    keys = Counter(chain.from_iterable(binding.key.split(",") for binding in screen.KEYS))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.__name__)
def test_every_screen_tells_its_keys_when_asked(screen: type[HouseScreen[Any]]) -> None:
    assert any({"question_mark", "f1"} & {*binding.key.split(",")} for binding in screen.KEYS)


@pytest.mark.parametrize("card", [choice(), claim(), classify()], ids=["choice", "claim", "classify"])
def test_no_answer_takes_the_key_of_a_command(card: Card) -> None:
    options = (*card.right, *card.wrong) if isinstance(card, Choice) else ()
    answers = {key.key for key in faces.choices(card, SIDES, options)}
    assert answers & set(chain.from_iterable(binding.key.split(",") for binding in REHEARSE)) == set()


@pytest.mark.parametrize("binding", [one for one in REHEARSE if label(one) not in {"n", "?"}], ids=label)
def test_the_tour_teaches_the_keys_of_a_rehearsal(binding: Binding) -> None:
    taught = set(re.findall(r"`(\S)[`,]", tour()))
    key = label(binding).split()[0]
    assert key in taught


def test_the_sides_of_shipped_decks_leave_the_commands_alone() -> None:
    commands = set(chain.from_iterable(binding.key.split(",") for binding in REHEARSE))
    catalog = Catalog([places({"OFFBOOK_HOME": "x"}).shipped], None)
    decks = [catalog.reading(entry).deck for entry in catalog.entries()]
    assert len(decks) > 1
    for deck in decks:
        assert deck
        assert {side.key for side in deck.sides} & commands == set(), deck.id
