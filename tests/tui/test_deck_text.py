"""The text of a deck as it is written: every sign kept, keys in their order, steps that can be taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from unittest.mock import patch

import pytest
from harness import wait_for
from haste import in_haste
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.document._document import Document, EditResult, Location
from textual.pilot import Pilot

from offbook.deck.problems import Level
from offbook.tui.themes import THEMES
from offbook.tui.widgets import deck_text
from offbook.tui.widgets.deck_text import DeckText, Lines, Wrapped

ODD = 'a\u2028b\x85c\x0cd\x1ce\rf\n"""\n[[cards]]\n"""\nend'


class Desk(App[None]):
    """A text and nothing else."""

    def __init__(self, text: str) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"
        self.text = DeckText(self._command)
        self._opens = text
        self.commands: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.text

    def on_mount(self) -> None:
        self.text.open(self._opens)
        self.text.focus()

    async def _command(self, key: str) -> bool:
        self.commands.append(f"{key} {self.text.text}")
        return key == "ctrl+s"


@asynccontextmanager
async def desk(text: str) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    app = Desk(text)
    with in_haste():
        async with app.run_test(size=(60, 20)) as pilot:
            await wait_for(pilot, lambda: app.text.has_focus)
            yield app, pilot


def burst(app: Desk, *keys: str) -> None:
    assert app._driver
    for key in keys:
        app._driver.send_message(events.Key(key, key if len(key) == 1 else None))


@given(st.lists(st.text('ab"\u2028\r\x0c', max_size=6), min_size=1, max_size=8), st.data())
def test_lines_are_edited_as_one_text_would_be(lines: list[str], data: st.DataObject) -> None:
    found = Lines("\n".join(lines))
    for _ in range(3):
        places = []
        for _ in range(2):
            row = data.draw(st.integers(0, len(found.lines) - 1))
            places.append((row, data.draw(st.integers(0, len(found.lines[row])))))
        new = data.draw(st.text("xy\n\u2028", max_size=5))
        text = found.text
        (first, last) = sorted(
            sum(len(one) + 1 for one in found.lines[:row]) + column for row, column in places
        )
        result = found.replace_range(places[0], places[1], new)
        assert found.text == text[:first] + new + text[last:]
        assert result.replaced_text == text[first:last]
        row, column = result.end_location
        assert sum(len(one) + 1 for one in found.lines[:row]) + column == first + len(new)
        assert found.get_size(4).height == len(found.lines)
        assert found.get_size(4).width >= max(map(len, found.lines))


class Watched(Lines):
    """Lines beside Textual's own, which must come to the same with every edit."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._theirs = Document(text)

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        theirs = self._theirs.replace_range(start, end, text)
        ours = super().replace_range(start, end, text)
        assert self.lines == self._theirs.lines
        assert ours.replaced_text == theirs.replaced_text
        return ours


EDITS = (
    *("a", "enter", "backspace", "delete", "ctrl+x", "ctrl+k", "ctrl+u", "ctrl+shift+k", "ctrl+v"),
    *("f6", "f7", "ctrl+z", "ctrl+y", "ctrl+home", "ctrl+end", "up", "left", "shift+up", "shift+left"),
)


async def check_edits(text: str, keys: Sequence[str]) -> None:
    """Press keys at the end of a text; every state of it must be one that Textual's own lines come to."""
    with patch.object(deck_text, "Lines", Watched):
        async with desk(text) as (app, pilot):
            app.text.move_cursor(app.text.document.end)
            for key in keys:
                await pilot.press(key)
                lines, (row, column) = app.text.document.lines, app.text.cursor_location
                assert column <= len(lines[row])
                assert app.text.text == "\n".join(lines)
                fresh = Wrapped(app.text.document, app.text.wrap_width, app.text.indent_width)
                assert app.text.wrapped_document.height == fresh.height
            while app.text.history.undo_stack:
                app.text.undo()
            assert app.text.text == text


@given(
    st.sampled_from(["", "one", "one\n", "\n".join("abcdefghi"), "line\n" * 30, "long " * 40 + "\nb\n"]),
    st.lists(st.sampled_from(EDITS), max_size=14),
)
@settings(max_examples=30)
def test_any_edits_come_to_what_textual_makes_of_them(text: str, keys: list[str]) -> None:
    asyncio.run(check_edits(text, keys))


@pytest.mark.parametrize("text", ["", "one", "one\ntwo\nthree", "line\n" * 30])
@pytest.mark.parametrize(
    "keys",
    [
        "ctrl+x ctrl+x",
        "ctrl+k ctrl+k",
        "ctrl+shift+k",
        "f7 ctrl+x ctrl+z ctrl+y",
        "f7 delete ctrl+x ctrl+k ctrl+z ctrl+y",
        "ctrl+x ctrl+z ctrl+y",
        "delete ctrl+z ctrl+y",
        "a ctrl+z ctrl+y ctrl+z",
    ],
)
async def test_the_end_of_the_text_can_be_edited_taken_back_and_edited_again(text: str, keys: str) -> None:
    await check_edits(text, keys.split())


async def test_ctrl_home_and_ctrl_end_go_to_the_ends_of_the_text() -> None:
    async with desk("one\ntwo\nthree") as (app, pilot):
        burst(app, "ctrl+end", "!", "ctrl+home", "?", "ctrl+shift+end")
        await wait_for(pilot, lambda: app.text.selected_text == "one\ntwo\nthree!", app.text.text)
        assert app.text.text == "?one\ntwo\nthree!"


async def test_the_line_of_the_cursor_stays_in_sight_when_there_is_less_room() -> None:
    async with desk("line\n" * 60) as (app, pilot):
        app.text.move_cursor((18, 0))
        await pilot.resize_terminal(60, 8)
        await wait_for(pilot, lambda: app.text.size.height == 8)
        await wait_for(pilot, lambda: 0 <= app.text._cursor_offset[1] - app.text.scroll_offset.y < 8)


def test_lines_know_in_which_text_they_begin_after_every_edit() -> None:
    found = Lines(ODD)
    assert [found.state(line) for line in range(5)] == ["", "", '"""', '"""', ""]
    found.replace_range((1, 0), (1, 3), "")
    assert [found.state(line) for line in range(5)] == ["", "", "", "", '"""']
    found.replace_range((0, 0), (0, 0), "'''")
    assert [found.state(line) for line in range(3)] == ["", "'''", "'''"]


def test_broken_lines_are_counted_as_textual_counts_them() -> None:
    text = "short\n" + "long " * 30 + "\n\n" + "x" * 100
    ours, theirs = Wrapped(Lines(text), 20), Wrapped(Document(text), 20)
    assert ours.height == sum(len(offsets) + 1 for offsets in theirs._wrap_offsets) > 10


async def test_signs_that_others_take_for_ends_of_lines_stay() -> None:
    async with desk(ODD) as (app, pilot):
        assert app.text.text == ODD
        burst(app, "x", "backspace", "delete")
        await wait_for(pilot, lambda: app.text.text == ODD[1:])
        burst(app, "ctrl+z", "ctrl+z")
        await wait_for(pilot, lambda: app.text.text == ODD and not app.text.history.undo_stack)
        line = app.text.get_line(0)
        assert len(line.plain) == len(app.text.document[0])
        assert line.plain.isprintable()


async def test_keys_in_a_burst_keep_their_order() -> None:
    async with desk("") as (app, pilot):
        burst(app, "a", "b", "backspace", "c", "enter", "d", "left", "e", "ctrl+s", "f", "home", "g")
        await wait_for(pilot, lambda: app.text.text == "ac\ngefd", app.text.text)
        assert app.commands == ["ctrl+s ac\ned"]


async def test_keys_that_stand_for_something_else_are_left_to_it() -> None:
    async with desk("abc") as (app, pilot):
        burst(app, "ctrl+d", "ctrl+s", "escape", "!")
        await wait_for(pilot, lambda: app.text.text == "!abc")
        assert [told.split()[0] for told in app.commands] == ["ctrl+d", "ctrl+s", "escape"]


async def test_becoming_another_text_is_one_step_and_keeps_the_cursor() -> None:
    old = "\n".join(f"line {number}" for number in range(200))
    new = old.replace("line 3\n", "").replace("line 150", "line 150 and a half\nmore")
    async with desk(old) as (app, _):
        app.text.move_cursor((180, 3))
        app.text.become(new)
        assert app.text.text == new
        assert app.text.document[app.text.cursor_location[0]] == "line 180"
        assert len(app.text.history.undo_stack) == 1
        app.text.undo()
        assert app.text.text == old
        app.text.redo()
        app.text.become(new, (0, 0), (0, 4))
        assert app.text.selected_text == "line"
        assert len(app.text.history.undo_stack) == 1, "nothing changed, nothing to take back"


@given(st.lists(st.sampled_from("abc"), max_size=7), st.lists(st.sampled_from("abc"), max_size=7))
@settings(max_examples=200)
def test_what_is_the_same_stays_where_it_is(old: list[str], new: list[str]) -> None:
    from offbook.tui.widgets.deck_text import _difference

    before, after = "\n".join(old), "\n".join(new)
    lines = Lines(before)
    text, begin, end = _difference(lines.lines, after.split("\n"))
    lines.replace_range(begin, end, text)
    assert lines.text == after


async def test_a_paste_comes_in_as_lines() -> None:
    async with desk("[]") as (app, pilot):
        app.text.move_cursor((0, 1))
        app.text.post_message(events.Paste("a\r\nb\rc\nd\u2028"))
        await wait_for(pilot, lambda: app.text.text == "[a\nb\nc\nd\u2028]", app.text.text)
        app.text.undo()
        assert app.text.text == "[]"
        app.text.post_message(events.Paste("x" * 9_000_000))
        app.text.post_message(events.Paste("y"))
        await wait_for(pilot, lambda: app.text.text == "[y]")


async def test_colours_follow_the_theme_and_flaws_are_underlined() -> None:
    def styles(text: Text) -> list[str]:
        return [str(span.style) for span in text.spans]

    async with desk("[[cards]]\n  front = 1") as (app, pilot):
        dark = styles(app.text.get_line(0))
        assert "bold" in dark[0]
        app.theme = "light"
        await wait_for(pilot, lambda: styles(app.text.get_line(0)) != dark)
        assert "underline" not in " ".join(styles(app.text.get_line(1)))
        app.text.mark({1: Level.ERROR})
        spans = app.text.get_line(1).spans
        assert [span.start for span in spans if "underline" in str(span.style)] == [2]


async def test_the_line_of_the_cursor_keeps_its_colours() -> None:
    async with desk('[[cards]]\nfront = "a"') as (app, pilot):
        app.text.move_cursor((1, 11))
        await wait_for(pilot, lambda: app.text.cursor_location == (1, 11))

        def colour(line: int, words: str) -> str:
            strips = app.text.render_line(line)
            return next(str(part.style.color) for part in strips if part.style and part.text.strip() == words)

        here = colour(1, "front")
        app.text.move_cursor((0, 9))
        await pilot.pause()
        assert here == colour(1, "front") != colour(0, "[[cards]]")
