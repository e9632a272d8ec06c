"""``offbook stats --quizzes``: every attempt, as a table and as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fakes import CHOICE, BrittleJournal, World, deck_text
from makers import NOON
from offbook.cli import main
from offbook.clock import DAY, HOUR
from offbook.performance.attempt import Tick
from offbook.performance.plan import Plan
from quizzes import Exam

CLAIMS = [f'[[cards]]\nid = "c{number}"\nclaim = "Claim {number}."\nholds = true\n' for number in range(12)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def world_in(home: Path) -> World:
    """A person whose journal is the one that the program reads."""
    home.mkdir()
    decks = {"sample": deck_text(CHOICE, *CLAIMS)}
    return World(home.parent / "world", decks, journal=BrittleJournal.open(home / "journal.db"))


@pytest.fixture
def three(home: Path) -> World:
    """An attempt of twelve questions, a day later one that was cut off, and then one out of time."""
    world = world_in(home)
    plan = Plan("Sprint", questions=12, total=60_000, shuffle=False)
    Exam(world, plan).finish(False, *[True] * 11)
    world.clock.advance(DAY)
    Exam(world, replace(plan, name="Cut", target=None))
    world.clock.advance(HOUR)
    Exam(world, replace(plan, name="Late [b]", questions=2)).answer(True).take(Tick(), after=HOUR)
    world.journal.close()
    return world


def test_without_attempts_there_is_nothing_and_nothing_is_made(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "--quizzes"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "no attempts\n")
    assert not (home / "journal.db").exists()


@pytest.mark.usefixtures("three")
def test_each_attempt_is_a_line_the_latest_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--quizzes"]) == 0
    told = capsys.readouterr()
    assert told.err == "3 attempts\n"
    assert told.out.splitlines() == [
        "2021-07-30 13:00  Late [b]  1 of 2  target 80%  timed out",
        "2021-07-30 12:00  Cut  nothing answered  cut off",
        "2021-07-29 12:00  Sprint  11 of 12  ~92%  (65-99)  target 80%  submitted",
    ]


@pytest.mark.usefixtures("three")
def test_as_json_everything_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--quizzes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["simulated"]) == (2, False)
    late, cut, sprint = told["quizzes"]
    assert (late["ending"], late["timed_out"], late["score"]) == ("timed out", 1, 1.0)
    assert (cut["ending"], cut["score"], cut["share"], cut["interval"], cut["answers"]) == (
        None, None, None, None, [],
    )  # fmt: skip
    assert (sprint["quiz"], sprint["decks"], sprint["questions"]) == ("Sprint", ["sample"], 12)
    assert sprint["began"] == "2021-07-29T12:00:00+00:00"
    assert sprint["share"] == pytest.approx(11 / 12)
    assert sprint["interval"] == pytest.approx([0.646, 0.985], abs=0.001)
    first = sprint["answers"][0]
    assert first == {
        "place": 0,
        "deck": "sample",
        "card": "choice",
        "concepts": first["concepts"],
        "form": "choice",
        "response": "Cusco",
        "score": 0.0,
        "guess": pytest.approx(1 / 3),
        "seconds": 1.0,
        "confidence": None,
        "recall": None,
        "lag_seconds": None,
        "exposure": 1,
        "transfer": False,
        "timed_out": False,
    }


def test_a_moment_keeps_its_offset(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = world_in(home)
    world.clock.now = replace(NOON, offset=-210)
    Exam(world, Plan(questions=1)).finish(True)
    world.journal.close()
    main(["stats", "--quizzes", "--json"])
    assert json.loads(capsys.readouterr().out)["quizzes"][0]["began"] == "2021-07-29T08:30:00-03:30"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (["--period", "2021-07-29"], ["Sprint"]),
        (["--period", "2021-07"], ["Late [b]", "Cut", "Sprint"]),
        (["--period", "2021-06"], []),
        (["--window", "day"], []),
    ],
)
def test_a_window_chooses_among_them(
    asked: list[str], names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "--quizzes", "--json", *asked]) == 0
    assert [one["quiz"] for one in json.loads(capsys.readouterr().out)["quizzes"]] == names


def test_a_deck_chooses_among_them(home: Path, three: World, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "decks"
    folder.mkdir()
    for name in ("sample", "other"):
        (folder / f"{name}.toml").write_text(deck_text(CHOICE), encoding="utf-8")
    assert three.decks
    assert main(["stats", "--quizzes", "sample"]) == 0
    assert capsys.readouterr().err == "3 attempts\n"
    assert main(["stats", "--quizzes", "other"]) == 0
    assert capsys.readouterr().err == "no attempts\n"
    assert main(["stats", "--quizzes", "nothing"]) == 1
    assert "nothing" in capsys.readouterr().err


def test_the_screens_are_not_loaded_for_it() -> None:
    loaded = "print('textual' in sys.modules)"
    code = f"import sys; from offbook.cli import main; main(['stats', '--quizzes']); {loaded}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
