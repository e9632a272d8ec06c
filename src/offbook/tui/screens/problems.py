"""What is wrong with a deck, problem by problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from offbook.deck.problems import Level, Problem
from offbook.tui.text import plain


class ProblemsScreen(ModalScreen[None]):
    """A list that can be read and scrolled; Escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,exclamation_mark", "dismiss", "close")]

    def __init__(self, title: str, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._title = title
        self._problems = problems

    def compose(self) -> ComposeResult:
        """A heading, then a paragraph a problem."""
        with VerticalScroll(id="problems"):
            yield Static(plain(self._title, "bold"), classes="heading")
            if not self._problems:
                yield Static("Nothing is wrong with this deck.")
            for problem in self._problems:
                yield Static(_shown(problem), classes="problem")
            yield Static(Content.assemble(("esc", "bold $text-accent"), (" close", "$quiet")))


def _shown(problem: Problem) -> Content:
    error = problem.level is Level.ERROR
    sign = ("✘ ", "bold $text-error") if error else ("· ", "$text-warning")
    place = plain(f"{problem.path}:{problem.line}:{problem.column}", "$quiet")
    return Content.assemble(sign, plain(problem.message), "\n  ", place)
