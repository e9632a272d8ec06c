"""``offbook doctor``: what it finds, what it tells to do, and what it mends."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from damaging import PAGE, Sound, sound
from fakes import CLAIM, deck_text
from makers import reviewed
from offbook.cli import main
from offbook.clock import Stamp, system_clock
from offbook.deck.cards import CardId, CardKey, DeckId
from offbook.journal.journal import Journal
from offbook.learning.events import Worded
from offbook.learning.memory import Rating

Call = Callable[..., tuple[int, str, str]]
CHECKS = [
    *("file", "folder", "opens", "version", "whole", "log", "references", "events"),
    *("memory", "sums", "cards", "copies"),
]
"""What programs may rely on, in this order, of a sound journal."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return sound(tmp_path_factory.mktemp("whole") / "journal.db", 2)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folder with nothing in it."""
    folder = tmp_path / "home"
    folder.mkdir(0o700)
    monkeypatch.setenv("OFFBOOK_HOME", str(folder))
    monkeypatch.setattr("offbook.paths._shipped", lambda: tmp_path / "shipped")
    return folder


@pytest.fixture
def path(home: Path, whole: Sound) -> Path:
    """A person's journal."""
    path = whole.copy(home)
    path.chmod(0o600)
    return path


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:  # noqa: ARG001 - stands before every call
    """Runs the program in this process."""

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def states(out: str) -> dict[str, str]:
    """How each check came out, from JSON."""
    return {finding["check"]: finding["state"] for finding in json.loads(out)["findings"]}


def names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


def backed_up(path: Path) -> Path:
    copy = path.parent / "backups" / "journal-1.db"
    with Journal.open(path) as journal:
        journal.backup(copy)
    return copy


def test_where_nothing_is_nothing_is_made(call: Call, home: Path) -> None:
    for options in ((), ("--repair",), ("--rebuild",), ("--repair", "--rebuild", "--json")):
        code, out, _ = call("doctor", *options)
        assert code == 0
        assert "There is no journal yet" in out
        assert names(home) == []


def test_a_home_that_is_not_there_is_not_made(call: Call, home: Path) -> None:
    home.rmdir()
    assert call("doctor", "--repair")[0] == 0
    assert not home.exists()


def test_a_sound_journal(call: Call, path: Path) -> None:
    backed_up(path)
    before = path.read_bytes()
    code, out, err = call("doctor")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()].count("sound") == len(CHECKS) - 1
    assert call("doctor", "--json")[0] == 0
    assert path.read_bytes() == before
    assert names(path.parent) == ["backups", "backups/journal-1.db", "journal.db"]


def test_what_programs_may_rely_on(call: Call, path: Path) -> None:
    backed_up(path)
    found = json.loads(call("doctor", "--json")[1])
    assert list(found) == ["format", "sound", "findings", "rebuilt", "repaired"]
    assert [list(one) for one in found["findings"]] == [["check", "state", "told", "advice"]] * len(CHECKS)
    assert [one["check"] for one in found["findings"]] == CHECKS
    assert (found["sound"], found["rebuilt"], found["repaired"]) == (True, False, None)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep permissions otherwise")
def test_a_journal_that_others_may_read(call: Call, path: Path) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o755)
    code, out, _ = call("doctor")
    assert code == 1
    assert f"Close it to them: chmod 600 {path}" in out
    assert f"Close it to them: chmod 700 {path.parent}" in out


def test_memory_and_sums_that_differ_are_told_and_made_again(call: Call, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE standing SET reviews = reviews + 1")
        db.execute("DELETE FROM tally")
    before = path.read_bytes()
    code, out, _ = call("doctor", "--json")
    found = states(out)
    assert (code, found["memory"], found["sums"], found["events"]) == (1, "problem", "problem", "sound")
    assert "cards" not in found
    assert "offbook doctor --rebuild" in out
    assert path.read_bytes() == before

    code, _, err = call("doctor", "--rebuild")
    assert code == 0
    assert "made again" in err
    assert states(call("doctor", "--json")[1])["memory"] == "sound"


def test_repair_makes_again_what_differs(call: Call, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM standing")
    code, out, err = call("doctor", "--repair", "--json")
    assert (code, json.loads(out)["rebuilt"], json.loads(out)["repaired"]) == (0, True, None)
    assert "nothing was repaired" in err
    assert names(path.parent) == ["journal.db"]


def test_a_damaged_journal_is_told_repaired_and_kept(call: Call, path: Path, whole: Sound) -> None:
    copy = backed_up(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    code, out, _ = call("doctor")
    assert code == 1
    assert "offbook doctor --repair" in out
    assert path.read_bytes() == content[: len(content) // 2]
    code, _, err = call("decks")
    assert code == 1
    assert "“offbook doctor --repair”" in err

    code, out, err = call("doctor", "--repair", "--json")
    found = json.loads(out)
    assert (code, found["sound"]) == (0, True)
    repaired = found["repaired"]
    assert list(repaired) == ["events", "read", "lost", "from_copies", "copies", "kept_at"]
    assert repaired["events"] == len(whole.events) == repaired["read"] + repaired["from_copies"]
    assert repaired["copies"] == [str(copy)]
    assert Path(repaired["kept_at"]).read_bytes() == content[: len(content) // 2]
    assert f"The damaged one is kept at {repaired['kept_at']}" in err
    with Journal.open(path) as journal:
        assert [one.id for one in journal.events()] == [one.id for one in whole.events]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"Dear diary," * 999, "is no journal"),
        (b"SQLite format 3\0" + b"\xff" * 9_000, "journal"),
    ],
)
def test_what_is_no_journal_any_more_is_set_aside(
    call: Call, path: Path, content: bytes, sentence: str
) -> None:
    path.write_bytes(content)
    code, out, _ = call("doctor")
    assert code == 1
    assert sentence in out
    assert "offbook doctor --repair" in out
    code, out, err = call("doctor", "--repair")
    assert code == 0
    assert "There is no journal yet" in out
    assert "begins one with your first answer" in err
    (aside,) = path.parent.glob("journal-damaged-*.db")
    assert aside.read_bytes() == content
    assert not path.exists()


def test_an_event_without_its_contents_is_told(call: Call, path: Path, whole: Sound) -> None:
    """The file is whole, and yet a row is missing: somebody has been at it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TRIGGER viewings_no_delete")
        db.execute("DELETE FROM viewings")
        (missing,) = db.execute("SELECT count(*) FROM events WHERE kind = 'attempt seen'").fetchone()
    code, out, _ = call("doctor")
    assert code == 1
    assert f"{missing} of its events cannot be read whole" in out
    code, out, _ = call("doctor", "--repair", "--json")
    assert code == 0
    assert json.loads(out)["repaired"]["lost"] == missing
    assert json.loads(out)["repaired"]["read"] == len(whole.events) - missing


def test_a_row_that_names_what_is_not_there_is_told(call: Call, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TRIGGER cards_no_delete")
        db.execute("DELETE FROM cards WHERE id = 1")
    code, out, _ = call("doctor", "--json")
    assert (code, states(out)["references"]) == (1, "problem")


def test_a_journal_of_a_newer_offbook_is_left_alone(call: Call, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    code, out, err = call("doctor", "--repair")
    assert code == 1
    assert "Update Offbook" in out
    assert "--repair makes" not in out
    assert "nothing was repaired" in err
    assert path.read_bytes() == before
    assert names(path.parent) == ["journal.db"]


def test_a_folder_in_its_place_is_left_alone(call: Call, home: Path) -> None:
    (home / "journal.db").mkdir(0o700)
    code, out, _ = call("doctor", "--repair")
    assert code == 1
    assert "is not a file" in out
    assert names(home) == ["journal.db"]


def test_a_log_that_was_left_is_told_and_left(call: Call, path: Path) -> None:
    with Journal.open(path) as journal:
        stamp = Stamp(system_clock(), b"z" * 16)
        journal.append([reviewed(CardKey(DeckId("deck 0"), CardId("card 1")), Rating.GOOD)], stamp)
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{path.parent}/kept{end}")
    for end in ("", "-wal"):
        shutil.move(f"{path.parent}/kept{end}", f"{path}{end}")
    code, out, _ = call("doctor", "--json")
    assert (code, states(out)["log"]) == (0, "note")


def test_a_log_damaged_in_its_middle_is_repaired_before_it_is_lost(call: Call, path: Path) -> None:
    with Journal.open(path) as journal:
        for number in range(3):
            key = CardKey(DeckId("deck 0"), CardId(f"new {number}"))
            journal.append([reviewed(key, Rating.GOOD)], Stamp(system_clock(), bytes([number]) * 16))
        expected = len(list(journal.events()))
        shutil.copy(path, path.with_name("kept"))
        shutil.copy(f"{path}-wal", path.with_name("kept-wal"))
    shutil.move(path.with_name("kept"), path)
    shutil.move(path.with_name("kept-wal"), f"{path}-wal")
    with Path(f"{path}-wal").open("r+b") as file:
        file.seek(32 + 24 + PAGE // 2)
        file.write(b"?")
    code, out, _ = call("doctor", "--json")
    assert (code, states(out)["log"]) == (1, "problem")
    assert "before you open Offbook" in out
    # Looking has not taken it away.
    assert Path(f"{path}-wal").stat().st_size > 0
    code, out, _ = call("doctor", "--repair", "--json")
    assert code == 0
    assert json.loads(out)["repaired"]["events"] == expected


def test_cards_without_a_deck_are_named(call: Call, home: Path) -> None:
    deck = home / "decks" / "mine.toml"
    deck.parent.mkdir(parents=True)
    deck.write_text(deck_text(CLAIM, title="Mine"), encoding="utf-8")
    gone, reworded = CardKey(DeckId("gone"), CardId("a\x1b]0;b")), CardKey(DeckId("mine"), CardId("old"))
    with Journal.open(home / "journal.db") as journal:
        for number, key in enumerate((gone, reworded)):
            worded = Worded(key, "claim", "Water is wet", "true")
            journal.append([reviewed(key, Rating.GOOD), worded], Stamp(system_clock(), bytes([number]) * 16))
    code, out, _ = call("doctor")
    assert code == 0
    assert "gone/a�]0;b" in out
    assert "mine/old" in out
    assert "w on the first page of offbook" in out


def test_a_copy_that_is_not_sound_is_told(call: Call, path: Path) -> None:
    copy = backed_up(path)
    copy.write_bytes(copy.read_bytes()[: 3 * PAGE])
    code, out, _ = call("doctor")
    assert code == 1
    assert str(copy) in out
    path.write_bytes(b"")
    code, out, _ = call("doctor", "--repair", "--json")
    assert json.loads(out)["repaired"]["copies"] == []


def test_it_does_without_the_screens(home: Path) -> None:
    loaded = "import sys; from offbook.cli import main; main(['doctor', '--repair', '--json']); "
    loaded += "print(*sorted({'textual', 'rich', 'pydantic'} & sys.modules.keys()), file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", loaded],
        env={**os.environ, "OFFBOOK_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.strip() == "Nothing is damaged, so nothing was repaired."
