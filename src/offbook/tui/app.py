"""The app: wiring of screens, themes, commands and signals. No rule lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from offbook import mishap
from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.opening import HOME, Opening
from offbook.settings import Settings
from offbook.trainer import Trainer
from offbook.tui import signals
from offbook.tui.copying import Copying
from offbook.tui.doors import Doors, refusal
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import Guard, clean
from offbook.tui.themes import THEMES


class OffbookApp(App[None]):
    """Offbook in the terminal."""

    TITLE = "Offbook"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", priority=True, show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide"), (110, "-broad"), (150, "-vast")]  # noqa: RUF012 - Textual's type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (32, "-high")]  # noqa: RUF012 - likewise

    def __init__(
        self,
        trainer: Trainer,
        clock: Clock,
        save: Callable[[Settings], None],
        mishaps: Path,
        opening: Opening = HOME,
        *,
        simulated: bool = False,
        copying: Copying | None = None,
    ) -> None:
        """``opening`` says where the app begins; whatever that is, Home stands behind it.

        ``mishaps`` is the file that tells how an error of Offbook's own came about; ``simulated``
        says that nobody lived what the journal holds; ``copying`` makes copies of it meanwhile.
        """
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._save = save
        self._doors = Doors(trainer, clock, self.keep, simulated=simulated)
        self._mishaps = mishaps
        self._copying = copying
        self.opening = opening
        self._guard = Guard()
        self._deaf: Callable[[], None] = signals.heed_nothing
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = trainer.settings.theme

    def get_default_screen(self) -> Screen[None]:
        """Home."""
        return HomeScreen(self._trainer, self._clock, self.keep)

    def on_load(self) -> None:
        """Leave in order when told to, from before the terminal is taken."""
        self._deaf = signals.heed(self.exit)

    def on_mount(self) -> None:
        """Go where the command line pointed, and have the journal copied while nobody waits for it."""
        if isinstance(self.screen, HouseScreen):
            self.screen.go(self.opening)
        if self._copying:
            self.run_worker(self._copying.watch(self._hear))

    @on(HouseScreen.Wanted)
    async def _go(self, message: HouseScreen.Wanted) -> None:
        """Open the screen that another one asked for; where that cannot be, it says why."""
        message.stop()
        try:
            screen = self._doors.screen(message.opening)
        except OffbookError as error:
            if isinstance(self.screen, HouseScreen):
                self.screen.complain(error, refusal(message.opening))
            return
        if screen and message.instead:
            await self.switch_screen(screen)
        elif screen:
            await self.push_screen(screen)

    def on_unmount(self) -> None:
        """Leave signals as they were, and nothing at work."""
        self._doors.close()
        self._deaf()

    def _hear(self, told: str) -> None:
        """Pass on what the copying of the journal has to say."""
        self.notify(clean(told), title="Copies of the journal", timeout=20, markup=False)

    def keep(self, settings: Settings) -> None:
        """Put settings in force, then on disk. Raises SettingsError if they cannot be written."""
        self._trainer.settings = settings
        self.theme = settings.theme
        self._save(settings)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters every line passes; the last one lets nothing act on the terminal."""
        return [*super().get_line_filters(), self._guard]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette: those of the screen, and those of the whole app."""
        from offbook.tui.screens.help import label
        from offbook.tui.screens.settings import SettingsScreen

        for binding in screen.KEYS if isinstance(screen, HouseScreen) else ():
            words = binding.description
            told = f"key {label(binding)}"
            yield SystemCommand(words[0].upper() + words[1:], told, self._command(screen, binding.action))
        if not isinstance(screen, SettingsScreen):
            yield SystemCommand("Settings", "Recall aimed at, new cards, theme", self._open_settings)
        yield SystemCommand("Quit Offbook", "Everything is kept", self.action_quit)

    def _fatal_error(self) -> None:
        error = self._exception
        told = mishap.report(error, self._mishaps) if error else "Offbook had to stop."
        self.panic(Text(told))

    def _command(self, screen: Screen[object], action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_later(screen.run_action, action)

        return run

    def _open_settings(self) -> None:
        from offbook.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self._trainer.settings, self.keep, self._trainer.library.entries()))
