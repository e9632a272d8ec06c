"""Leaving when told to, even if the terminal is gone.

A closed terminal takes no more output: Textual's writer stops, its queue fills up, and the loop waits
for it for ever. A signal may then reach another thread and never be heard. So leaving is asked for
first, by signal or by the hung-up terminal itself, and after a moment it is done.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

GRACE = 3.0
"""Seconds that an orderly leaving may take."""
_MOST = 2**31
"""No process has this number or a larger one."""
_LOOK = 1_000
"""Milliseconds between two looks at whether the app has left."""


def heed(leave: Callable[[], None]) -> Callable[[], None]:
    """Call ``leave`` in the running loop on SIGTERM and SIGHUP, and when the terminal hangs up.

    What is given back ends that, once the app has left. Does nothing outside the main thread, where
    signals cannot be heard.
    """
    if threading.current_thread() is not threading.main_thread():
        return heed_nothing
    loop = asyncio.get_running_loop()
    left = threading.Event()

    def told(number: int, _frame: FrameType | None = None) -> None:
        threading.Thread(target=insist, args=(left, 128 + number), daemon=True).start()
        loop.call_soon_threadsafe(leave)

    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, told) for number in numbers}
    _watch_terminal(left, told)

    def again() -> None:
        left.set()
        for number, handler in before.items():
            signal.signal(number, handler)

    return again


def heed_nothing() -> None:
    """The end of heeding where nothing was heeded."""


def insist(left: threading.Event, code: int) -> None:
    """End the process if the app has not left in time. What was accepted is on the disk already."""
    if not left.wait(GRACE):
        os._exit(code)


def is_alive(process: int) -> bool:
    """Whether a process still runs, as far as the system tells; where it cannot be asked, it does not."""
    if os.name != "posix" or not 0 < process < _MOST:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # It is there, and somebody else's.
        return True
    return True


def _watch_terminal(left: threading.Event, told: Callable[[int], None]) -> None:
    """Tell a hang-up that no signal may bring; only where standard input is a terminal."""
    if not hasattr(select, "poll") or not sys.__stdin__ or not sys.__stdin__.isatty():
        return
    watched = select.poll()
    watched.register(sys.__stdin__, 0)

    def watch() -> None:
        while not left.is_set():
            if watched.poll(_LOOK):
                told(getattr(signal, "SIGHUP", signal.SIGTERM))
                return

    threading.Thread(target=watch, name="terminal-watch", daemon=True).start()
