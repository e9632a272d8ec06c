"""The journal's safety: copies come when something is new, and no way leads to fewer events unseen."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from fakes import FakeClock
from makers import key, reviewed
from offbook.clock import DAY, HOUR, Stamp
from offbook.errors import JournalError
from offbook.ids import Ids
from offbook.journal import copies, disk
from offbook.journal.backup import BrokenOffError
from offbook.journal.copies import Copy
from offbook.journal.journal import Journal
from offbook.journal.rotation import Dated, Kind, Older
from offbook.learning.memory import Rating
from offbook.safekeeping import Doubted, Made, Nothing, Outcome, Safe


@dataclass
class Keeping:
    """A person who studies now and then, and the copies of their journal."""

    home: Path
    clock: FakeClock = field(default_factory=FakeClock)
    ids: Ids = field(default_factory=lambda: Ids(Random(5).randbytes))

    @property
    def safe(self) -> Safe:
        return Safe(self.home / "journal.db", 4)

    @property
    def path(self) -> Path:
        return self.home / "journal.db"

    def study(self, reviews: int = 1, card: str = "card") -> None:
        with Journal.open(self.path) as journal:
            for _ in range(reviews):
                self.clock.advance(1_000)
                stamp = Stamp(self.clock(), self.ids.make(self.clock().ms))
                journal.append([reviewed(key(card), Rating.GOOD)], stamp)

    def keep(self, *, after: int = 1_000, daily: bool = False, accept: bool = False) -> Outcome:
        self.clock.advance(after)
        return self.safe.keep(self.clock(), daily=daily, accept=accept)

    def made(self) -> Copy:
        found = self.keep()
        assert isinstance(found, Made)
        return found.copy

    def kinds(self) -> list[Kind | None]:
        """Of the copies, the last one first; None for those before an update."""
        return [one.name.kind if isinstance(one.name, Dated) else None for one in self.safe.copies()]

    def events(self) -> list[bytes]:
        return ids(self.path)

    def damage(self, path: Path | None = None) -> None:
        with (path or self.path).open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\x5a" * 4096)


def ids(path: Path) -> list[bytes]:
    with Journal.open(path) as journal:
        return [one.id for one in journal.events()]


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "home")


# ---- Copies ----------------------------------------------------------------------------------------


def test_where_nothing_happened_nothing_is_made(keeping: Keeping) -> None:
    assert keeping.keep() == Nothing()
    assert not keeping.home.exists()
    with Journal.open(keeping.path) as journal:
        journal.rebuild()
    assert keeping.keep() == Nothing()
    assert [one.name for one in keeping.home.iterdir()] == ["journal.db"]


def test_a_copy_is_made_when_something_is_new_and_only_then(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    assert ids(copy.path) == keeping.events()
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.path.parent.stat().st_mode) == 0o700
    assert keeping.keep(after=3 * DAY) == Nothing()

    keeping.study()
    assert keeping.keep(daily=True).__class__ is Made
    keeping.study()
    assert keeping.keep(daily=True) == Nothing(), "one a day is enough while the app runs"
    assert keeping.made().path.exists()
    assert [len(ids(one.path)) for one in keeping.safe.copies()] == [5, 3]


def test_a_day_ends_when_the_study_day_does(keeping: Keeping) -> None:
    keeping.study()
    keeping.made()
    keeping.study()
    assert keeping.keep(after=12 * HOUR, daily=True) == Nothing(), "it is midnight"
    assert keeping.keep(after=5 * HOUR, daily=True).__class__ is Made


def test_copies_made_in_one_second_keep_apart(keeping: Keeping) -> None:
    keeping.study()
    first = keeping.made()
    shutil.copy(first.path, first.path.with_name("journal-version-4.db"))
    now = keeping.clock()
    keeping.clock.now = now.plus(-1_000)
    keeping.study()
    found = keeping.safe.keep(now)
    assert isinstance(found, Made)
    assert found.copy.path != first.path
    assert keeping.kinds() == [Kind.USUAL, None]


def test_a_year_of_study_leaves_a_row_of_copies(keeping: Keeping) -> None:
    for _ in range(30):
        keeping.study()
        keeping.made()
        keeping.clock.advance(12 * DAY + 3 * HOUR)
    found = keeping.safe.copies()
    assert 12 <= len(found) <= 23
    held = [len(ids(one.path)) for one in found]
    assert held == sorted(held, reverse=True)
    assert held[0] == 30
    assert held[:7] == list(range(30, 23, -1))


def test_a_copy_is_broken_off_without_a_trace(keeping: Keeping) -> None:
    keeping.study()
    with pytest.raises(BrokenOffError):
        keeping.safe.keep(keeping.clock(), go_on=lambda: False)
    assert list(keeping.safe.folder.iterdir()) == []


def test_a_last_copy_that_went_bad_is_seen_when_it_is_read_through(keeping: Keeping) -> None:
    keeping.study(40)
    keeping.damage(keeping.made().path)
    assert keeping.keep() == Nothing()
    keeping.clock.advance(1_000)
    assert isinstance(keeping.safe.keep(keeping.clock(), thorough=True), Made)


# ---- What no copy is made of, and what deletes none --------------------------------------------------


def test_a_damaged_journal_gives_no_copy_and_deletes_none(keeping: Keeping) -> None:
    keeping.study(40)
    before = keeping.made()
    keeping.study()
    keeping.damage()
    with pytest.raises(JournalError, match="damaged"):
        keeping.keep()
    assert [one.path for one in keeping.safe.copies()] == [before.path]


def test_a_wiped_journal_pushes_no_copy_out(keeping: Keeping) -> None:
    """A year of rotation over a journal that lost its past leaves the last copy of that past."""
    keeping.study(5)
    good = keeping.made()
    past = keeping.events()
    keeping.path.unlink()
    for _ in range(20):
        keeping.clock.advance(19 * DAY)
        keeping.study()
        found = keeping.keep()
        assert isinstance(found, Doubted)
        assert (found.last, found.lacks.events) == (good, 5)
        assert found.copy
        assert ids(found.copy.path) == keeping.events()
    assert ids(good.path) == past
    assert keeping.kinds() == [*[Kind.DOUBTED] * 3, Kind.USUAL]


def test_what_is_missing_is_told_with_what_to_do(keeping: Keeping) -> None:
    keeping.study(5)
    good = keeping.made()
    keeping.path.unlink()
    found = keeping.keep()
    assert isinstance(found, Doubted)
    assert found.copy is None
    assert found.told == (
        "There is no journal, though a copy of 2021-07-29 12:00 holds 5 events. No copy was deleted."
        " `offbook restore` puts it in the journal's place."
    )
    keeping.study()
    found = keeping.keep()
    assert isinstance(found, Doubted)
    assert found.told == (
        "The journal lacks 5 events that its copy of 2021-07-29 12:00 has; no copy was deleted."
        f" `offbook restore` goes back to that copy; `offbook import --journal {good.path}` brings only what"
        " is missing; `offbook backup --force` goes on without it."
    )


def test_a_doubted_journal_is_copied_once_and_told_of_each_time(keeping: Keeping) -> None:
    keeping.study(5)
    keeping.made()
    keeping.path.unlink()
    keeping.study()
    first, second = keeping.keep(), keeping.keep()
    assert isinstance(first, Doubted)
    assert first == second
    assert keeping.kinds() == [Kind.DOUBTED, Kind.USUAL]


def test_a_journal_that_lacks_events_goes_on_once_that_is_wanted(keeping: Keeping) -> None:
    keeping.study(5)
    keeping.made()
    keeping.path.unlink()
    keeping.study()
    assert isinstance(keeping.keep(), Doubted)
    assert isinstance(keeping.keep(accept=True), Made)
    keeping.study()
    assert isinstance(keeping.keep(), Made)


def test_a_copy_that_cannot_be_read_tells_nothing_and_the_one_before_it_does(keeping: Keeping) -> None:
    keeping.study(40)
    good = keeping.made()
    keeping.clock.advance(DAY)
    keeping.study()
    bad = keeping.made()
    keeping.damage(bad.path)
    keeping.path.unlink()
    keeping.study()
    found = keeping.keep()
    assert isinstance(found, Doubted)
    assert found.last in {good, bad}
    assert found.lacks.events >= 40


def test_a_full_disk_is_told_and_leaves_every_copy(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.study()
    before = keeping.made()
    keeping.study()

    def refuse(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "sync", refuse)
    with pytest.raises(JournalError, match=r"No space left on device\. Check the folder"):
        keeping.keep()
    assert list(keeping.safe.folder.iterdir()) == [before.path]


def test_copies_that_cannot_be_deleted_now_are_deleted_later(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.study()
    keeping.made()
    keeping.study()
    with monkeypatch.context() as here:

        def refuse(*_: object) -> None:
            raise PermissionError

        here.setattr(copies, "rotate", refuse)
        keeping.made()
    assert len(keeping.safe.copies()) == 2
    keeping.study()
    keeping.made()
    assert len(keeping.safe.copies()) == 1


def test_a_clock_that_was_set_back_deletes_nothing(keeping: Keeping) -> None:
    for _ in range(20):
        keeping.study()
        keeping.made()
        keeping.clock.advance(10 * DAY)
    before = {one.path for one in keeping.safe.copies()}
    keeping.clock.now = keeping.clock.now.plus(-9_000 * DAY)
    keeping.study()
    copy = keeping.made()
    assert {one.path for one in keeping.safe.copies()} == {*before, copy.path}
    assert len(ids(copy.path)) == 21


# ---- A file of one's own -----------------------------------------------------------------------------


def test_a_copy_elsewhere_takes_no_file_s_place_unasked(keeping: Keeping, tmp_path: Path) -> None:
    keeping.study()
    target = tmp_path / "stick" / "mine.db"
    assert keeping.safe.keep_at(target) == target
    keeping.study()
    with pytest.raises(JournalError, match=r"mine\.db is there already\. Name another file, or add --force"):
        keeping.safe.keep_at(target)
    assert len(ids(target)) == 1
    keeping.safe.keep_at(target, over=True)
    assert len(ids(target)) == 2
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [one.name for one in target.parent.iterdir()] == ["mine.db"]


def test_without_a_journal_there_is_nothing_to_copy(keeping: Keeping, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"There is no journal at .* yet"):
        keeping.safe.keep_at(tmp_path / "mine.db")
    assert list(tmp_path.iterdir()) == []


# ---- Going back --------------------------------------------------------------------------------------


def test_going_back_and_forth_again_changes_no_event(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    keeping.study(2)
    before = keeping.events()

    change = keeping.safe.change(copy.path)
    assert change.here
    assert change.lost
    assert change.won
    assert (change.here.events, change.there.events) == (5, 3)
    assert (change.lost.events, change.lost.reviews, change.won.events) == (2, 2, 0)
    done = keeping.safe.put_back(copy.path, keeping.clock())
    assert keeping.events() == before[:3]
    assert done.kept
    assert ids(done.kept) == before
    assert {*keeping.kinds()[:2]} == {Kind.RESTORED, Kind.REPLACED}
    assert keeping.kinds()[2:] == [Kind.USUAL]

    for expected in (before, before[:3], before):
        keeping.safe.put_back(keeping.safe.replaced(keeping.clock()).path, keeping.clock())
        assert keeping.events() == expected


def test_what_was_put_back_is_what_the_row_goes_on_with(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    keeping.clock.advance(DAY)
    keeping.study(2)
    keeping.made()
    keeping.clock.advance(60_000)
    keeping.safe.put_back(copy.path, keeping.clock())
    assert keeping.keep() == Nothing(), "nothing is missing: it was wanted"
    keeping.study()
    assert isinstance(keeping.keep(), Made)


def test_the_same_events_are_no_change(keeping: Keeping) -> None:
    keeping.study(3)
    assert keeping.safe.change(keeping.made().path).is_none


def test_what_a_restore_cannot_do_it_leaves_no_trace_of(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    keeping.study()
    with Journal.open(keeping.path), pytest.raises(JournalError, match="is open in another Offbook"):
        keeping.safe.put_back(copy.path, keeping.clock())
    assert keeping.kinds() == [Kind.USUAL]
    assert len(keeping.events()) == 4


def test_restores_are_kept_apart_and_bounded(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    for _ in range(9):
        keeping.study()
        keeping.clock.advance(60_000)
        keeping.safe.put_back(copy.path, keeping.clock())
    kinds = keeping.kinds()
    assert (kinds.count(Kind.REPLACED), kinds.count(Kind.RESTORED), kinds.count(Kind.USUAL)) == (5, 5, 1)


def test_going_back_where_the_journal_is_gone_and_where_it_is_damaged(keeping: Keeping) -> None:
    keeping.study(40)
    copy = keeping.made()
    keeping.path.unlink()
    change = keeping.safe.change(copy.path)
    assert (change.here, change.lost, change.damaged, change.is_none) == (None, None, False, False)
    done = keeping.safe.put_back(copy.path, keeping.clock())
    assert (done.kept, done.aside) == (None, None)
    assert len(keeping.events()) == 40
    with pytest.raises(JournalError, match="found no sound journal"):
        keeping.safe.replaced(keeping.clock())

    keeping.damage()
    damaged = keeping.path.read_bytes()
    change = keeping.safe.change(copy.path)
    assert (change.here, change.lost, change.damaged, change.is_none) == (None, None, True, False)
    keeping.clock.advance(60_000)
    done = keeping.safe.put_back(copy.path, keeping.clock())
    assert done.aside
    assert done.aside.read_bytes() == damaged
    assert len(keeping.events()) == 40
    with pytest.raises(JournalError, match="found no sound journal"):
        keeping.safe.replaced(keeping.clock())


def test_there_is_nothing_to_undo_before_a_restore(keeping: Keeping) -> None:
    keeping.study()
    with pytest.raises(JournalError, match="No copy was put back so far"):
        keeping.safe.replaced(keeping.clock())


def test_a_copy_that_is_damaged_or_newer_is_refused(keeping: Keeping, tmp_path: Path) -> None:
    keeping.study(40)
    copy = keeping.made()
    keeping.damage(copy.path)
    with pytest.raises(JournalError, match="is damaged, so it is not put in the journal's place"):
        keeping.safe.change(copy.path)
    with pytest.raises(JournalError, match="There is no sound copy of the journal in"):
        keeping.safe.last(keeping.clock())
    newer = tmp_path / "newer.db"
    newer.write_bytes(keeping.path.read_bytes()[:60] + b"\0\0\0\x63" + keeping.path.read_bytes()[64:])
    with pytest.raises(JournalError, match="was written by a newer Offbook"):
        keeping.safe.change(newer)


def test_the_last_sound_copy_is_found_behind_one_that_went_bad(keeping: Keeping) -> None:
    keeping.study(40)
    good = keeping.made()
    keeping.clock.advance(2 * DAY)
    keeping.study()
    keeping.damage(keeping.made().path)
    assert keeping.safe.last(keeping.clock()) == good


def test_copies_of_before_an_update_are_listed_and_put_back(keeping: Keeping) -> None:
    keeping.study(3)
    copy = keeping.made()
    old = copy.path.with_name("journal-version-4.db")
    copy.path.rename(old)
    keeping.study()
    assert [one.name for one in keeping.safe.copies()] == [Older(4)]
    keeping.safe.put_back(old, keeping.clock())
    assert len(keeping.events()) == 3
