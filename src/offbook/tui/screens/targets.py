"""Targets: what a person aims at in quizzes, set with the arrow keys and kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from offbook.errors import OffbookError
from offbook.settings import MOST_TARGETS, Keep, Settings
from offbook.tui import targeting
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.pick import Item, PickScreen
from offbook.tui.targeting import KNOBS, Draft, Titled
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import Knobs

COMMANDS = (
    Binding("left", "turn(-1)", "less, or the one before"),
    Binding("right,enter", "turn(1)", "more, or the next"),
    Binding("a", "add", "add a target"),
    Binding("x", "remove", "remove the target"),
    Binding("o", "decks", "choose the decks it looks at"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "leave", "back"),
)
_CHANGE, _ADD, _REMOVE = (
    Hint("↑↓←→", "change", "turn(1)"),
    Hint("a", "add", "add"),
    Hint("x", "remove", "remove"),
)
_BELOW = 16
"""Lines that everything but the list of targets takes."""
_DECKS, _BACK, _HELP = Hint("o", "decks", "decks"), Hint("esc", "back", "leave"), Hint("?", "keys", "help")


class TargetsScreen(HouseScreen[Settings]):
    """The targets in short, and the one that is changed. Gives the settings as they are in the end.

    Past windows are not touched: each was closed by the target that held then.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, settings: Settings, keep: Keep, decks: Sequence[Titled]) -> None:
        super().__init__()
        self._settings = settings
        self._keep = keep
        self._draft = Draft(settings.targets, 0, tuple(decks))

    def compose(self) -> ComposeResult:
        """The targets, what can be changed, and what the highlighted line means."""
        yield Static(Content.styled("Targets", "bold $text-primary"), id="masthead")
        yield Static(id="greeting", classes="tight")
        yield Knobs(KNOBS)
        yield Static(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the targets in force."""
        self._draw()

    def on_resize(self) -> None:
        """Keep each target to a line of the new width."""
        self._draw()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Explain what is highlighted."""
        message.stop()
        self._describe()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter and a click turn it on by one."""
        message.stop()
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Change what is highlighted."""
        if self._draft.targets:
            self._take(KNOBS[self.query_one(Knobs).place].turned(self._draft, by))

    def action_add(self) -> None:
        """Add a target, and go on with that one."""
        if len(self._draft.targets) >= MOST_TARGETS:
            self.tell(f"{MOST_TARGETS} targets are the most. Remove one first.")
            return
        self._take(targeting.added(self._draft))

    def action_remove(self) -> None:
        """Remove the target that is changed."""
        if self._draft.targets:
            self._take(targeting.removed(self._draft))

    def action_decks(self) -> None:
        """Choose the decks that the target looks at."""
        if not self._draft.targets:
            return
        items: list[Item[str]] = [Item(deck.id, deck.title) for deck in self._draft.decks]
        picking = PickScreen(
            "Decks of this target", items, self._draft.target.decks, several=True, unbound="all count"
        )
        self.app.push_screen(picking, self._narrow)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Targets", (("↑ ↓", "choose what to change"),), COMMANDS))

    def action_leave(self) -> None:
        """Go back with the settings as they are."""
        self.dismiss(self._settings)

    def _narrow(self, decks: tuple[str, ...] | None) -> None:
        if decks is not None:
            self._take(targeting.only(self._draft, decks))

    def _take(self, draft: Draft) -> None:
        """Show a draft, put its targets in force and keep them."""
        if draft.targets != self._draft.targets:
            self._settings = replace(self._settings, targets=draft.targets)
            try:
                self._keep(self._settings)
            except OffbookError as error:
                self.complain(error, "The targets were not kept")
        self._draft = draft
        self._draw()

    def _draw(self) -> None:
        if not self.query(Knobs):
            return
        some = bool(self._draft.targets)
        knobs = self.query_one(Knobs)
        if some:
            knobs.show(self._draft)
        knobs.display = some
        self.query_one("#greeting", Static).update(self._summary())
        hints = (_CHANGE, _ADD, _REMOVE, _DECKS, _BACK, _HELP) if some else (_ADD, _BACK, _HELP)
        self.query_one(KeyLine).show(hints)
        self._describe()

    def _summary(self) -> Content:
        """Each target on a line, as many as there is room for, the one that is changed marked."""
        draft = self._draft
        if not draft.targets:
            return Content("No target is set: quizzes are counted, and held to nothing. a sets one.")
        # In a low terminal the lines about the one that is changed have to be seen first.
        most = max(1, self.app.size.height - _BELOW)
        first = max(0, min(draft.place - most // 2, len(draft.targets) - most))
        lines = []
        for place, target in enumerate(draft.targets[first : first + most], first):
            own = place == draft.place
            mark = Content.styled("▸ " if own else "  ", "bold $text-accent")
            row = plain(targeting.told(draft, target), "bold" if own else "$quiet")
            lines.append(mark + row.truncate(max(12, self.column - 2), ellipsis=True))
        return Content("\n").join(lines)

    def _describe(self) -> None:
        detail = self.query_one("#detail", Static)
        if not self._draft.targets:
            detail.update("")
            return
        explained = Content(KNOBS[self.query_one(Knobs).place].explained)
        if targeting.twins(self._draft):
            explained += Content.styled("\n⚠ Two targets are the same; one is shown.", "$text-warning")
        detail.update(explained)
