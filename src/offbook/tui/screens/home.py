"""Home: the decks, what asks to be rehearsed, and the way into a rehearsal.

Everything that Home leads to is imported on the way there: the list of decks shall not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.clock import Clock, Moment
from offbook.deck.catalog import Entry
from offbook.errors import OffbookError
from offbook.opening import Attempts, Browse, Edit, Insight, Perform, Rehearse, Resume, Strays
from offbook.settings import Keep
from offbook.trainer import Outlook, Trainer
from offbook.tui import decklist, words
from offbook.tui.screens.house import HouseScreen
from offbook.tui.widgets.deck_detail import DeckDetail
from offbook.tui.widgets.keyline import Hint, KeyLine

COMMANDS = (
    Binding("enter", "rehearse", "rehearse the deck"),
    Binding("a", "rehearse_all", "rehearse every deck, as one"),
    Binding("x", "aside", "the deck's cards that are suspended or flagged"),
    Binding("p", "perform", "perform: a quiz on the deck"),
    Binding("E,e", "edit", words.EDIT_HERE),
    Binding("i", "insight", "insight: the figures of learning and of performance"),
    Binding("b", "browse", "browse: find any card of any deck"),
    Binding("h", "attempts", "all attempts at quizzes"),
    Binding("c", "resume", "go on with the quiz that was cut off"),
    Binding("w", "strays", "cards that were reworded or moved, and their histories"),
    Binding("exclamation_mark", "problems", "what is wrong with the deck", key_display="!"),
    Binding("s", "settings", "settings"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("q", "app.quit", "quit; everything is kept"),
)


class HomeScreen(HouseScreen[None]):
    """Lists decks; every figure on it is taken anew whenever the screen comes back."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, trainer: Trainer, clock: Clock, keep: Keep) -> None:
        super().__init__()
        self._trainer = trainer
        self._keep = keep
        self._clock = clock
        self._outlooks: tuple[Outlook, ...] = ()
        self._errands = decklist.Errands()

    def compose(self) -> ComposeResult:
        """The masthead, the decks, and what the highlighted one is about."""
        yield Static(Content.assemble(("Offbook", "bold $text-primary")), id="masthead")
        yield Static(id="greeting")
        with Vertical(id="shelf"):
            yield OptionList(id="decks")
            yield DeckDetail()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show at once what asks; look now and then for what has changed."""
        self._take(self._trainer.first_look)
        self.set_interval(20.0, self.reload)

    def on_screen_resume(self) -> None:
        """Take every figure anew, once what is known already is on the screen."""
        self.call_after_refresh(self.reload)

    def on_resize(self) -> None:
        """Set the rows for the new width."""
        self._draw()

    def reload(self) -> None:
        """Take the figures anew and show them, unless another screen is in front."""
        # Textual calls the screen behind the one in front current too.
        if self.is_current and self.app.screen is self:
            self._trainer.library.look_again()
            self._take(self._trainer.outlook)
            self._look_for_errands()
            self._look_for_strays()

    def _take(self, look: Callable[[Entry, Moment], Outlook]) -> None:
        now = self._clock()
        try:
            self._outlooks = tuple(look(entry, now) for entry in self._trainer.library.entries())
        except OffbookError as error:
            self.complain(error, "The decks cannot be shown")
        self._draw()

    def _look_for_errands(self) -> None:
        examiner = self._trainer.examiner
        try:
            records = examiner.records()
            self._errands = decklist.Errands(
                attempts=len(records),
                cut_off=any(one.is_open for one in records),
                unseen=sum(one.is_unseen for one in records),
                gaps=len(examiner.open_gaps()),
                target=self._target(self._clock()) if records else "",
                strays=self._errands.strays,
            )
        except OffbookError as error:
            self.complain(error, "The quizzes cannot be looked at")
        self._greet()

    @work(exclusive=True)
    async def _look_for_strays(self) -> None:
        """Count the cards that were reworded or moved, without keeping anyone waiting."""
        from offbook.tui import searching

        # A journal that cannot be read was told of already.
        with suppress(OffbookError):
            found = await searching.look(self._trainer.author)
            self._errands = replace(self._errands, strays=len(found.strays))
            self._greet()

    def _target(self, now: Moment) -> str:
        """The target of the window that runs; windows that are over are closed."""
        from offbook.panels.performance.targets import line

        # A disk that takes nothing is told of where something is answered; the next look closes them.
        with suppress(OffbookError):
            self._trainer.close_windows(now)
        return line(self._trainer.targets(now))

    @property
    def _is_furnished(self) -> bool:
        """Whether its widgets are there: before the first frame, and while leaving, they may not be."""
        return bool(self.query(OptionList)) and bool(self.query(KeyLine))

    def _greet(self) -> None:
        if not self._is_furnished:
            return
        if self._outlooks:
            greeting = decklist.greeting(self._outlooks) + decklist.errands(self._errands)
        else:
            greeting = Content(
                "No deck was found. `offbook new mine.toml` starts one; `offbook decks` says where to put it."
            )
        self.query_one("#greeting", Static).update(greeting)
        self.query_one(KeyLine).show(self._hints())

    def _draw(self) -> None:
        if not self._is_furnished:
            return
        decks = self.query_one("#decks", OptionList)
        # The rows keep to the column of all text, less the scrollbar that a long list brings.
        width = self.column - 1
        now, rollover = self._clock(), self._trainer.settings.rollover
        airy = self.size.height >= decklist.AIRY + decklist.AIRY_ROW * len(self._outlooks)
        place = decks.highlighted or 0
        decks.set_options(
            Option(decklist.row(outlook, width, now, rollover, airy=airy)) for outlook in self._outlooks
        )
        if self._outlooks:
            decks.highlighted = min(place, len(self._outlooks) - 1)
        self._describe()
        self._greet()

    def _describe(self) -> None:
        self.query_one(DeckDetail).show(self._highlighted())

    def _hints(self) -> tuple[Hint, ...]:
        chosen = self._highlighted()
        problems = chosen is not None and bool(chosen.entry.errors)
        aside = chosen.aside if chosen else 0
        offers = {
            Hint("enter", "rehearse", "rehearse"): chosen is not None,
            Hint("p", "perform", "perform"): chosen is not None,
            Hint("c", "go on with the quiz", "resume"): self._errands.cut_off,
            Hint("w", f"reworded {self._errands.strays}", "strays"): bool(self._errands.strays),
            Hint("!", "problems", "problems"): problems,
            Hint("i", "insight", "insight"): chosen is not None,
            Hint("x", f"suspended, flagged {aside}", "aside"): bool(aside),
            Hint("q", "quit", "leave"): True,
            Hint("s", "settings", "settings"): True,
            Hint("b", "browse", "browse"): chosen is not None,
            Hint("h", "attempts", "attempts"): bool(self._errands.attempts),
            Hint("a", "all", "rehearse_all"): chosen is not None,
            Hint("E", "edit", "edit"): chosen is not None,
            Hint("?", "keys", "help"): True,
        }
        return tuple(hint for hint, offered in offers.items() if offered)

    def _highlighted(self) -> Outlook | None:
        place = self.query_one("#decks", OptionList).highlighted
        return self._outlooks[place] if place is not None and place < len(self._outlooks) else None

    def _chosen(self) -> Outlook | None:
        """The deck to do something with; where there is none, that is said."""
        found = self._highlighted()
        if found is None:
            self.tell("There is no deck yet that this could be done with.")
        return found

    @on(OptionList.OptionHighlighted)
    def _look_at(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._describe()
        self.query_one(KeyLine).show(self._hints())

    @on(OptionList.OptionSelected)
    def _enter(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_rehearse()

    def _rehearse(self, *scope: Entry) -> None:
        self.go(Rehearse(scope))

    def action_rehearse(self) -> None:
        """Rehearse the highlighted deck, or say why it cannot be."""
        chosen = self._chosen()
        if chosen and not chosen.entry.cards and chosen.entry.errors:
            self.action_problems()
        elif chosen:
            self._rehearse(chosen.entry)

    def action_rehearse_all(self) -> None:
        """Rehearse every deck as one."""
        if self._chosen():
            self._rehearse(*(outlook.entry for outlook in self._outlooks if outlook.entry.cards))

    def action_perform(self) -> None:
        """Plan a quiz on the highlighted deck."""
        if chosen := self._chosen():
            self.go(Perform((chosen.entry,), self._trainer.examiner.plans([chosen.entry.id])[0]))

    def action_edit(self) -> None:
        """Edit the highlighted deck."""
        if chosen := self._chosen():
            self.go(Edit(chosen.entry))

    def action_insight(self) -> None:
        """Look at the figures of every deck."""
        self.go(Insight())

    def action_browse(self) -> None:
        """Find any card of any deck."""
        self.go(Browse())

    def action_attempts(self) -> None:
        """List every attempt."""
        self.go(Attempts())

    def action_resume(self) -> None:
        """Go on with the attempt that was cut off, if there is one."""
        if record := self._trainer.examiner.cut_off():
            self.go(Resume(record))
        else:
            self.tell("No quiz was cut off.")

    def action_strays(self) -> None:
        """Decide on the cards that were reworded or moved, and give back what was carried over."""
        self.go(Strays())

    def action_problems(self) -> None:
        """List what is wrong with the highlighted deck."""
        from offbook.tui.screens.problems import ProblemsScreen

        if chosen := self._chosen():
            problems = self._trainer.library.problems(chosen.entry)
            self.app.push_screen(ProblemsScreen(chosen.entry.title, problems))

    def action_aside(self) -> None:
        """List the cards of the highlighted deck that are suspended or flagged."""
        from offbook.tui.screens.aside import AsideScreen

        if chosen := self._chosen():
            self.app.push_screen(AsideScreen(self._trainer, self._clock, chosen.entry))

    def action_settings(self) -> None:
        """Open the settings."""
        from offbook.tui.screens.settings import SettingsScreen

        decks = self._trainer.library.entries()
        self.app.push_screen(SettingsScreen(self._trainer.settings, self._keep, decks))

    def action_help(self) -> None:
        """Every key of this screen."""
        from offbook.tui.screens.help import HelpScreen

        moves = (("↑ ↓", "choose a deck"),)
        self.app.push_screen(HelpScreen("Home", moves, COMMANDS))

    async def action_leave(self) -> None:
        """Quit."""
        await self.app.action_quit()
