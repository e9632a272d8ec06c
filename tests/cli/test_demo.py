"""``offbook demo``: a simulated learner in a folder of its own, marked as such."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes import EVERY_FORM, deck_text
from offbook import settings
from offbook.cli import main
from offbook.cli.parser import KINDS
from offbook.clock import DAY, system_clock
from offbook.demo import kinds
from offbook.demo.kinds import Kind
from offbook.journal.journal import Journal
from offbook.paths import Places, places

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the program in this process, with one small deck shipped."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "sample.toml").write_text(deck_text(*EVERY_FORM), encoding="utf-8")
    monkeypatch.setattr("offbook.paths._shipped", lambda: shipped)
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "own"))

    def run(*args: str) -> tuple[int, str, str]:
        code = main(["demo", "--days", "40", *args])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def inside(folder: Path) -> Places:
    return places({"OFFBOOK_HOME": str(folder)})


def test_the_kinds_are_those_that_can_be_simulated() -> None:
    assert tuple(Kind) == KINDS


def test_a_learner_gets_a_folder_that_says_so(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "her folder"
    code, out, err = call(str(folder), "--kind", "crammer", "--seed", "5")
    assert (code, out) == (0, f"{folder}\n")
    assert err.splitlines()[0] == "Simulating a learner (crammer, seed 5) over 40 days"
    assert f"  OFFBOOK_HOME='{folder}' offbook insight" in err
    assert "marked as simulated" in err
    home = inside(folder)
    assert home.simulated
    assert sorted(one.name for one in folder.iterdir()) == ["SIMULATED.txt", "journal.db", "settings.toml"]
    told = home.mark.read_text(encoding="utf-8")
    assert "nobody studied or performed" in told
    assert "kind crammer" in told
    assert settings.load(home.settings) == kinds.settings(Kind.CRAMMER)


def test_the_journal_is_one_that_offbook_opens(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    call(str(folder))
    now = system_clock()
    with Journal.open(inside(folder).journal) as journal:
        found = [one.at.ms for one in journal.events()]
        assert now.ms - 41 * DAY < found[0] <= found[-1] <= now.ms
        assert journal.quiz_events()
    assert not inside(tmp_path / "own").journal.exists(), "the person's own journal is left alone"


def test_progress_and_what_was_written_are_told(call: Call, tmp_path: Path) -> None:
    _, _, err = call(str(tmp_path / "demo"), "--kind", "quiz-only")
    days = [line for line in err.splitlines() if line.startswith("  day ")]
    assert len(days) == 3
    assert all(line.endswith(" of 40") for line in days)
    assert "review" not in err
    assert " answers in " in err
    _, _, err = call(str(tmp_path / "other"), "--kind", "study-only")
    assert " reviews. " in err
    assert "attempt" not in err


def test_without_a_folder_it_is_below_the_persons_own(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("--kind", "study-only", "--days", "3")
    folder = tmp_path / "own" / "demo" / "study-only-7"
    assert (code, out) == (0, f"{folder}\n")
    assert inside(folder).simulated
    assert not inside(tmp_path / "own").simulated


def test_a_folder_that_holds_anything_is_refused(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    code, out, err = call(str(folder))
    assert (code, out) == (1, "")
    assert err.startswith(f"offbook: {folder} is not empty; ")
    assert len(err.splitlines()) == 1
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]


def test_a_learner_who_is_there_is_not_overwritten(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    call(str(folder), "--days", "3")
    before = inside(folder).journal.read_bytes()
    code, _, err = call(str(folder), "--days", "3")
    assert code == 1
    assert "holds a simulated learner already" in err
    assert f"OFFBOOK_HOME={folder} offbook opens it" in err
    assert inside(folder).journal.read_bytes() == before


def test_an_empty_folder_will_do_and_a_file_will_not(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert call(str(tmp_path / "empty"), "--days", "3")[0] == 0
    (tmp_path / "file").write_text("words")
    for name in ("file", "file/below"):
        code, out, err = call(str(tmp_path / name), "--days", "3")
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1
        assert "is no folder" in err


def test_the_folder_is_the_persons_alone(call: Call, tmp_path: Path) -> None:
    call(str(tmp_path / "demo"), "--days", "3")
    home = inside(tmp_path / "demo")
    assert home.data.stat().st_mode & 0o777 == 0o700
    assert home.journal.stat().st_mode & 0o777 == 0o600
    with home.settings.open("rb") as file:
        assert tomllib.load(file)["study"]["new_per_day"] == 5


def test_without_decks_nothing_is_made_up(call: Call, tmp_path: Path) -> None:
    (tmp_path / "shipped" / "sample.toml").unlink()
    code, _, err = call(str(tmp_path / "demo"))
    assert code == 1
    assert "there is no deck" in err
    assert not inside(tmp_path / "demo").simulated


@pytest.mark.parametrize("wrong", [["--kind", "genius"], ["--days", "0"], ["--seed", "-1"]])
def test_a_wrong_call_is_one(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["demo", *wrong])
    assert leaving.value.code == 2
    assert wrong[0] in capsys.readouterr().err
