"""All attempts: what was performed, when, and how it went."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.examiner import Examiner
from offbook.opening import Evaluate, Resume
from offbook.performance.record import Record
from offbook.tui import evaluation
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import cycle

COMMANDS = (
    Binding("enter", "open", "look at the attempt, or take it up again"),
    Binding("d", "filter_deck", "only attempts on one deck; again for the next"),
    Binding("b", "filter_quiz", "only attempts at one quiz; again for the next"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (
    Hint("enter", "open", "open"),
    Hint("d", "by deck", "filter_deck"),
    Hint("b", "by quiz", "filter_quiz"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)


class AttemptsScreen(HouseScreen[None]):
    """A list of attempts, the latest first."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, examiner: Examiner) -> None:
        super().__init__()
        self._examiner = examiner
        self._deck = ""
        self._quiz = ""
        self._shown: tuple[Record, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, and which of it is shown."""
        yield Static(Content.styled("Attempts", "bold $text-primary"), id="masthead")
        yield Static(id="greeting")
        yield OptionList(id="attempts")
        yield KeyLine(_HINTS)

    def on_screen_resume(self) -> None:
        """Show the attempts as they are now."""
        self._draw()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Look at the highlighted attempt, or take it up again if it was cut off."""
        place = self.query_one("#attempts", OptionList).highlighted
        if place is None or place >= len(self._shown):
            return
        record = self._shown[place]
        self.go(Resume(record) if record.is_open else Evaluate(record))

    def action_filter_deck(self) -> None:
        """Show the attempts on one deck, then on the next, then all."""
        decks = sorted({deck for record in self._examiner.records() for deck in record.began.scope})
        self._deck = cycle(("", *decks), self._deck, 1)
        self._draw()

    def action_filter_quiz(self) -> None:
        """Show the attempts at one quiz, then at the next, then all."""
        quizzes = sorted({record.began.quiz for record in self._examiner.records()} - {""})
        self._quiz = cycle(("", *quizzes), self._quiz, 1)
        self._draw()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Attempts", (("↑ ↓", "choose an attempt"),), COMMANDS))

    def _draw(self) -> None:
        every = self._examiner.records()
        self._shown = tuple(
            record
            for record in reversed(every)
            if (not self._deck or self._deck in record.began.scope)
            and (not self._quiz or record.began.quiz == self._quiz)
        )
        attempts = self.query_one("#attempts", OptionList)
        place = attempts.highlighted or 0
        attempts.set_options(Option(_row(record)) for record in self._shown)
        if self._shown:
            attempts.highlighted = min(place, len(self._shown) - 1)
        chosen = [name for name in (self._deck, self._quiz) if name]
        told = (
            f"Only {' and '.join(chosen)}."
            if chosen
            else "The latest first."
            if every
            else "There is none yet."
        )
        self.query_one("#greeting", Static).update(plain(told))


def _row(record: Record) -> Content:
    """When, what, and how it went."""
    state = Content("")
    if record.is_open:
        state = Content.styled("  cut off: Enter goes on with it", "$text-warning")
    elif record.seen_at is None:
        state = Content.styled("  not looked at yet", "$text-warning")
    when = Content.styled(f"{record.at.local():%d %b %Y  %H:%M}  ", "$quiet")
    name = plain(record.began.quiz or "Quiz", "bold")
    return when + name + "\n    " + evaluation.headline(record) + state
