"""The back room: where figures are worked out while the screen goes on.

One thread with a connection of its own to the journal, and one analyst that lives as long as the
app, so that a second look reads only what was added. What it is asked it does in turn.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from offbook.journal.journal import Journal

if TYPE_CHECKING:
    from offbook.analyst import Analyst

GRACE = 1.0
"""Seconds that leaving waits for what is being worked out; it only reads, and can be broken off."""

TURN = 0.0005
"""Seconds of work at a stretch while the screen waits; Python's own 0.005 add up, several a key."""
MANY = 100_000
"""Objects through which Python does not look for garbage without holding the screen up."""

T = TypeVar("T")
Work = Callable[["Analyst"], T]
"""What is to be worked out. It runs on another thread: frozen values alone go in and come out."""

_Errand = Callable[[Callable[[], "Analyst"]], None]
"""Does its work with the analyst that it is handed the way to."""


class Backroom:
    """Works things out off the screen's thread, one after the other."""

    def __init__(self, journal: Journal) -> None:
        """``journal`` is the one that the screens use. One that is in memory is read on their thread."""
        self._path = journal.path
        self._journal = journal
        self._here: Analyst | None = None
        self._errands: SimpleQueue[_Errand | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def ask(self, work: Work[T]) -> T:
        """Have something worked out. Raises what ``work`` raises, JournalError if nothing can be read.

        Whoever stops waiting is forgotten: what was not begun yet is left undone.
        """
        if self._path is None:
            self._here = self._here or _analyst(self._journal)
            return work(self._here)
        result: Future[T] = Future()
        self._begin(self._path)
        self._errands.put(_errand(work, result))
        return await asyncio.wrap_future(result)

    async def each(self, work: Work[Iterator[T]]) -> AsyncGenerator[T, None]:
        """What ``work`` gives, one after the other; the next is not begun before it is asked for.

        Raises what ``work`` raises, JournalError if nothing can be read.
        """
        steps = await self.ask(work)
        while step := await self.ask(lambda _: [*islice(steps, 1)]):
            yield step[0]
            # What needs no other thread shall not keep the screen either.
            await asyncio.sleep(0)

    def close(self) -> None:
        """Do nothing more, and leave the journal."""
        if self._thread is not None:
            self._errands.put(None)
            self._thread.join(GRACE)
            self._thread = None

    def _begin(self, path: Path) -> None:
        if self._thread is None:
            # A daemon, so that no long look keeps a person from leaving.
            self._thread = Thread(target=_serve, args=(path, self._errands), name="backroom", daemon=True)
            self._thread.start()


class _Handing(AbstractContextManager[None]):
    """Hands whatever goes wrong within to whoever waits for the result and can tell it."""

    def __init__(self, result: Future[T]) -> None:
        self._fail = result.set_exception

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._fail(error)
        return True


def _errand(work: Work[T], result: Future[T]) -> _Errand:
    def do(analyst: Callable[[], Analyst]) -> None:
        if result.set_running_or_notify_cancel():
            with _Handing(result):
                result.set_result(work(analyst()))

    return do


def _serve(path: Path, errands: SimpleQueue[_Errand | None]) -> None:
    """Run errands as they come; the journal is opened for the first one, and again where that failed."""
    kept: list[Analyst] = []
    with ExitStack() as held:

        def analyst() -> Analyst:
            if not kept:
                kept.append(_analyst(held.enter_context(Journal.open(path))))
            return kept[0]

        while errand := errands.get():
            with _behind():
                errand(analyst)


def _analyst(journal: Journal) -> Analyst:
    # It knows nearly all of Offbook: that is imported off the screen's thread, where there is another.
    from offbook.analyst import Analyst

    return Analyst(journal)


@contextmanager
def _behind() -> Iterator[None]:
    """Give way to the screen while something is worked out.

    The interpreter is handed over as soon as the screen wants it. No garbage is looked for meanwhile, nor
    ever among what is left, if that is much: it is kept and holds none, and to look through a long history
    stops every thread for as long as a second.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        gc.enable()
        sys.setswitchinterval(usual)
