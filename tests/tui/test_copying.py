"""Copies of the journal while the app runs: unseen where all is well, told where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection
from threading import Event
from threading import enumerate as threads

import pytest
from harness import House
from haste import in_haste

from fakes import World
from makers import key, reviewed
from offbook.clock import DAY, Stamp
from offbook.journal import backup, disk
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating
from offbook.opening import HOME
from offbook.safekeeping import Safe
from offbook.tui import copying
from offbook.tui.app import OffbookApp
from offbook.tui.copying import Copying


class Kept:
    """A journal in a file, which the screens of ``world`` know nothing of."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.path = world.root / "home" / "journal.db"
        self.safe = Safe(self.path, world.settings.rollover)
        self.copying = Copying(self.path, world.trainer, world.clock)
        self.told: list[str] = []

    def study(self) -> None:
        self.world.clock.advance(1_000)
        now = self.world.clock()
        with Journal.open(self.path) as journal:
            journal.append([reviewed(key("card"), Rating.GOOD)], Stamp(now, self.world.ids.make(now.ms)))

    def number(self) -> int:
        return len(self.safe.copies())

    async def watched(self, until: Callable[[], bool]) -> None:
        """Have it watched until something holds."""
        watching = asyncio.create_task(self.copying.watch(self.told.append))
        await until_it_holds(until)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def until_it_holds(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for happens on another thread
            await asyncio.sleep(0.003)


@asynccontextmanager
async def shown(kept: Kept) -> AsyncIterator[House]:
    """Offbook on Home, with the copying of ``kept``."""
    world = kept.world
    mishaps = world.root / "mishap.txt"
    app = OffbookApp(world.trainer, world.clock, lambda _: None, mishaps, HOME, copying=kept.copying)
    with in_haste():
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            house = House(pilot, app, world)
            await house.settle()
            yield house


@pytest.fixture
def kept(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setattr(copying, "MOMENT", 0.0)
    monkeypatch.setattr(copying, "AGAIN", 0.01)
    yield Kept(world)
    for thread in threads():
        if thread.name == "copying":
            thread.join(10)


async def test_a_copy_is_made_and_no_word_said(kept: Kept) -> None:
    kept.study()
    await kept.watched(lambda: kept.number() == 1)
    assert kept.told == []
    assert kept.copying.leave() == ""
    assert kept.number() == 1


async def test_an_app_that_is_never_left_makes_one_a_day(kept: Kept) -> None:
    kept.study()
    await kept.watched(lambda: kept.number() == 1)
    kept.world.clock.advance(DAY)
    kept.study()
    await kept.watched(lambda: kept.number() == 2)


async def test_what_stands_in_the_way_is_told_once(kept: Kept) -> None:
    kept.study()
    assert kept.copying.leave() == ""
    kept.path.unlink()
    asked = 0

    def often() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30 and bool(kept.told)

    await kept.watched(often)
    assert len(kept.told) == 1
    assert "There is no journal, though a copy of" in kept.told[0]


def test_a_full_disk_is_a_sentence(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.study()

    def refuse(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "sync", refuse)
    told = kept.copying.leave()
    assert told.startswith("No copy of the journal was made. ")
    assert "No space left on device" in told
    assert kept.number() == 0


def test_leaving_makes_a_copy_of_what_is_new(kept: Kept) -> None:
    assert kept.copying.leave() == ""
    assert not kept.path.parent.exists()
    for number in (1, 1):
        kept.study()
        assert kept.copying.leave() == ""
        assert kept.number() == number
    kept.world.clock.advance(DAY)
    kept.study()
    kept.copying.leave()
    assert kept.number() == 2


def test_leaving_waits_for_no_heavy_journal(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.study()
    monkeypatch.setattr(copying, "HEAVY", kept.path.stat().st_size - 1)
    assert kept.copying.leave() == ""
    assert kept.number() == 0


def test_leaving_breaks_off_what_takes_too_long(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.study()
    monkeypatch.setattr(copying, "GRACE", 0.0)
    monkeypatch.setattr(copying, "_LET_GO", 10.0)
    begun, fill = Event(), backup._fill

    def slowly(db: Connection, made: Path, go_on: backup.GoOn) -> None:
        begun.set()
        while go_on():
            pass
        fill(db, made, go_on)

    monkeypatch.setattr(backup, "_fill", slowly)
    assert kept.copying.leave() == ""
    assert begun.is_set()
    assert list(kept.safe.folder.iterdir()) == []


async def test_an_app_that_is_left_keeps_no_copy_going(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.study()
    begun, broken_off = Event(), Event()

    def slowly(_db: object, _made: Path, go_on: backup.GoOn) -> None:
        begun.set()
        while go_on():
            pass
        broken_off.set()
        raise backup.BrokenOffError

    monkeypatch.setattr(backup, "_fill", slowly)
    async with shown(kept):
        await until_it_holds(begun.is_set)
    assert broken_off.wait(10)
    assert kept.told == []


async def test_the_app_passes_on_what_is_in_the_way(kept: Kept) -> None:
    kept.study()
    kept.copying.leave()
    kept.path.unlink()
    kept.study()
    async with shown(kept) as house:
        await house.hears("Copies of the journal", "The journal lacks 1 event that its copy of")
