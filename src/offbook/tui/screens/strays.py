"""Strays: cards that were reworded or moved, and what was known of them before."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.author import Author, Carrying, Found, History
from offbook.clock import Clock
from offbook.deck.cards import CardKey
from offbook.deck.rewording import Rewording
from offbook.errors import OffbookError
from offbook.trainer import Trainer
from offbook.tui import searching, strayed, words
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.widgets.keyline import KeyLine

COMMANDS = (
    Binding("enter", "carry", "it is the same card: carry its history over"),
    Binding("n", "part", "it is not the same; not asked again until Offbook is next opened"),
    Binding("a", "carry_all", "carry over all cards of this deck that only moved"),
    Binding("u", "give_back", "give back what was carried over"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
MOST = 200
"""Cards that are listed at once; the rest come up as these are decided."""
_EVERY = 2.0
"""Seconds between two looks at whether a deck was changed by another program."""
_HEADING = "Carried over lately"


class StraysScreen(HouseScreen[None]):
    """A list of cards that may have a history, each beside what it was; below, what was decided lately.

    A key counts once what the one before it did can be seen, so that no card is decided on unseen.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = "#strays"

    def __init__(self, trainer: Trainer, clock: Clock) -> None:
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._strays: tuple[Rewording, ...] = ()
        self._carried: tuple[Carrying, ...] = ()
        self._rows: tuple[Rewording | Carrying | None, ...] = ()
        """What stands in each row of the list; None for a heading."""
        self._histories: dict[CardKey, History] = {}
        self._found: Found | None = None
        self._trouble = self._told = ""
        self._painted = False

    @property
    def _author(self) -> Author:
        return self._trainer.author

    def compose(self) -> ComposeResult:
        """What there is to decide, the cards, the one that is highlighted, the keys."""
        yield Static(Content.styled("Reworded or moved", "bold $text-primary"), id="masthead")
        yield Static("Looking through decks and journal …", id="greeting")
        yield OptionList(id="strays")
        with VerticalScroll(id="difference"):
            yield Static(id="wording")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look, and look again whenever a deck has changed."""
        self.set_interval(_EVERY, self._look_around)
        self._look()

    def on_resize(self) -> None:
        """Set the rows for the new width."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """Take what the list would take for itself: Enter, and pages, at which it fails without a width."""
        listed = self.query_one("#strays", OptionList)
        acts: dict[str, Callable[[], None]] = {
            "enter": self.action_carry,
            "pagedown": lambda: self._page(listed, 1),
            "pageup": lambda: self._page(listed, -1),
        }
        if listed.has_focus and (act := acts.get(event.key)):
            event.stop()
            event.prevent_default()
            act()

    def _page(self, listed: OptionList, by: int) -> None:
        rows = [at for at, row in enumerate(self._rows) if row]
        if rows and listed.highlighted is not None:
            to = listed.highlighted + by * max(1, listed.size.height - 1)
            listed.highlighted = min(rows, key=lambda at: abs(at - to))

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        # A click looks at a card; it takes a key, or a click on the key's words, to decide.
        message.stop()

    @on(OptionList.OptionHighlighted)
    def _look_at(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._describe()

    @work(exclusive=True)
    async def _look(self) -> None:
        try:
            found = await searching.look(self._author)
        except OffbookError as error:
            if str(error) != self._trouble:
                self.complain(error, "This cannot be looked at")
            self._trouble = str(error)
            return
        self._trouble = ""
        if found is not self._found:
            self._found, self._strays, self._carried = found, found.strays, found.carried
            self._draw()

    def _look_around(self) -> None:
        if self.is_current:
            self._trainer.library.look_again()
            self._look()

    def action_carry(self) -> None:
        """Carry the history of the highlighted card over."""
        chosen = self._highlighted
        if isinstance(chosen, Rewording):
            reviews = words.count(self._histories[chosen.was.key].reviews, "review")
            self._carry((chosen,), f"Carried over: {reviews}. Further down, u gives back.")
        elif chosen:
            self._say("This was carried over already; u gives it back.")

    def action_carry_all(self) -> None:
        """Carry over everything in the highlighted card's deck that only moved, once that is confirmed."""
        chosen = self._highlighted
        if not isinstance(chosen, Rewording):
            return
        moved = self._moved(chosen)
        if not moved:
            self._say("No card of this deck only moved: each was reworded, and is for you to look at.")
            return
        number = words.count(len(moved), "card")

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - a screen's result has no name
            if yes:
                self._carry(moved, f"Carried over: the histories of {number}. Each can be given back.")

        question = f"Carry over the histories of {number} that only moved?"
        explained = "They have the names or the wordings that they had before. Each can be given back."
        asked = ConfirmScreen(question, explained, "carry them over", "look at each")
        self.app.push_screen(asked, answered)

    def action_part(self) -> None:
        """Say that the highlighted card is not the one it looks like."""
        chosen = self._highlighted
        if isinstance(chosen, Rewording):
            self._author.part(chosen)
            self._leave_out(
                (chosen,), "Kept apart. Nothing was written; the next start of Offbook asks again."
            )

    def action_give_back(self) -> None:
        """Give the highlighted history back."""
        chosen = self._highlighted
        if isinstance(chosen, Carrying):
            try:
                self._author.give_back(chosen, self._clock())
            except OffbookError as error:
                self.complain(error, "This was not recorded")
                return
            self._carried = tuple(one for one in self._carried if one != chosen)
            self._redraw("Given back: the history waits for its card again.")
        elif self._carried:
            self._say("Choose one that was carried over, further down: u gives its history back.")

    def action_help(self) -> None:
        """Every key of this screen."""
        moves = (("↑ ↓", "choose a card"), ("tab", "to its wording, to scroll it"))
        self.app.push_screen(HelpScreen("Reworded or moved", moves, COMMANDS))

    def _moved(self, chosen: Rewording) -> tuple[Rewording, ...]:
        """What only moved, of the deck that a card is in."""
        deck = chosen.now.key.deck
        return tuple(one for one in self._strays if one.is_move and one.now.key.deck == deck)

    def _carry(self, found: tuple[Rewording, ...], told: str) -> None:
        try:
            self._author.carry_all(found, self._clock())
        except OffbookError as error:
            self.complain(error, "This was not recorded")
            return
        self._leave_out(found, told)

    def _leave_out(self, found: tuple[Rewording, ...], told: str) -> None:
        self._strays = tuple(one for one in self._strays if one not in found)
        self._redraw(told)

    def _redraw(self, told: str) -> None:
        """Show what was done, then whatever else has come of it."""
        self._told = told
        self._draw()
        self._look()

    def _say(self, told: str) -> None:
        """Say something where nothing that is decided on is covered by it."""
        self._told = told
        self._greet()

    def _greet(self) -> None:
        greeting = strayed.greeting(self._strays, self._carried, self._told)
        self.query_one("#greeting", Static).update(greeting)

    @property
    def _highlighted(self) -> Rewording | Carrying | None:
        """What is decided on; None while it is not on the screen yet."""
        return self._chosen if self._painted else None

    @property
    def _chosen(self) -> Rewording | Carrying | None:
        place = self.query_one("#strays", OptionList).highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _draw(self) -> None:
        if self._found is None or not self.query("#strays"):
            return
        self._painted = False
        listed = self.query_one("#strays", OptionList)
        place = listed.highlighted or 0
        try:
            rows = self._set_out()
        except OffbookError as error:
            self.complain(error, "This cannot be looked at")
            return
        listed.set_options(rows)
        enabled = [at for at, row in enumerate(self._rows) if row]
        listed.highlighted = min(enabled, key=lambda at: abs(at - place), default=None)
        self._greet()
        self._describe()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self._painted = True

    def _set_out(self) -> list[Option]:
        """The rows of the list; what each stands for is kept beside it."""
        shown, width = self._strays[:MOST], self.column - 1
        self._histories = {one.was.key: self._author.history(one.was.key) for one in shown}
        rows = [Option(strayed.row(one, self._histories[one.was.key], width)) for one in shown]
        self._rows = shown
        if self._carried:
            now, rollover = self._clock(), self._trainer.settings.rollover
            heading = Content.styled(f"\n{_HEADING}" if shown else _HEADING, "$quiet")
            rows.append(Option(heading, disabled=True))
            rows += [Option(strayed.past_row(one, now, rollover, width)) for one in self._carried]
            self._rows = (*shown, None, *self._carried)
        return rows

    def _describe(self) -> None:
        chosen, page = self._chosen, Content("")
        width = self.column - 1  # for the scrollbar that a long wording brings
        titles = {entry.id: entry.title for entry in self._trainer.library.entries()}
        if isinstance(chosen, Rewording):
            page = strayed.page(chosen, self._histories[chosen.was.key], titles, width)
        elif chosen:
            page = strayed.past_page(chosen, titles, width)
        self.query_one("#wording", Static).update(page)
        moved = isinstance(chosen, Rewording) and bool(self._moved(chosen))
        self.query_one(KeyLine).show(strayed.hints(chosen, moved=moved))
