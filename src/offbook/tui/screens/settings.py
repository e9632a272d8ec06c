"""Settings: what a person can set, changed with the arrow keys and kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from offbook.errors import OffbookError
from offbook.settings import THEMES, WEEKDAYS, Keep, Settings
from offbook.tui import words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.targets import TargetsScreen
from offbook.tui.targeting import Titled
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import Knob, Knobs, cycle, move

COMMANDS = (
    Binding("left", "turn(-1)", "less, or the one before"),
    Binding("right,enter", "turn(1)", "more, or the next"),
    Binding("t", "targets", "what you aim at in quizzes"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)


_RETENTIONS = tuple(share / 100 for share in (70, 75, 80, 85, 88, 90, 92, 94, 95, 96, 97, 98, 99))
_NEW = (0, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 200)
_STEPS: tuple[tuple[int, ...], ...] = ((), (1, 10), (1, 10, 60), (10,))

HINTS = (
    Hint("↑↓", "choose", ""),
    Hint("←", "less", "turn(-1)"),
    Hint("→", "more", "turn(1)"),
    Hint("t", "targets", "targets"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)

TARGETS: Knob[Settings] = Knob(
    "Targets",
    "What you aim at in quizzes, each day, week, month or year. Enter opens them.",
    lambda now: words.count(len(now.targets), "target") if now.targets else "none",
    lambda now, _: now,
)
"""The way to a screen of their own."""

KNOBS: tuple[Knob[Settings], ...] = (
    Knob(
        "Recall aimed at",
        "The share of cards still known when they come back. More means shorter intervals and more reviews.",
        lambda now: words.percent(now.retention),
        lambda now, by: replace(now, retention=move(_RETENTIONS, now.retention, by)),
    ),
    Knob(
        "New cards a day",
        "How many cards of a deck you meet for the first time on one study day.",
        lambda now: str(now.new_per_day),
        lambda now, by: replace(now, new_per_day=move(_NEW, now.new_per_day, by)),
    ),
    Knob(
        "Steps of a new card",
        "Minutes between its first meetings, on one day. Without steps it comes back on another day.",
        lambda now: ", ".join(map(str, now.steps)) + " min" if now.steps else "none",
        lambda now, by: replace(now, steps=move(_STEPS, now.steps, by)),
    ),
    Knob(
        "The day begins at",
        "Cards of a new study day are ready from this hour. A night owl's evening ends after midnight.",
        lambda now: f"{now.rollover:02}:00",
        lambda now, by: replace(now, rollover=(now.rollover + by) % 24),
    ),
    Knob(
        "The week begins on",
        "Targets of a week run from this day.",
        lambda now: now.week_begins.capitalize(),
        lambda now, by: replace(now, week_begins=cycle(WEEKDAYS, now.week_begins, by)),
    ),
    TARGETS,
    Knob(
        "Theme",
        "Dark, light, or high contrast. Everything is told by signs and words too.",
        lambda now: now.theme,
        lambda now, by: replace(now, theme=cycle(THEMES, now.theme, by)),
    ),
)


class SettingsScreen(HouseScreen[None]):
    """A list of settings. Left and right change the highlighted one, which takes effect at once."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, present: Settings, keep: Keep, decks: Sequence[Titled] = ()) -> None:
        """``decks`` are those that targets can be set for."""
        super().__init__()
        self._settings = present
        self._keep = keep
        self._decks = decks

    def compose(self) -> ComposeResult:
        """The list, and what the highlighted setting means."""
        yield Static(Content.styled("Settings", "bold $text-primary"), id="masthead")
        yield Static("Every change is kept at once.", id="greeting")
        yield Knobs(KNOBS)
        yield Static(id="detail")
        yield KeyLine(HINTS)

    def on_mount(self) -> None:
        """Show the settings in force."""
        self.query_one(Knobs).show(self._settings)

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Explain the setting."""
        message.stop()
        self.query_one("#detail", Static).update(KNOBS[message.option_index].explained)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter and a click turn it on by one."""
        message.stop()
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Change the highlighted setting, put it in force and keep it."""
        knobs = self.query_one(Knobs)
        if KNOBS[knobs.place] is TARGETS:
            self.action_targets()
            return
        self._settings = KNOBS[knobs.place].turned(self._settings, by)
        try:
            self._keep(self._settings)
        except OffbookError as error:
            self.complain(error, "The settings were not kept")
        knobs.show(self._settings)

    def action_targets(self) -> None:
        """Open the targets."""
        self.app.push_screen(TargetsScreen(self._settings, self._keep, self._decks), self._take)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Settings", (("↑ ↓", "choose a setting"),), COMMANDS))

    def _take(self, settings: Settings | None) -> None:
        if settings is not None:
            self._settings = settings
            self.query_one(Knobs).show(settings)
