"""Whatever Offbook is started in, it works or says in a sentence why it cannot."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from learner import Learner, asked, leave, rehearse
from terminal import ENTER

_COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.has_deck()
    return learner


@pytest.mark.parametrize("arguments", [[], ["study", "every-form"]])
def test_without_a_terminal_it_says_what_works_there(learner: Learner, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "offbook", *arguments],
        env=learner.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("offbook: the app needs a terminal")
    assert "offbook decks" in done.stderr


def test_a_terminal_that_cannot_move_its_cursor_gets_a_sentence(learner: Learner) -> None:
    with learner.starts(TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 2
        assert "cannot move its cursor" in terminal.text
        assert b"\x1b" not in terminal.stream


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "vt100", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1", "COLUMNS": "60", "LINES": "20"},
        {"NO_COLOR": "1", "COLORTERM": "truecolor"},
    ],
    ids=["plain terminal, ASCII", "size in the environment, Latin-1", "no colour, no home"],
)
def test_a_card_can_be_rehearsed(learner: Learner, env: dict[str, str]) -> None:
    if "NO_COLOR" in env:
        del learner.env["HOME"]
    with learner.studies(**env) as terminal:
        card = rehearse(terminal)
        asked(terminal)
        assert "\\x" not in terminal.text, "no sign takes more room than it has"
        leave(terminal)
        coloured = [found for found in _COLOUR.findall(terminal.stream) if len(set(found)) > 1]
        assert coloured == [] or "NO_COLOR" not in env
    assert [review.key.card for review in learner.reviews()] == [card.id]
    learner.assert_no_mishap()


def test_a_file_in_place_of_the_folder_is_named(learner: Learner, tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.write_text("something else")
    with learner.starts(OFFBOOK_HOME=str(file)) as terminal:
        assert terminal.wait_for_end() == 1
        assert terminal.text.startswith("offbook: ")
        assert "taken" in terminal.text
        assert terminal.what_is_wrong() == []
    assert file.read_text() == "something else"


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="needs /proc: a folder where not even root can write"
)
def test_a_place_that_cannot_be_written_is_told_and_nothing_is_pretended(learner: Learner) -> None:
    with learner.starts(OFFBOOK_HOME="/proc/offbook") as terminal:
        terminal.wait_for("A tour of Offbook")
        terminal.press(ENTER, "The rehearsal cannot begin")
        assert "/proc/offbook" in terminal.text
        leave(terminal)


def test_a_terminal_that_does_not_know_its_size_is_painted_once(learner: Learner) -> None:
    with learner.starts(columns=0, rows=0) as terminal:
        terminal.wait_for("Every form")
        terminal.settle()
        leave(terminal)
