"""Review: the questions of an attempt again, each with what was answered and what was right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from offbook.performance.record import Record, questions
from offbook.tui import paper, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.stage import Stage

COMMANDS = (
    Binding("right,enter,space,pagedown", "go(1)", "the next question"),
    Binding("left,backspace,pageup", "go(-1)", "the question before"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (
    Hint("→", "next", "go(1)"),
    Hint("←", "before", "go(-1)"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)


class ReviewScreen(HouseScreen[None]):
    """Goes through some questions of an attempt, as they were asked."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, record: Record, places: Sequence[int]) -> None:
        super().__init__()
        self._record = record
        self._asked = questions(record)
        self._places = tuple(places)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Where one is, the question, the keys."""
        yield Static(id="progress")
        yield Stage()
        yield KeyLine(_HINTS)

    async def on_mount(self) -> None:
        """Show the first question."""
        await self._show()

    async def action_go(self, by: int) -> None:
        """Go to another question."""
        self._at = min(max(self._at + by, 0), len(self._places) - 1)
        await self._show()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Review", (), COMMANDS))

    async def _show(self) -> None:
        place = self._places[self._at]
        question = self._record.began.paper[place]
        scene = paper.answered_scene(self._asked[place], self._record.answers[place], question.order)
        await self.query_one(Stage).show(scene)
        self._show_progress()

    @on(Resize)
    def _show_progress(self) -> None:
        place = self._places[self._at]
        answer = self._record.answers[place]
        told = [f"question {place + 1}"]
        if answer.took is not None:
            told.append(f"{answer.took / 1000:.1f} s")
        if answer.confidence:
            told.append(f"sure {paper.CONFIDENCES[answer.confidence - 1]}")
        if place in self._record.remarks:
            told.append("marked again")
        tail = Content.styled(" · ".join(told), "$quiet")
        name = plain(f"{self._at + 1} of {words.count(len(self._places), 'question')}", "bold")
        room = max(0, self.column - 2 - tail.cell_length)
        line = name.truncate(room, ellipsis=True).extend_right(max(0, room - name.cell_length)) + "  " + tail
        self.query_one("#progress", Static).update(line)
