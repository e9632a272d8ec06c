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

from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.examiner import Examiner
from offbook.performance.record import Record, questions
from offbook.tui import faces, paper, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.report import report
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.stage import Stage

COMMANDS = (
    Binding("right,enter,space,pagedown", "go(1)", "the next question"),
    Binding("left,backspace,pageup", "go(-1)", "the question before"),
    Binding("a", "remark", "mark the answer again, once its card was corrected in the deck"),
    Binding("exclamation_mark", "report", "report: the card is wrong", key_display="!"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (
    Hint("→", "next", "go(1)"),
    Hint("←", "before", "go(-1)"),
    Hint("a", "mark again", "remark"),
    Hint("!", "report", "report"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)


class ReviewScreen(HouseScreen[None]):
    """Goes through some questions of an attempt, as they were asked."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, examiner: Examiner, clock: Clock, record: Record, places: Sequence[int]) -> None:
        """Raises ValueError if the questions were kept in a way not known here."""
        super().__init__()
        self._examiner = examiner
        self._clock = clock
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

    def action_remark(self) -> None:
        """Mark the answer by its card as the deck has it now; the old mark is kept beside the new one."""
        place = self._places[self._at]
        self._examiner.library.look_again()
        try:
            score = self._examiner.remark(self._record, place, self._clock())
        except OffbookError as error:
            self.complain(error, "The mark stays")
            return
        if score is None:
            self.tell("The card still says the same, so the mark stays.")
            return
        self._record = self._examiner.record(self._record.began.attempt) or self._record
        self._show_progress()
        reason = self._record.remarks[place].reason.rstrip(".")
        self.tell(f"Marked again, now {_mark(score)}; {reason}. The old mark is kept too.", seconds=6)

    def action_report(self) -> None:
        """Say that the card of the question is wrong."""
        key = self._record.began.paper[self._places[self._at]].key
        report(self, self._examiner.curator, self._clock, key)

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
            told.append(f"marked again: {_mark(self._record.score(place))}")
        tail = Content.styled(" · ".join(told), "$quiet")
        title = f"{self._at + 1} of {words.count(len(self._places), 'question')}"
        self.query_one("#progress", Static).update(faces.titled(title, tail, self.column))


def _mark(score: float) -> str:
    return "right" if score >= 1.0 else "wrong" if score <= 0.0 else f"{words.percent(score)} right"
