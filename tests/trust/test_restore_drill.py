"""A journal is damaged in every way that files are, and repaired: all that it still holds comes back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from damaging import PAGE, Sound, sound
from offbook.journal.checkup import Checkup
from offbook.journal.events import Recorded
from offbook.journal.journal import Journal
from offbook.journal.mending import mend
from offbook.journal.salvage import Salvage
from promises import Promise

TAKEN = datetime.fromisoformat("2026-03-29T02:30")
FRAME = PAGE + 24
"""Bytes of a frame of a log, behind the 32 of its header."""
FLIPS = 12

Damage = Callable[[Path, Random], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A journal of seven days, all of it in its file."""
    return sound(tmp_path_factory.mktemp("whole") / "journal.db", 7)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """The same, a day before."""
    return sound(tmp_path_factory.mktemp("copy") / "journal.db", 6)


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A journal of six days, the last three of which stand in its log."""
    return sound(tmp_path_factory.mktemp("logged") / "journal.db", 3, logged=3)


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE


def write(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def garble(path: Path, chance: Random, *numbers: int) -> None:
    """Overwrite pages, numbered from 1, with whatever chance brings."""
    for number in numbers:
        write(path, (number - 1) * PAGE, chance.randbytes(PAGE))


def of_kind(path: Path, *kinds: int) -> list[int]:
    """The pages behind the first that begin with one of these bytes."""
    content = path.read_bytes()
    return [page + 1 for page in range(1, pages(path)) if content[page * PAGE] in kinds]


def first_page_zeroed(path: Path, _: Random) -> None:
    write(path, 0, bytes(PAGE))


def magic_garbled(path: Path, chance: Random) -> None:
    write(path, 0, chance.randbytes(16))


def page_overwritten(path: Path, chance: Random) -> None:
    garble(path, chance, chance.randrange(2, pages(path) + 1))


def pages_overwritten(path: Path, chance: Random) -> None:
    garble(path, chance, *chance.sample(range(2, pages(path) + 1), 6))


def cut_in_half(path: Path, _: Random) -> None:
    os.truncate(path, pages(path) // 2 * PAGE)


def cut_within_a_page(path: Path, chance: Random) -> None:
    size = path.stat().st_size
    os.truncate(path, chance.randrange(size * 3 // 4, size))


def head_lost(path: Path, _: Random) -> None:
    write(path, 0, bytes(16 * PAGE))


def inner_page_lost(path: Path, chance: Random) -> None:
    """Lose a page from which others hang."""
    garble(path, chance, chance.choice(of_kind(path, 2, 5)))


def freelist_looped(path: Path, _: Random) -> None:
    """Let a list of free pages begin that goes on with its own beginning."""
    last = pages(path)
    write(path, 32, last.to_bytes(4) + (9_999).to_bytes(4))
    write(path, (last - 1) * PAGE, last.to_bytes(4) + (5_000).to_bytes(4))


def schema_garbled(path: Path, _: Random) -> None:
    """Let what makes the tables make no sense."""
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE TABEL"))


def indexes_garbled(path: Path, chance: Random) -> None:
    garble(path, chance, *of_kind(path, 2, 10))


def sectors_lost(path: Path, chance: Random) -> None:
    for _ in range(5):
        write(path, chance.randrange(path.stat().st_size // 512) * 512, bytes(512))


def bits_flipped(path: Path, chance: Random) -> None:
    for _ in range(FLIPS):
        at = chance.randrange(path.stat().st_size)
        write(path, at, bytes([path.read_bytes()[at] ^ 1 << chance.randrange(8)]))


def emptied(path: Path, _: Random) -> None:
    os.truncate(path, 0)


def replaced_by_text(path: Path, _: Random) -> None:
    path.write_text("Dear diary,\nthis is no journal.\n" * 500)


WAYS: tuple[Damage, ...] = (
    first_page_zeroed,
    magic_garbled,
    page_overwritten,
    pages_overwritten,
    cut_in_half,
    cut_within_a_page,
    head_lost,
    inner_page_lost,
    freelist_looped,
    schema_garbled,
    indexes_garbled,
    sectors_lost,
    bits_flipped,
    emptied,
    replaced_by_text,
)
PARTLY = {sectors_lost, bits_flipped}
"""The ways that leave most of a page as it was."""


def events_of(path: Path) -> list[Recorded]:
    with Journal.open(path) as journal:
        return list(journal.events())


def require_sound(path: Path) -> None:
    """The journal is sound, and what it keeps beside its events is what they make."""
    if path.exists():
        checkup = Checkup(path)
        assert checkup.damage() == ()
        assert checkup.broken_references() == checkup.unreadable() == 0
        assert checkup.differences() == {}


def same(one: Recorded, other: Recorded) -> bool:
    """Whether two are the same event, wherever in its file each of them stands."""
    return (one.id, one.action, one.device, one.hlc, one.at, one.event) == (
        other.id, other.action, other.device, other.hlc, other.at, other.event,
    )  # fmt: skip


@pytest.mark.parametrize("damage", WAYS, ids=lambda damage: damage.__name__)
def test_what_a_damaged_file_still_holds_comes_back(
    whole: Sound, tmp_path: Path, damage: Damage, promise: Promise
) -> None:
    before = {one.id: one for one in whole.events}
    cycles = promise.often(quick=1, full=200)
    held = recovered = altered = 0
    for cycle in range(cycles):
        path = whole.copy(tmp_path / str(cycle))
        damage(path, Random(cycle))
        content, there = path.read_bytes(), {one.id for one in whole.untouched(path)}

        mended = mend(path, (), TAKEN)

        events = events_of(path)
        found = {one.id: one for one in events}
        assert mended.aside.read_bytes() == content
        assert len(events) == len(found) == mended.events == mended.salvaged.read
        assert found.keys() <= before.keys()
        changed = {one.id for one in events if not same(one, before[one.id])}
        # What stood in the place of a byte nobody can tell; but no event of another page is changed. And a
        # row that claims the place of another one, for a flipped bit, makes both doubtful.
        assert not changed & there
        assert damage in PARTLY or not changed
        assert len(there - found.keys()) <= (FLIPS if damage is bits_flipped else 0)
        require_sound(path)
        held, recovered, altered = held + len(there), recovered + len(found), altered + len(changed)
        shutil.rmtree(path.parent)
    what = f"a damaged journal is repaired, {damage.__name__.replace('_', ' ')}"
    figures = {"events": cycles * len(before), "on sound pages": held, "recovered": recovered}
    promise.held(what, cycles=cycles, **figures, altered=altered, invented=0)


@pytest.mark.parametrize("damage", WAYS, ids=lambda damage: damage.__name__)
def test_with_a_copy_nothing_older_is_lost(
    whole: Sound, copy: Sound, tmp_path: Path, damage: Damage, promise: Promise
) -> None:
    before = {one.id: one for one in whole.events}
    cycles = promise.often(quick=1, full=100)
    for cycle in range(cycles):
        path = whole.copy(tmp_path / str(cycle))
        damage(path, Random(1_000 + cycle))
        there = () if damage is bits_flipped else whole.untouched(path)

        mended = mend(path, (copy.path,), TAKEN)

        found = {one.id: one for one in events_of(path)}
        assert {one.id for one in (*there, *copy.events)} <= found.keys() <= before.keys()
        assert all(same(found[one.id], one) for one in copy.events)
        assert mended.events == len(found) == mended.salvaged.read + mended.from_copies
        require_sound(path)
        shutil.rmtree(path.parent)
    what = f"a copy and a damaged journal are joined, {damage.__name__.replace('_', ' ')}"
    promise.held(what, cycles=cycles, lost_of_the_copy=0)


damages = st.one_of(
    st.tuples(st.just("cut"), st.floats(0, 1), st.just(b"")),
    st.tuples(st.just("write"), st.floats(0, 1), st.binary(min_size=64, max_size=3 * PAGE)),
    st.tuples(st.just("wipe"), st.floats(0, 1), st.integers(1, 8 * PAGE).map(bytes)),
    st.tuples(st.just("copy"), st.floats(0, 1), st.integers(0, 2**32).map(lambda seed: seed.to_bytes(5))),
)
"""What to do, from which part of the file on, and with what."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large])
@given(todo=st.lists(damages, min_size=1, max_size=4))
def test_whatever_is_done_to_a_file_no_event_is_invented(
    copy: Sound, todo: list[tuple[str, float, bytes]]
) -> None:
    before = {one.id for one in copy.events}
    with TemporaryDirectory() as folder:
        path = copy.copy(Path(folder))
        for how, where, what in todo:
            at = int(path.stat().st_size * where)
            if how == "cut":
                os.truncate(path, at)
            elif how == "copy":
                # Pages of the journal itself, in places where others belong.
                source = Random(what).randrange(pages(copy.path))
                write(path, at // PAGE * PAGE, copy.path.read_bytes()[source * PAGE : (source + 3) * PAGE])
            else:
                write(path, at, what)
        with Salvage(path) as salvage:
            found = list(salvage.events())
            account = salvage.account
    assert len({one.id for one in found}) == len(found) == account.read
    assert {one.id for one in found} <= before
    assert account.lost >= 0


# ---- The log ------------------------------------------------------------------------------------


def log(path: Path) -> Path:
    return Path(f"{path}-wal")


def salvaged(path: Path) -> list[Recorded]:
    with Salvage(path) as salvage:
        return list(salvage.events())


def seen_by_sqlite(path: Path, folder: Path) -> list[Recorded]:
    """The events that are there as far as SQLite sees; it may change the files, so it looks at others."""
    folder.mkdir()
    for one in (path, log(path)):
        if one.exists():
            shutil.copy(one, folder / one.name)
    return events_of(folder / path.name)


def test_a_log_is_read_as_sqlite_reads_it(logged: Sound, tmp_path: Path) -> None:
    path = logged.copy(tmp_path)
    assert salvaged(path) == seen_by_sqlite(path, tmp_path / "seen") == list(logged.events)


def test_a_log_that_is_lost_takes_nothing_else_with_it(logged: Sound, tmp_path: Path) -> None:
    path = logged.copy(tmp_path)
    log(path).unlink()
    found = salvaged(path)
    assert found == seen_by_sqlite(path, tmp_path / "seen")
    assert 0 < len(found) < len(logged.events)


def test_a_torn_log_is_read_up_to_where_it_is_torn(logged: Sound, tmp_path: Path, promise: Promise) -> None:
    before = {one.id: one for one in logged.events}
    cycles = promise.often(quick=3, full=200)
    for cycle in range(cycles):
        path = logged.copy(tmp_path / str(cycle))
        os.truncate(log(path), Random(cycle).randrange(log(path).stat().st_size))
        found = salvaged(path)
        # A frame behind the last whole transaction was never committed.
        assert found == seen_by_sqlite(path, tmp_path / f"{cycle} seen")
        assert all(before[one.id] == one for one in found)
    promise.held("a torn log is read", cycles=cycles, lost=0, invented=0)


def test_what_stands_behind_a_damaged_frame_is_found(logged: Sound, tmp_path: Path, promise: Promise) -> None:
    before = {one.id: one for one in logged.events}
    cycles = promise.often(quick=3, full=200)
    recovered = given_up = 0
    for cycle in range(cycles):
        path, chance = logged.copy(tmp_path / str(cycle)), Random(cycle)
        frames = (log(path).stat().st_size - 32) // FRAME
        write(log(path), 32 + chance.randrange(frames // 2) * FRAME, chance.randbytes(FRAME))
        assert Checkup(path).lost_in_log() > 0
        by_sqlite = seen_by_sqlite(path, tmp_path / f"{cycle} seen")

        mended = mend(path, (), TAKEN)

        found = {one.id: one for one in events_of(path)}
        assert {one.id for one in by_sqlite} < found.keys() <= before.keys()
        assert all(same(one, before[one.id]) for one in found.values())
        assert log(mended.aside).exists()
        require_sound(path)
        recovered, given_up = recovered + len(found), given_up + len(by_sqlite)
    figures = {"events": cycles * len(before), "by SQLite alone": given_up, "recovered": recovered}
    promise.held("a log damaged in its middle is read on", cycles=cycles, **figures, invented=0)


def test_what_was_never_committed_is_not_there(logged: Sound, tmp_path: Path) -> None:
    """A transaction without its last frame: the disk was full, and the person was told so."""
    path = logged.copy(tmp_path)
    os.truncate(log(path), log(path).stat().st_size - FRAME)
    found = salvaged(path)
    assert found == seen_by_sqlite(path, tmp_path / "seen")
    assert len(found) < len(logged.events)
