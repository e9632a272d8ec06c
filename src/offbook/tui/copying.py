"""Copies of the journal while the app runs and when it is left, on a thread that nobody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Event, Thread

from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.trainer import Trainer

MOMENT = 4.0
"""Seconds after the start until the first copy: the first page stands, and the disk is at rest."""
AGAIN = 600.0
"""Seconds between two looks whether a day has passed without a copy."""
GRACE = 1.5
"""Seconds that leaving may take longer for a copy."""
HEAVY = 48 * 2**20
"""Bytes of a journal from which none is made on leaving, for it would not be done in time: the next
start makes it."""
_LET_GO = 0.5
"""Seconds in which a copy that was broken off lets go of the journal."""


class Copying:
    """Has the journal copied where something is new, and tells what stands in the way."""

    def __init__(self, journal: Path, trainer: Trainer, clock: Clock) -> None:
        self._journal = journal
        self._trainer = trainer
        self._clock = clock
        self._said = ""

    async def watch(self, tell: Callable[[str], None]) -> None:
        """Make a copy after a moment, and one a study day from then on, until this is cancelled."""
        daily, wait = False, MOMENT
        while True:
            await asyncio.sleep(wait)
            left = Event()
            try:
                told = await asyncio.wrap_future(self._begin(left, daily=daily))
            finally:
                left.set()
            if told and told != self._said:
                tell(told)
            self._said = told
            daily, wait = True, AGAIN

    def leave(self) -> str:
        """Make a copy if that is soon done; what stood in the way, unless it was told already."""
        try:
            heavy = self._journal.stat().st_size > HEAVY
        except OSError:
            # Nothing was recorded, or the screens have told why nothing can be.
            return ""
        if heavy:
            return ""
        left = Event()
        work = self._begin(left, daily=False)
        try:
            told = work.result(GRACE)
        except TimeoutError:
            left.set()
            told = self._let_go(work)
        return "" if told == self._said else told

    @staticmethod
    def _let_go(work: Future[str]) -> str:
        try:
            return work.result(_LET_GO)
        except TimeoutError:
            return ""

    def _begin(self, left: Event, *, daily: bool) -> Future[str]:
        """Make a copy elsewhere until ``left`` is set; what comes of it is a sentence or nothing."""
        result: Future[str] = Future()
        now, rollover = self._clock(), self._trainer.settings.rollover

        def run() -> None:
            from offbook.journal.backup import BrokenOffError
            from offbook.safekeeping import Doubted, Safe

            # Whoever stops waiting breaks it off by ``left``, and is told nothing.
            result.set_running_or_notify_cancel()
            try:
                outcome = Safe(self._journal, rollover).keep(
                    now, daily=daily, go_on=lambda: not left.is_set()
                )
            except BrokenOffError:
                result.set_result("")
            except OffbookError as error:
                result.set_result(f"No copy of the journal was made. {error}")
            except Exception as error:  # noqa: BLE001 - whoever waits for it can tell it
                result.set_exception(error)
            else:
                result.set_result(outcome.told if isinstance(outcome, Doubted) else "")

        # A daemon, so that a disk that hangs keeps nobody from leaving.
        Thread(target=run, name="copying", daemon=True).start()
        return result
