"""The folder of copies: what is in it, what leaves it, and what is nobody's business."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from offbook.clock import HOUR, Moment
from offbook.journal import copies
from offbook.journal.rotation import Dated, Kind, Older, file_name

NOW = Moment(1_795_600_000_000, 60)
TAKEN = NOW.local().replace(microsecond=0)
ROLLOVER = 4


def copy(days: int = 0, kind: Kind = Kind.USUAL) -> Dated:
    return Dated(TAKEN - timedelta(days=days), 5, 7, kind)


def put(folder: Path, *names: Dated | Older) -> None:
    for name in names:
        (folder / file_name(name)).write_text("a copy")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_copies_come_the_last_one_first_and_everything_else_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, copy(3), Older(4), copy(0), copy(3, Kind.RESTORED))
    (tmp_path / "journal.db").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / file_name(copy(9))).mkdir()
    (tmp_path / file_name(copy(8))).symlink_to(tmp_path / "notes.txt")

    found = [one.name for one in copies.kept(tmp_path)]
    assert found[0] == copy(0)
    assert {*found[1:3]} == {copy(3), copy(3, Kind.RESTORED)}
    assert found[3:] == [Older(4)]
    assert copies.kept(tmp_path / "nowhere") == []


def test_a_copy_takes_no_other_s_name(tmp_path: Path) -> None:
    for content in ("first", "second", "third"):
        made = tmp_path / "made"
        made.write_text(content)
        copies.publish(made, tmp_path, copy())
        made.unlink()
    found = sorted(copies.kept(tmp_path), key=lambda one: one.path.name)
    assert {one.path.read_text() for one in found} == {"first", "second", "third"}
    assert [one.name.number for one in found] == [2, 3, 1]


def test_what_need_not_be_kept_goes_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, *map(copy, range(40)), Older(1), Older(2), Older(3), Older(4))
    put(tmp_path, *(copy(days, Kind.DOUBTED) for days in range(6)))
    (tmp_path / "journal-2020-01-01-120000-v5-7-mine.db").write_text("mine")
    (tmp_path / file_name(copy(60))).mkdir()

    copies.rotate(tmp_path, NOW, ROLLOVER, only=Kind.DOUBTED)
    assert len(copies.kept(tmp_path)) == 40 + 4 + 3

    copies.rotate(tmp_path, NOW, ROLLOVER)
    found = [one.name for one in copies.kept(tmp_path)]
    assert {copy(days) for days in range(7)} <= {*found}
    assert len(found) < 20
    assert Older(1) not in found
    assert {"journal-2020-01-01-120000-v5-7-mine.db", file_name(copy(60))} <= {*names(tmp_path)}


@pytest.mark.parametrize(
    ("name", "hours", "goes"),
    [
        (".journal.db.abcd_123", 2, True),
        (".journal.db.abcd_123-wal", 2, True),
        # Another Offbook may be at work on it.
        (".journal.db.abcd_123", 0.5, False),
        (".journal.db.abcd_123", -30, False),
        (".journal.db.swp", 2, False),
        ("journal.db", 2, False),
        ("journal.db-wal", 2, False),
        (".settings.toml.abcd_123", 2, False),
    ],
)
def test_drafts_that_were_left_go_after_an_hour(
    tmp_path: Path, name: str, hours: float, *, goes: bool
) -> None:
    path = tmp_path / name
    path.write_text("half a copy")
    at = (NOW.ms - hours * HOUR) / 1000
    os.utime(path, (at, at))
    copies.sweep(tmp_path, NOW)
    assert path.exists() is not goes


def test_a_second_name_costs_no_second_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, copy())
    path = tmp_path / file_name(copy())
    found = copies.repeat(path, tmp_path, copy(0, Kind.RESTORED))
    assert found
    assert path.samefile(found.path)
    assert copies.repeat(path, tmp_path, copy(0, Kind.RESTORED)) is None, "the name is taken"

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert copies.repeat(path, tmp_path, copy(0, Kind.REPLACED)) is None
    assert len(names(tmp_path)) == 2


def test_times_are_those_of_the_wall(tmp_path: Path) -> None:
    put(tmp_path, copy())
    assert datetime(2026, 11, 25, 10, 46, 40) == TAKEN  # noqa: DTZ001
    assert names(tmp_path) == ["journal-2026-11-25-104640-v5-7.db"]
