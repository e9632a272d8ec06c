"""A pseudo-terminal with a program in it, and the screen that a person would see there.

The terminal answers no question that a program asks about it, like the plainest of its kind.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

if sys.platform == "win32":
    pytest.skip("end-to-end tests need a pseudo-terminal, and Windows has none", allow_module_level=True)

import fcntl
import struct
import termios

PATIENCE = 15.0
"""Seconds that something on the screen may take; on a machine at rest nothing needs one."""
AT_REST = 0.03
"""Seconds without a word from the program after which its screen is taken to be complete."""
UNANSWERED = 2.0
"""Seconds without a word from the program after which a key is taken to be dropped."""

ENTER, ESCAPE, QUIT = "\r", "\x1b", "\x11"
"""Keys as a keyboard sends them; Offbook is quit by Ctrl+Q."""

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_FROM_THE_START = frozenset({7, 25})
"""Private modes that a terminal has on by itself: lines wrap, the cursor shows."""
_KEYBOARD = re.compile(rb"\x1b\[([<>])[0-9;]*u")
_STYLE = re.compile(rb"\x1b\[([0-9;:]*)m")
_LEFT = b"\x1b[?1049l"
"""Leaves the alternate screen."""
_WIPED = b"\x1b[2J\x1b[H"
"""What stands on the alternate screen is gone with it; the parser knows of one screen only."""
# Opening a terminal makes it the controlling one of a session that has none.
_IN_TERMINAL = 'tty=$1; shift; exec "$@" <"$tty" >"$tty" 2>&1'


class Terminal:
    """A program in a terminal of its own. As a context, nothing of it is left behind."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        """Start the program; it is the leader of its session, as under a terminal emulator."""
        self.stream = b""
        """Every byte the program has written."""
        self.shown_last = ""
        """The words that stood on the alternate screen when it was left last."""
        # A terminal of no size is one that does not know its size.
        self._screen = pyte.Screen(columns or 80, rows or 24)
        self._parser = pyte.ByteStream(self._screen)
        self._master, self._slave = os.openpty()
        self._set_size(columns, rows)
        self._before = termios.tcgetattr(self._slave)
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _IN_TERMINAL, "sh", os.ttyname(self._slave), *argv],
            env=dict(env),
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)

    # ---- What a person does ---------------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def press(self, key: str, until: str | Callable[[str], bool]) -> str:
        """Press a key once the screen is at rest, and wait for what it brings; give the words.

        What is pressed before a card was painted is dropped, and nothing is painted for it: such a
        key is pressed again, as a person would.
        """
        self.settle()
        for _ in range(3):
            self.send(key)
            if self._read(UNANSWERED):
                break
        return self.wait_for(until)

    def settle(self) -> None:
        """Wait until the program has nothing more to say; a program that talks on is at fault."""
        until = time.monotonic() + PATIENCE
        while self._read(AT_REST):
            assert time.monotonic() < until, f"the screen is painted without end:\n{self.picture()}"

    def resize(self, columns: int, rows: int) -> None:
        """Pull the window to another size."""
        self._screen.resize(rows, columns)
        self._screen.reset()
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1

    @property
    def app(self) -> int:
        """The process that Offbook itself runs in, whose parent puts the terminal in order."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if listed.exists():
            found = listed.read_text()
        else:
            found = subprocess.check_output(["pgrep", "-P", str(self.process.pid)], text=True)
        (child,) = found.split()
        return int(child)

    def kill(self) -> None:
        """Kill Offbook as nothing can be heeded, and wait until the terminal is the shell's again."""
        os.kill(self.app, signal.SIGKILL)
        assert self.wait_for_end() == 128 + signal.SIGKILL
        assert self.what_is_wrong() == []

    @property
    def foreground(self) -> int:
        """The process group that the terminal listens to: the job that a shell has in front."""
        return os.tcgetpgrp(self._master)

    # ---- What a person sees ---------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return [
            "".join([buffer[row][column].data for column in columns]) for row in range(self._screen.lines)
        ]

    @property
    def text(self) -> str:
        """The words on the screen with single spaces between them, wherever lines were broken."""
        return " ".join(" ".join(self.lines).split())

    @property
    def afterwards(self) -> str:
        """What the program wrote on the ordinary screen, once the alternate one was left."""
        _, _, rest = self.stream.rpartition(_LEFT)
        return re.sub(rb"\x1b\[[0-9;?<>]*[a-zA-Z]", b"", rest).decode(errors="replace")

    def wait_for(self, wanted: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Wait until a text stands on the screen, or its words satisfy a condition; give the words."""
        holds = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        until = time.monotonic() + patience
        while not holds(text := self.text):
            if not self._read(until - time.monotonic()):
                pytest.fail(f"{wanted!r} did not come onto the screen:\n{self.picture()}")
        return text

    def wait_for_order(self, order: bytes) -> None:
        """Wait until the program has written some bytes to the terminal."""
        until = time.monotonic() + PATIENCE
        while order not in self.stream:
            assert self._read(until - time.monotonic()), f"{order!r} was not written:\n{self.picture()}"

    def wait_for_end(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended; its exit code, negative for a signal."""
        until = time.monotonic() + patience
        while self.process.poll() is None:
            if self._master >= 0:
                self._read(0.02)
            else:
                time.sleep(0.02)
            if time.monotonic() > until:
                pytest.fail(f"the program did not end:\n{self.picture()}")
        while self._master >= 0 and self._read(0):
            pass
        return self.process.returncode

    def picture(self) -> str:
        """The screen in a frame, for people who read why a test failed."""
        width = self._screen.columns
        ended = "" if self.process.poll() is None else f"(ended with {self.process.returncode})\n"
        return "\n".join([ended + "┌" + "─" * width + "┐", *(f"│{line}│" for line in self.lines)])

    # ---- How it is left -------------------------------------------------------------------------

    def what_is_wrong(self) -> list[str]:
        """What a program that has ended left on that should be off, or the other way round."""
        modes = set(_FROM_THE_START)
        for numbers, switch in _MODE.findall(self.stream):
            for number in numbers.split(b";"):
                (modes.add if switch == b"h" else modes.discard)(int(number))
        wrong = [f"private mode {number} is on" for number in sorted(modes - _FROM_THE_START)]
        wrong += [f"private mode {number} is off" for number in sorted(_FROM_THE_START - modes)]
        keyboard = _KEYBOARD.findall(self.stream)
        if keyboard.count(b">") != keyboard.count(b"<"):
            wrong.append("the keyboard protocol is not the one from before")
        styles = _STYLE.findall(self.stream)
        if styles and styles[-1] not in {b"", b"0"}:
            wrong.append(f"text is still shown in style {styles[-1]!r}")
        if termios.tcgetattr(self._slave) != self._before:
            wrong.append("the line discipline is not the one from before")
        return wrong

    # ---- Beneath --------------------------------------------------------------------------------

    def _set_size(self, columns: int, rows: int) -> None:
        # The system tells the program in the foreground, by SIGWINCH.
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, patience: float) -> bool:
        """Take in what the program writes next; whether it wrote anything in time."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, patience))
        if not ready:
            return False
        try:
            found = os.read(self._master, 65_536)
        except OSError:
            found = b""
        if not found:
            return False
        self.stream += found
        if _LEFT in found:
            last, _, found = found.rpartition(_LEFT)
            self._show(last)
            self.shown_last = self.text
            self._show(_LEFT + _WIPED)
        self._show(found)
        return True

    def _show(self, found: bytes) -> None:
        # The screen does not know how the keyboard protocol is handed back, and would show a "u".
        self._parser.feed(found.replace(b"\x1b[<u", b""))
