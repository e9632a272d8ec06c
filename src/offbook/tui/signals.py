"""Leaving when told to, even if the terminal is gone.

A closed terminal takes no more output: Textual's writer stops, its queue fills up, and the loop waits
for it for ever. So leaving is asked for first, and after a moment it is done.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

GRACE = 3.0
"""Seconds that an orderly leaving may take."""


def heed(leave: Callable[[], None]) -> Callable[[], None]:
    """Call ``leave`` in the running loop on SIGTERM and SIGHUP; what is given back ends that.

    Does nothing outside the main thread, where signals cannot be heard.
    """
    if threading.current_thread() is not threading.main_thread():
        return heed_nothing
    loop = asyncio.get_running_loop()
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]

    watches: list[threading.Timer] = []

    def told(number: int, _frame: FrameType | None) -> None:
        watch = threading.Timer(GRACE, os._exit, (128 + number,))
        watch.daemon = True
        watch.start()
        watches.append(watch)
        loop.call_soon_threadsafe(leave)

    before = {number: signal.signal(number, told) for number in numbers}

    def again() -> None:
        # The app has left in order; what is still to be closed may take its time.
        for watch in watches:
            watch.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)

    return again


def heed_nothing() -> None:
    """The end of heeding where nothing was heeded."""
