"""A deck from a stranger is shown: nothing in it reaches the terminal as an order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from learner import CARDS, Learner, asked, leave, rehearse
from terminal import ENTER, ESCAPE, Terminal

ORDERS = (
    r"\u001b[2J\u001b[31m",  # clear, and turn red
    r"\u001b]52;c;cHduZWQ=\u0007",  # write the clipboard
    r"\u001b]8;;http://evil.example\u001b\\here\u001b]8;;\u001b\\",  # a link that hides where it leads
    r"\u001b]0;owned\u0007",  # name the window
    r"\u001bP$q\u0022p\u001b\\",  # ask the terminal to type an answer
    r"\u001b[?1049l\u001b[?1000l\u001bc",  # leave the screen, reset
    r"\u009b5n\u009d52;c;cHduZWQ=\u009c",  # the same in one byte each
    r"\u202egnp.txe\u202c\u2066x\u2069",  # turn the line around
    r"\u0000\u0007\b\u007f\u000e\u2028\u2029",  # bell, backspace, another alphabet, other ends of line
    r"[@click=app.quit]quit[/] [/b] [bold red] list[int]",  # markup, and what looks like it
)
_SEQUENCE = re.compile(
    rb"\x1b\[([<=>?]?)[0-9;:]*([ -/]*[@-~])"
    rb"|\x1b([]PX^_])(\d*)[^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b([^[\]PX^_])"
)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def _spoken(stream: bytes) -> set[bytes]:
    """The kinds of orders a program has given the terminal, whatever their numbers."""
    kinds = {b" ".join(part or b"" for part in found) for found in _SEQUENCE.findall(stream)}
    rest = _SEQUENCE.sub(b"", stream)
    return kinds | {bytes([byte]) for byte in rest if byte < 0x20 or byte == 0x7F}


def _session(terminal: Terminal, cards: int) -> None:
    """See what a deck can show: its place on Home, the help, some cards before and after the answer."""
    terminal.wait_for("Every form")
    terminal.press(ENTER, "0 done")
    asked(terminal)
    terminal.press("?", "Everywhere")
    terminal.press(ESCAPE, lambda text: "Everywhere" not in text)
    for _ in range(cards):
        rehearse(terminal)
    leave(terminal)


@pytest.fixture(scope="module")
def orders_of_a_tame_session(tmp_path_factory: pytest.TempPathFactory) -> set[bytes]:
    learner = Learner(tmp_path_factory.mktemp("tame"))
    learner.has_deck()
    with learner.starts(columns=100, rows=60) as terminal:
        _session(terminal, cards=3)
        return _spoken(terminal.stream)


def test_no_text_of_a_deck_reaches_the_terminal_as_an_order(
    tmp_path: Path, orders_of_a_tame_session: set[bytes]
) -> None:
    learner = Learner(tmp_path)
    learner.has_deck(ending=" " + " ".join(ORDERS))
    with learner.starts(columns=100, rows=60) as terminal:
        _session(terminal, cards=len(CARDS))
        stream = terminal.stream
    assert _spoken(stream) <= orders_of_a_tame_session
    assert not _TURNS.search(stream.decode())
    for order in (b"52;c", b"]8;;", b"]0;", b"\xc2\x9b", b"\xc2\x9d"):
        assert b"\x1b" + order not in stream
    assert b"cHduZWQ=" in stream, "the text itself is shown"
    learner.assert_no_mishap()
