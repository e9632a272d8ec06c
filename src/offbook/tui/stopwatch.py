"""How long an attempt has been running, whatever becomes of one of the clocks."""

from __future__ import annotations

import time

from offbook.clock import Clock, Moment
from offbook.performance.attempt import Instant

_BOOT = getattr(time, "CLOCK_BOOTTIME", None)


def steady() -> int:
    """Milliseconds by a clock that is never set, and that counts sleep where the system has one that does."""
    return (
        time.clock_gettime_ns(_BOOT) // 1_000_000 if _BOOT is not None else time.monotonic_ns() // 1_000_000
    )


class Stopwatch:
    """Counts from the moment an attempt began: the longer of what wall and steady clock say.

    A stall or a sleep counts; setting the wall clock back wins no time.
    """

    def __init__(self, clock: Clock, began: Moment, gone: int = 0) -> None:
        """``gone`` milliseconds had passed at least, whatever the wall clock says now."""
        self._clock = clock
        self._began = began
        self._ahead = max(gone, clock().ms - began.ms, 0)
        """What had gone by when this watch was started."""
        self._steady = steady()

    def read(self) -> Instant:
        """The present moment of the attempt."""
        now = self._clock()
        return Instant(now, max(now.ms - self._began.ms, self._ahead + steady() - self._steady, 0))
