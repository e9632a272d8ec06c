"""A person's home with a deck, some study and some quizzes, on a day that the test sets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from fakes import CLASSIFY, BrittleJournal, World, deck_text
from makers import NOON
from offbook.cli import main
from offbook.clock import DAY
from offbook.paths import Places, places
from offbook.performance.plan import Plan
from quizzes import Exam

Call = Callable[..., tuple[int, str, str]]
"""Runs ``offbook stats`` with further words: exit code, standard output, standard error."""

CLAIMS = [f'[[cards]]\nid = "c{number}"\nclaim = "Claim {number}."\nholds = true\n' for number in range(30)]
HOSTILE = "A <b>deck</b> | *of* [x](y)"
SHIPPED = Path(__file__).parents[2] / "decks"


def home_of(folder: Path, title: str = HOSTILE) -> Places:
    """A home with one deck of its own."""
    home = places({"OFFBOOK_HOME": str(folder)})
    home.decks.mkdir(parents=True)
    (home.decks / "sample.toml").write_text(deck_text(CLASSIFY, *CLAIMS, title=title), encoding="utf-8")
    return home


def perform(home: Places, *rightly: bool) -> None:
    """A quiz at noon of the day that the tests take for today."""
    decks = {"sample": (home.decks / "sample.toml").read_text(encoding="utf-8")}
    world = World(home.data / "world", decks, journal=BrittleJournal.open(home.journal))
    Exam(world, Plan("Sprint", questions=len(rightly), shuffle=False)).finish(*rightly)
    world.journal.close()


def simulate(home: Places, journal: Path) -> None:
    """A copy of the journal of a simulated learner."""
    copyfile(journal, home.journal)
    home.mark.write_text("simulated", encoding="utf-8")


def caller(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> Call:
    """Calls the program in this process, three hours after noon, with no deck shipped."""
    monkeypatch.setenv("OFFBOOK_HOME", str(folder))
    monkeypatch.setattr("offbook.cli.stats.system_clock", lambda: NOON.plus(DAY // 8))
    monkeypatch.setattr("offbook.paths._shipped", lambda: folder / "shipped")

    def call(*args: str) -> tuple[int, str, str]:
        code = main(["stats", *args])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def percentages(text: str) -> list[str]:
    """Every percentage of a text."""
    return re.findall(r"\d%", text)
