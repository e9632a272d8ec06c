"""The list of what is wrong with a deck's text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from offbook.deck.problems import Problem
from offbook.tui import authoring


class Faults(OptionList):
    """Lists problems; it is gone while there are none."""

    def __init__(self) -> None:
        super().__init__(id="faults", classes="-empty")
        self.problems: tuple[Problem, ...] = ()
        """In the order of the text."""

    def take(self, problems: Sequence[Problem]) -> None:
        """List these, if they are others."""
        if tuple(problems) != self.problems:
            self.problems = tuple(problems)
            self.set_options(Option(authoring.problem_row(one)) for one in problems)
            self.set_class(not problems, "-empty")

    def behind(self, line: int, column: int) -> Problem | None:
        """Light the next problem behind a place, from 1, or the first; None if there is none."""
        later = (one for one in self.problems if (one.line, one.column) > (line, column))
        found = next(later, next(iter(self.problems), None))
        if found:
            self.highlighted = self.problems.index(found)
        return found
