"""``offbook export --journal`` and ``offbook import --journal``."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from at_a_terminal import Stream

from journal_samples import action, everything, key, review, stamp
from offbook.cli import main
from offbook.clock import DAY
from offbook.journal.journal import Journal
from offbook.learning.events import Suspended, Undone
from offbook.paths import places

Call = Callable[..., tuple[int, str, str]]
THEIRS = b"t" * 16


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in this process: its exit code, its data, what it told."""

    def run(*args: str) -> tuple[int, str, str]:
        assert home.name == "home"
        code = main(args)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The file of another device's journal, three events long."""
    path = tmp_path / "theirs" / "journal.db"
    with Journal.open(path, device=THEIRS) as journal:
        journal.append([review(), Suspended(key("peru"))], stamp(1))
        journal.append([Undone(action(1))], stamp(2))
    return path


def live(home: Path, number: int = 50) -> None:
    """Record something in one's own journal."""
    with Journal.open(home / "journal.db", device=b"m" * 16) as journal:
        journal.append([review(key("chad"))], stamp(number))


def kept(home: Path) -> object:
    with Journal.open(home / "journal.db") as journal:
        return everything(journal)


def exported(call: Call, path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """Another journal as text."""
    monkeypatch.setenv("OFFBOOK_HOME", str(path.parent))
    target = path.parent / "out.jsonl"
    assert call("export", "--journal", str(target))[0] == 0
    monkeypatch.setenv("OFFBOOK_HOME", str(home))
    return target


def test_an_export_goes_to_a_file_that_only_its_owner_reads(call: Call, home: Path, tmp_path: Path) -> None:
    live(home)
    target = tmp_path / "new folder" / "journal.jsonl"
    code, out, err = call("export", "--journal", str(target))
    assert (code, out) == (0, f"{target}\n")
    assert err.startswith("Wrote 1 event. It holds every answer there is")
    assert target.stat().st_mode & 0o777 == 0o600
    assert json.loads(target.read_text("utf-8").split("\n")[0])["events"] == 1
    again = call("export", "--journal", str(target))
    assert again == (1, "", f"offbook: {target} is there already; --force overwrites it.\n")
    assert call("export", "--journal", str(target), "--force")[0] == 0
    assert call("export", "--journal", str(tmp_path))[2].endswith("is a folder; name a file.\n")


def test_an_export_without_a_file_goes_to_standard_output_in_utf_8(home: Path) -> None:
    with Journal.open(home / "journal.db") as journal:
        journal.append([Suspended(key("Genève"))], stamp(1))
    found = subprocess.run(
        [sys.executable, "-m", "offbook", "export", "--journal"],
        env={"OFFBOOK_HOME": str(home), "PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        check=True,
    )
    lines = found.stdout.decode("utf-8").split("\n")
    assert json.loads(lines[1])["event"]["key"]["card"] == "Genève"
    assert "Genève" in lines[1]
    assert (len(lines), found.stderr) == (3, b"")


def test_an_empty_journal_is_exported_and_nothing_is_made(call: Call, home: Path) -> None:
    code, out, _ = call("export", "--journal")
    assert code == 0
    head = json.loads(out)
    assert (head["device"], head["events"]) == (None, 0)
    assert not home.exists()


def test_a_file_that_cannot_be_written_is_told(call: Call, home: Path) -> None:
    live(home)
    code, _, err = call("export", "--journal", "/dev/null/x")
    assert (code, err) == (1, "offbook: /dev/null/x: the journal cannot be written: not a directory.\n")


@pytest.mark.parametrize("is_text", [True, False])
def test_a_journal_is_joined_once_whatever_it_lies_in(
    call: Call,
    home: Path,
    theirs: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_text: bool,  # noqa: FBT001
) -> None:
    live(home)
    before = kept(home)
    file = exported(call, theirs, monkeypatch, home) if is_text else theirs
    code, out, err = call("import", "--journal", str(file), "--dry-run")
    assert (code, out) == (0, "")
    assert err == f"{file}: 3 events, 3 new, 0 here already, 0 refused.\n"
    assert kept(home) == before
    assert call("import", "--journal", str(file)) == (
        2,
        "",
        f"{err}Nothing was brought in: --yes does so without asking.\n",
    )
    assert kept(home) == before

    code, out, err = call("import", "--journal", str(file), "--yes")
    (copy,) = (home / "backups").glob("journal-*-before-import.db")
    assert (code, out) == (0, "")
    assert err.splitlines()[1:] == [f"Yours as it was: {copy}", "Brought in 3 events."]
    with Journal.open(copy) as journal:
        assert everything(journal) == before
    with Journal.open(home / "journal.db") as journal, Journal.in_memory() as whole:
        assert journal.device == b"m" * 16
        with Journal.open(theirs) as other, Journal.open(copy) as mine:
            whole.merge(other.events())
            whole.merge(mine.events())
        assert everything(journal) == everything(whole)

    after = kept(home)
    code, _, err = call("import", "--journal", str(file), "--yes")
    assert (code, err) == (0, f"{file}: 3 events, 0 new, 3 here already, 0 refused.\n")
    assert kept(home) == after


def test_an_empty_journal_takes_all_and_keeps_a_name_of_its_own(call: Call, home: Path, theirs: Path) -> None:
    assert call("import", "--journal", str(theirs), "--dry-run")[0] == 0
    assert not home.exists()
    assert call("import", "--journal", str(theirs), "--yes")[0] == 0
    with Journal.open(home / "journal.db") as journal, Journal.open(theirs) as other:
        assert everything(journal) == everything(other)
        assert journal.device not in (None, THEIRS)
    assert not (home / "backups").exists()


@pytest.mark.parametrize(("answer", "code", "events"), [("y\n", 0, 3), ("n\n", 1, 0), ("", 1, 0)])
def test_a_person_is_asked(
    call: Call,
    home: Path,
    theirs: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    events: int,
) -> None:
    told = Stream()
    monkeypatch.setattr(sys, "stdin", Stream(answer))
    monkeypatch.setattr(sys, "stderr", told)
    assert call("import", "--journal", str(theirs))[0] == code
    assert "Bring in 3 events? [y/N]: " in told.getvalue()
    with Journal.open(home / "journal.db") as journal:
        assert len(list(journal.events())) == events


def test_what_is_wrong_is_told_at_its_line_and_nothing_is_brought_in(
    call: Call, home: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(home)
    before = kept(home)
    file = exported(call, theirs, monkeypatch, home)
    text = file.read_text("utf-8")
    file.write_text(text.replace('"rating":"good"', '"rating":"great"'), "utf-8")
    code, out, err = call("import", "--journal", str(file), "--yes")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f'{file}:3: event.rating must be one of again, hard, good, easy, not "great"',
        f"{file}: 2 events, 2 new, 0 here already, 1 refused.",
        "Nothing was brought in: it is all or nothing.",
    ]
    assert kept(home) == before
    file.write_text(text[:-10], "utf-8")
    code, _, err = call("import", "--journal", str(file), "--yes")
    assert code == 1
    assert f"{file}:5: the file ends within this line: it was cut off" in err
    assert kept(home) == before


def test_an_event_that_says_something_else_here_is_told(
    call: Call, home: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(call, theirs, monkeypatch, home)
    assert call("import", "--journal", str(file), "--yes")[0] == 0
    before = kept(home)
    file.write_text(file.read_text("utf-8").replace('"rating":"good"', '"rating":"easy"'), "utf-8")
    code, _, err = call("import", "--journal", str(file), "--yes")
    assert code == 1
    assert err.startswith(f"{file}:3: The event of 2023-11-14 23:14 (reviewed, ")
    assert "stands in both journals and says something else in each" in err
    assert kept(home) == before


def test_many_problems_are_told_in_part_and_counted(
    call: Call, home: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(call, theirs, monkeypatch, home)
    head = file.read_text("utf-8").split("\n")[0].replace('"events":3', '"events":50')
    file.write_text(f"{head}\n" + "\x1b[2J\n" * 50, "utf-8")
    code, out, err = call("import", "--journal", str(file), "--json", "--dry-run")
    assert code == 1
    assert "… and 30 more problems" in err
    assert "\x1b" not in err
    told = json.loads(out)
    assert [told[name] for name in ("format", "events", "new", "known", "refused", "brought_in")] == [
        1, 0, 0, 0, 50, 0,
    ]  # fmt: skip
    assert len(told["problems"]) == 20
    assert told["problems"][0]["place"] == 2


def test_json_says_what_was_brought_in(call: Call, home: Path, theirs: Path) -> None:
    assert not home.exists()
    code, out, _ = call("import", "--journal", str(theirs), "--json", "--yes")
    assert code == 0
    assert json.loads(out) == {
        "format": 1,
        "file": str(theirs),
        "events": 3,
        "new": 3,
        "known": 0,
        "refused": 0,
        "problems": [],
        "brought_in": 3,
    }


@pytest.mark.parametrize("is_text", [True, False])
def test_what_nobody_lived_does_not_come_into_a_life(
    call: Call,
    home: Path,
    theirs: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_text: bool,  # noqa: FBT001
) -> None:
    places({"OFFBOOK_HOME": str(theirs.parent)}).mark.write_text("simulated", "utf-8")
    file = exported(call, theirs, monkeypatch, home) if is_text else theirs
    code, _, err = call("import", "--journal", str(file), "--yes")
    assert code == 1
    assert "is the journal of a simulated learner, and yours was lived. Nothing was brought in" in err
    assert not home.exists()
    home.mkdir()
    (home / "SIMULATED.txt").write_text("simulated", "utf-8")
    assert call("import", "--journal", str(file), "--yes")[0] == 0


def test_what_happened_before_is_folded_in_its_place(call: Call, home: Path, theirs: Path) -> None:
    """A card that was studied here and, earlier, elsewhere stands where both reviews bring it."""
    with Journal.open(home / "journal.db") as journal:
        journal.append([review(day=review().day + 3)], stamp(9, stamp(9).at.plus(3 * DAY)))
    with Journal.open(theirs) as other:
        other.append([review()], stamp(3))
    assert call("import", "--journal", str(theirs), "--yes")[0] == 0
    with Journal.open(home / "journal.db") as journal:
        assert [
            one.event.day - review().day for one in journal.reviews(key()) if hasattr(one.event, "day")
        ] == [
            0,
            3,
        ]
        assert journal.standing(key()) == journal.replay()[key()]
        assert journal.standing(key()).progress.reviews == 2


@pytest.mark.parametrize("file", ["nowhere.jsonl", "."])
def test_a_file_that_is_none_is_told(call: Call, home: Path, tmp_path: Path, file: str) -> None:
    code, _, err = call("import", "--journal", str(tmp_path / file))
    assert code == 1
    assert err.startswith(f"offbook: {tmp_path / file}")
    assert not home.exists()


def test_a_journal_must_be_named(call: Call) -> None:
    for command in ("import", "export"):
        with pytest.raises(SystemExit) as left:
            call(command)
        assert left.value.code == 2
