"""``offbook backup`` and ``offbook restore``: what they print, ask, refuse, and bring back."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from at_a_terminal import Stream

from makers import key, reviewed
from offbook.cli import main
from offbook.clock import Stamp, system_clock
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating


class Shell:
    """A person who calls Offbook by its commands."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self.path = home / "journal.db"
        self._ids = Ids(Random(3).randbytes)
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.setenv("OFFBOOK_HOME", str(home))

    def study(self, reviews: int = 1) -> None:
        with Journal.open(self.path) as journal:
            for _ in range(reviews):
                now = system_clock()
                journal.append([reviewed(key("card"), Rating.GOOD)], Stamp(now, self._ids.make(now.ms)))

    def events(self) -> int:
        with Journal.open(self.path) as journal:
            return len(list(journal.events()))

    def __call__(self, *args: str, says: str | None = None) -> tuple[int, str, str]:
        """Run a command, at a terminal if something is said there; its exit code and what it wrote."""
        with self._monkeypatch.context() as here:
            error = io.StringIO() if says is None else Stream()
            here.setattr(sys, "stdin", io.StringIO() if says is None else Stream(says))
            here.setattr(sys, "stderr", error)
            code = main(args)
        return code, self._capsys.readouterr().out, error.getvalue()

    def json(self, *args: str) -> dict[str, Any]:
        found = json.loads(self(*args, "--json")[1])
        assert isinstance(found, dict)
        return found

    def copies(self) -> list[Path]:
        return sorted((self.home / "backups").glob("*"))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "home", monkeypatch, capsys)


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\x5a" * 4096)


# ---- Copies ----------------------------------------------------------------------------------------


def test_a_copy_is_made_and_named(shell: Shell) -> None:
    shell.study(2)
    code, out, err = shell("backup")
    (copy,) = shell.copies()
    assert (code, out) == (0, f"{copy}\n")
    assert err == "A copy of 2 events (2 reviews, 0 answers), checked.\n"

    code, out, err = shell("backup")
    assert (code, out) == (0, f"{copy}\n")
    assert err.startswith("Nothing has happened since the last copy was made:")
    assert shell.copies() == [copy]
    found = shell.json("backup")
    assert (found["path"], found["events"], found["reviews"], found["answers"]) == (str(copy), 2, 2, 0)
    assert found["bytes"] == copy.stat().st_size


def test_nothing_is_made_of_nothing(shell: Shell) -> None:
    for args in (["backup"], ["backup", "mine.db"]):
        code, out, err = shell(*args)
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1
    code, out, err = shell("restore")
    assert (code, out) == (1, "")
    assert "There is no sound copy of the journal in" in err
    assert shell("backup", "--list") == (0, "", "No copy is kept so far.\n")
    assert not shell.home.exists()


def test_a_copy_goes_where_it_is_told_to_and_over_no_file(shell: Shell, tmp_path: Path) -> None:
    shell.study()
    target = tmp_path / "mine.db"
    assert shell("backup", str(target))[:2] == (0, f"{target}\n")
    shell.study()
    code, _, err = shell("backup", str(target))
    assert code == 1
    assert "is there already" in err
    assert shell("backup", str(target), "--force")[2].startswith("A copy of 2 events ")
    assert not (shell.home / "backups").exists()

    code, out, _ = shell("backup", str(tmp_path))
    assert code == 0
    assert Path(out.strip()).parent == tmp_path
    assert Path(out.strip()).name.startswith("journal-")


def test_copies_are_listed_with_what_is_in_them(shell: Shell) -> None:
    shell.study(40)
    shell("backup")
    (copy,) = shell.copies()
    old = copy.with_name("journal-version-4.db")
    old.write_bytes(copy.read_bytes())
    code, out, err = shell("backup", "--list")
    assert code == 0
    assert out.splitlines()[0].split() == ["when", "events", "reviews", "answers", "MB"]
    first, second = out.splitlines()[1:]
    assert first.split()[0] == "1"
    assert first.split()[3:6] == ["40", "40", "0"]
    assert first.endswith("sound")
    assert second.endswith("sound  before an update of version 4")
    assert err == f"They lie in {copy.parent}\n"

    damage(copy)
    code, out, _ = shell("backup", "--list")
    assert code == 1
    assert "DAMAGED" in out
    found = shell.json("backup", "--list")["copies"]
    assert [one["sound"] for one in found] == [False, True]
    assert [one["number"] for one in found] == [1, 2]
    assert [one["purpose"] for one in found] == ["usual", "before an update of version 4"]


def test_a_copy_that_is_no_journal_any_more_is_listed_too(shell: Shell) -> None:
    shell.study()
    shell("backup")
    (copy,) = shell.copies()
    copy.write_text("a letter")
    code, out, _ = shell("backup", "--list")
    assert code == 1
    assert out.splitlines()[1].split()[3:6] == ["-", "-", "-"]


def test_a_journal_that_lacks_events_is_told_until_that_is_wanted(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    shell.path.unlink()
    shell.study()
    code, out, err = shell("backup")
    assert code == 1
    assert "events-missing" in out
    assert "The journal lacks 3 events that its copy of" in err
    assert len(shell.copies()) == 2
    assert shell("backup", "--force")[0] == 0
    assert shell("backup")[0] == 0


# ---- Going back --------------------------------------------------------------------------------------


def test_it_shows_what_would_change_and_asks(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    shell.study(2)
    code, out, err = shell("restore")
    today = system_clock().local().date().isoformat()
    assert code == 2
    assert "copy      3 events (3 reviews, 0 answers), the last" in out
    assert "journal   5 events (5 reviews, 0 answers), the last" in out
    assert f"missing afterwards   2 events (2 reviews, 0 answers), of {today}" in out
    assert "coming back          nothing" in out
    assert err == "Nothing was changed: add --yes to have it put back.\n"

    for said in ("n\n", "\n", ""):
        code, _, err = shell("restore", says=said)
        assert code == 1
        assert "[y/N]" in err
        assert err.endswith("Nothing was changed.\n")
    assert shell.events() == 5

    assert shell("restore", says="y\n")[0] == 0
    assert shell.events() == 3


def test_it_goes_back_and_comes_again(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    shell.study(2)
    code, _, err = shell("restore", "--yes")
    assert code == 0
    assert "offbook restore --undo    brings it back" in err
    assert shell.events() == 3
    assert shell("restore", "--undo", "--yes")[0] == 0
    assert shell.events() == 5
    code, _, err = shell("restore", "--undo", "--yes")
    assert shell.events() == 3


def test_the_same_events_are_left_alone(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    code, _, err = shell("restore", "--yes")
    assert (code, err) == (0, "The journal holds the same events, so nothing was changed.\n")
    assert len(shell.copies()) == 1


def test_a_copy_is_named_by_number_name_day_or_file(shell: Shell, tmp_path: Path) -> None:
    shell.study(3)
    shell("backup")
    (copy,) = shell.copies()
    mine = tmp_path / "mine.db"
    shell("backup", str(mine))
    shell.study()
    day = copy.name[8:18]
    for which in ("1", copy.name, day, str(copy)):
        assert shell.json("restore", which)["copy"]["path"] == str(copy)
    assert shell.json("restore", str(mine))["copy"]["path"] == str(mine)


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("2", "There is no copy 2: `offbook backup --list` numbers 1 of them."),
        ("0", "There is no copy 0"),
        ("2020-01-01", "2020-01-01 is neither a copy that is kept nor a file."),
        ("nowhere.db", "nowhere.db is neither a copy that is kept nor a file."),
        (".", ". is neither a copy that is kept nor a file."),
    ],
)
def test_what_is_not_there_is_told(shell: Shell, which: str, told: str) -> None:
    shell.study()
    shell("backup")
    code, out, err = shell("restore", which, "--yes")
    assert (code, out) == (1, "")
    assert told in err


def test_it_is_told_to_machines_too(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    shell.study(2)
    before = shell.json("restore")
    assert (before["done"], before["kept"], before["set_aside"]) == (False, None, None)
    assert before["copy"]["events"] == 3
    assert before["journal"]["events"] == 5
    assert before["missing_afterwards"]["reviews"] == 2
    assert before["coming_back"]["events"] == 0
    after = shell.json("restore", "--yes")
    assert after["done"] is True
    assert Path(after["kept"]).is_file()


def test_a_damaged_journal_is_set_aside_and_one_that_is_gone_comes_back(shell: Shell) -> None:
    shell.study(40)
    shell("backup")
    damage(shell.path)
    code, out, err = shell("restore", "--yes")
    assert code == 0
    assert "journal   damaged; it will be set aside, whole" in out
    assert "What was no sound journal lies, whole, at" in err
    assert shell.events() == 40
    code, _, err = shell("restore", "--undo", "--yes")
    assert code == 1
    assert "found no sound journal" in err

    shell.path.unlink()
    code, out, _ = shell("restore", "--yes")
    assert code == 0
    assert "journal   none" in out
    assert shell.events() == 40


def test_a_journal_that_is_open_is_left_alone(shell: Shell) -> None:
    shell.study(3)
    shell("backup")
    shell.study()
    with Journal.open(shell.path):
        code, _, err = shell("restore", "--yes")
    assert code == 1
    assert "is open in another Offbook" in err
    assert shell.events() == 4


def test_settings_that_cannot_be_read_keep_nobody_from_the_copies(shell: Shell) -> None:
    shell.study()
    (shell.home / "settings.toml").write_text("rollover = = 4")
    assert shell("backup")[0] == 0
    assert shell("backup", "--list")[0] == 0


@pytest.mark.parametrize("args", [["restore", "1", "--undo"], ["backup", "a", "b"], ["restore", "--nope"]])
def test_a_wrong_call_ends_with_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(args)
    assert leaving.value.code == 2
    assert "usage: offbook" in capsys.readouterr().err
