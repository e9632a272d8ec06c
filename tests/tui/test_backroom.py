"""The back room: what it is asked runs on its own thread, in turn, and whatever goes wrong comes back."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from threading import Event, current_thread
from threading import enumerate as threads
from time import monotonic

import pytest

from fakes import World
from offbook.analyst import Analyst
from offbook.errors import JournalError
from offbook.journal.journal import Journal
from offbook.tui import backroom
from offbook.tui.backroom import Backroom


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal may be kept; there is none yet."""
    return tmp_path / "journal.db"


@pytest.fixture
def room(path: Path) -> Iterator[Backroom]:
    with Journal.open(path) as journal:
        found = Backroom(journal)
        yield found
        found.close()


def is_at_work() -> bool:
    return any(thread.name == "backroom" for thread in threads())


def is_there(path: Path) -> bool:
    return path.exists()


def block(path: Path) -> None:
    """Put a folder where a file is looked for."""
    path.mkdir()


def unblock(path: Path) -> None:
    path.rmdir()


async def test_a_journal_in_memory_is_read_where_it_is(world: World) -> None:
    room = Backroom(world.journal)
    assert await room.ask(lambda _: current_thread().name) == current_thread().name
    first, second = [await room.ask(lambda analyst: analyst) for _ in range(2)]
    assert first is second
    room.close()


async def test_a_journal_in_a_file_is_read_on_one_other_thread_by_one_analyst(room: Backroom) -> None:
    def work(analyst: Analyst) -> tuple[str, Analyst]:
        return current_thread().name, analyst

    (first, one), (second, other) = [await room.ask(work) for _ in range(2)]
    assert first == second == "backroom"
    assert one is other
    room.close()
    assert not is_at_work()


async def test_nothing_is_made_where_there_is_no_journal_yet(room: Backroom, path: Path) -> None:
    assert await room.ask(lambda analyst: analyst._journal.heads()) == ()
    assert not is_there(path)


async def test_what_goes_wrong_comes_back_and_the_room_goes_on(room: Backroom) -> None:
    def fail(_: Analyst) -> None:
        raise ValueError("so it is")

    with pytest.raises(ValueError, match="so it is"):
        await room.ask(fail)
    assert await room.ask(lambda _: 3) == 3


async def test_a_journal_that_cannot_be_opened_is_tried_again_each_time(room: Backroom, path: Path) -> None:
    block(path)
    for _ in range(2):
        with pytest.raises(JournalError, match=r"journal\.db"):
            await room.ask(lambda _: None)
    unblock(path)
    assert await room.ask(lambda _: 3) == 3


async def test_what_nobody_waits_for_any_more_is_not_begun(room: Backroom) -> None:
    begun, go_on, ran = Event(), Event(), []

    def slow(_: Analyst) -> str:
        begun.set()
        go_on.wait(10)
        return "slow"

    first = asyncio.create_task(room.ask(slow))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.create_task(room.ask(lambda _: ran.append("second")))
    third = asyncio.create_task(room.ask(lambda _: "third"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    go_on.set()
    assert (await first, await third) == ("slow", "third")
    assert ran == []


async def test_work_is_handed_over_piece_by_piece_and_goes_no_further_than_it_is_asked_for(
    room: Backroom,
) -> None:
    begun: list[int] = []

    def count(_: Analyst) -> Iterator[int]:
        for number in range(9):
            begun.append(number)
            yield number
        raise JournalError("no more")

    async with aclosing(room.each(count)) as each:
        assert [await anext(each) for _ in range(3)] == [0, 1, 2]
    assert await room.ask(lambda _: [*begun]) == [0, 1, 2]
    with pytest.raises(JournalError, match="no more"):
        [one async for one in room.each(count)]
    assert begun == [0, 1, 2, *range(9)]


def _looked_through(made: list[list[int]]) -> int:
    """How many of these the garbage collector still looks through."""
    looked = set(map(id, gc.get_objects()))
    return sum(id(one) in looked for one in made)


async def test_what_makes_much_is_no_work_for_the_garbage_collector_and_little_is(
    room: Backroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backroom, "MANY", 30_000)
    turn = sys.getswitchinterval()
    try:
        # The first look imports and makes what it looks with.
        assert await room.ask(lambda _: gc.isenabled()) is False
        await room.ask(lambda _: None)
        gc.collect()
        little = await room.ask(lambda _: [[number] for number in range(50)])
        await room.ask(lambda _: None)
        assert _looked_through(little) == len(little)
        kept = await room.ask(lambda _: [[number] for number in range(50_000)])
        await room.ask(lambda _: None)  # the one before is over and done with
        assert _looked_through(kept) == 0
    finally:
        gc.unfreeze()
    await asyncio.sleep(0)
    room.close()
    assert gc.isenabled()
    assert sys.getswitchinterval() == turn


async def test_leaving_does_not_wait_for_a_long_look(room: Backroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backroom, "GRACE", 0.01)
    begun, go_on = Event(), Event()

    def slow(_: Analyst) -> None:
        begun.set()
        go_on.wait(10)

    asked = asyncio.create_task(room.ask(slow))
    await asyncio.to_thread(begun.wait, 10)
    before = monotonic()
    room.close()
    assert monotonic() - before < 5
    asked.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await asked


async def test_a_room_that_was_closed_opens_again(room: Backroom) -> None:
    assert await room.ask(lambda _: 1) == 1
    room.close()
    assert await room.ask(lambda _: 2) == 2
