"""The back room: where figures are worked out while the screen goes on.

One thread with a connection of its own to the journal, and one analyst that lives as long as the
app, so that a second look reads only what was added. What it is asked it does in turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TypeVar

from offbook.analyst import Analyst
from offbook.journal.journal import Journal

GRACE = 1.0
"""Seconds that leaving waits for what is being worked out; it only reads, and can be broken off."""

T = TypeVar("T")
Work = Callable[[Analyst], T]
"""What is to be worked out. It runs on another thread: frozen values alone go in and come out."""

_Errand = Callable[[Callable[[], Analyst]], None]
"""Does its work with the analyst that it is handed the way to."""


class Backroom:
    """Works things out off the screen's thread, one after the other."""

    def __init__(self, journal: Journal) -> None:
        """``journal`` is the one that the screens use. One that is in memory is read on their thread."""
        self._path = journal.path
        self._here = Analyst(journal)
        self._errands: SimpleQueue[_Errand | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def ask(self, work: Work[T]) -> T:
        """Have something worked out. Raises what ``work`` raises, JournalError if nothing can be read.

        Whoever stops waiting is forgotten: what was not begun yet is left undone.
        """
        if self._path is None:
            return work(self._here)
        result: Future[T] = Future()
        self._begin(self._path)
        self._errands.put(_errand(work, result))
        return await asyncio.wrap_future(result)

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
                kept.append(Analyst(held.enter_context(Journal.open(path))))
            return kept[0]

        while errand := errands.get():
            errand(analyst)
