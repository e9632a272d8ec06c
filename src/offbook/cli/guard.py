"""The terminal is left as it was, whatever ends the app.

A process that is killed puts nothing in order: its terminal stays without a cursor, on the other screen, and
writes letters for every move of the mouse. So the app runs in a child, and its parent waits: it hands on the
signals it gets, stops when the child stops, and if the child was killed, makes the terminal usable before the
shell has it back. If the parent is killed, the child notices, and leaves in order by itself.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from offbook.cli import output

if sys.platform != "win32":
    import termios

USABLE = (
    "\x1b[?2026l"  # what was written is to be shown
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse writes nothing
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # nor do the focus, a paste, a new size
    "\x1b[<u"  # keys are sent as ever
    "\x1b[?1049l\x1b[?25h\x1b[?7h\x1b[0m"  # the screen from before, with its cursor, plain
)
"""Takes back what Textual asks of a terminal."""
ENDED = "Offbook was ended from outside ({name}). Every answer that it had taken is in the journal."


def guarded(work: Callable[[], int]) -> int:
    """Do the work in a child process and give its exit code; 128 and the signal's number if it was killed.

    Where there is no terminal to take from, or no fork, the work is done here.
    """
    if sys.platform == "win32":
        return work()
    try:
        before = termios.tcgetattr(sys.stdin)
        lives, held = os.pipe()
        child = os.fork()
    except (OSError, termios.error):
        return work()
    if not child:
        os.close(held)
        _leave_with(lives)
        return work()
    os.close(lives)
    status = _wait(child)
    if not os.WIFSIGNALED(status):
        return os.waitstatus_to_exitcode(status)
    number = os.WTERMSIG(status)
    sys.stderr.write(USABLE)
    sys.stderr.flush()
    with suppress(termios.error):
        # What the mouse wrote meanwhile is no word to the shell.
        termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, before)
    output.say(ENDED.format(name=signal.Signals(number).name))
    return 128 + number


def _leave_with(lives: int) -> None:
    """Leave in order when the parent is no more: ``lives`` is readable then."""
    # By then the terminal belongs to the shell, and may be put in order all the same.
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)

    def wait() -> None:
        os.read(lives, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()


def _wait(child: int) -> int:
    """Wait for the end of the child, hand on what is sent here, and stop when it stops; its status."""

    def hand_on(number: int, _frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP):
        signal.signal(number, hand_on)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            return status
        os.kill(os.getpid(), signal.SIGSTOP)
        # A shell tells both of them to go on; twice told, the child would ask twice for the terminal.
        if os.waitpid(child, os.WCONTINUED | os.WNOHANG) == (0, 0):
            os.kill(child, signal.SIGCONT)
