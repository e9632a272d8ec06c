"""Insight: the figures of learning, of performance, and of the two together."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from offbook.analyst import View
from offbook.browsing.query import Kind, term
from offbook.clock import Clock
from offbook.deck.cards import ConceptKey, Deck
from offbook.deck.catalog import Entry
from offbook.errors import OffbookError
from offbook.insight.advice import Advice, Quiz, concepts_of
from offbook.insight.advice import Rehearse as RehearseThese
from offbook.opening import Browse, Insight, Opening, Perform, Rehearse
from offbook.panels.performance import spans
from offbook.performance.windows import Span
from offbook.settings import Keep
from offbook.trainer import Trainer
from offbook.tui import advising, lookout
from offbook.tui.backroom import Backroom
from offbook.tui.drawn import signs_for
from offbook.tui.faces import hanging
from offbook.tui.looks import ADVICE, CURVE, LEARNING, PERFORMANCE, TOGETHER, Look, Sight, look
from offbook.tui.screens.glass import GlassScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.screens.targets import TargetsScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import cycle
from offbook.tui.widgets.panelview import WIDEST, Panels, Room

COMMANDS = (
    Binding("enter,question_mark", "glass", "what is behind the figure", key_display="enter ?"),
    Binding("1", f"tab({LEARNING!r})", "learning"),
    Binding("2", f"tab({PERFORMANCE!r})", "performance"),
    Binding("3", f"tab({TOGETHER!r})", "together"),
    Binding("tab,right", "beside(1)", "the next tab"),
    Binding("shift+tab,left", "beside(-1)", "the tab before"),
    Binding("d", "span('day')", "performance by the day"),
    Binding("w", "span('week')", "performance by the week"),
    Binding("m", "span('month')", "performance by the month"),
    Binding("y", "span('year')", "performance by the year"),
    Binding("left_square_bracket,comma", "move_window(-1)", "the window before", key_display="[ ,"),
    Binding("right_square_bracket,full_stop", "move_window(1)", "the window after", key_display="] ."),
    Binding("c", "curve", "the forgetting curve of a concept"),
    Binding("a", "act", "do what is advised"),
    Binding("t", "targets", "what you aim at in quizzes"),
    Binding("b", "browse", "browse the cards of these decks"),
    Binding("f", "filter", "only one deck; again for the next"),
    Binding("v", "plots", "words in place of plots, and back"),
    Binding("f1", "help", "every key of this screen"),
    Binding("escape,q", "dismiss", "back"),
)
_KEPT = 8
"""Looks that are kept to be shown at once."""
_HIGH = 32
"""Rows from which plots have all theirs."""
_MOVES = (("↑ ↓", "go from figure to figure"), ("pgup pgdn", "scroll"))


class InsightScreen(HouseScreen[None]):
    """Shows one tab of figures. They are worked out in the back room, and anew whenever it comes back."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self,
        trainer: Trainer,
        clock: Clock,
        backroom: Backroom,
        keep: Keep,
        opening: Insight,
        *,
        simulated: bool = False,
    ) -> None:
        """``simulated`` says that nobody lived what the journal holds."""
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._backroom = backroom
        self._keep = keep
        self._scope = tuple(entry.id for entry in opening.scope)
        self._simulated = simulated
        self._sight = Sight(opening.tab, self._scope)
        self._looks: dict[Sight, Look] = {}
        """What was seen last, to be shown until it is seen anew."""
        self._looking = False
        self._trouble = ""
        self._plotted = True
        self._sent = False
        """Whether the person was sent elsewhere; keys pressed behind that send nobody again."""
        self._places: dict[str, str] = {}
        """The panel that was left last on each tab."""

    def compose(self) -> ComposeResult:
        """The tabs, whose figures they are, what they come to, the figures, the keys."""
        yield Static(id="masthead")
        yield Static(id="sight")
        yield Static(id="headline")
        yield Panels(id="panels")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Look anew: something may have been answered, or a deck edited, meanwhile."""
        self._sent = False
        self._trainer.library.look_again()
        if not {entry.id for entry in self._entries}.issuperset(self._sight.decks):
            # A deck is gone that was looked at alone.
            self._sight = replace(self._sight, decks=self._scope)
        # A disk that takes nothing is told of where something is answered; the next look closes them.
        with suppress(OffbookError):
            self._trainer.close_windows(self._clock())
        self._look()

    async def on_resize(self) -> None:
        """Set everything for the new size."""
        self._draw_head()
        await self._show()

    @property
    def _entries(self) -> tuple[Entry, ...]:
        entries = self._trainer.library.entries()
        return tuple(entry for entry in entries if not self._scope or entry.id in self._scope)

    @property
    def _view(self) -> View:
        """Everything at hand, as it is now."""
        trainer = self._trainer
        return View(trainer.library.decks(), self._clock(), trainer.calendar, trainer.scheduler)

    @property
    def _decks(self) -> tuple[Deck, ...]:
        return self._sight.bounded(self._view).decks

    @property
    def _room(self) -> Room:
        width, signs = min(self.column - 2, WIDEST), signs_for(self.app.console.encoding)
        return Room(width, low=self.size.height < _HIGH, plotted=self._plotted, signs=signs)

    @property
    def _found(self) -> Look | None:
        return self._looks.get(self._sight)

    def _turn(self, sight: Sight) -> None:
        """Look at something else."""
        if chosen := self.query_one(Panels).chosen:
            self._places[self._sight.tab] = chosen.panel.id
        self._sight = sight
        self._look()

    def _look(self) -> None:
        """Show what was seen before at once, and look anew."""
        self._looking, self._trouble = True, ""
        self._draw_head()
        self._work(self._view, self._sight)

    @work(exclusive=True, group="look")
    async def _work(self, view: View, sight: Sight) -> None:
        await self._show()
        try:
            asked = partial(look, every=view, sight=sight, goals=self._trainer.goals)
            found = await self._backroom.ask(asked)
            # The newest last; what was looked at long ago is let go of, for an account holds its answers.
            before = [(old, kept) for old, kept in self._looks.items() if old != sight]
            self._looks = {**dict(before[1 - _KEPT :]), sight: found}
        except OffbookError as error:
            self._trouble = str(error)
        self._looking = False
        self._draw_head()
        await self._show()

    async def _show(self) -> None:
        """Show the figures that are known."""
        panels, found, room = self.query_one(Panels), self._found, self._room
        panels.set_class(found is None, "-empty")
        if found is not None:
            acts = {ADVICE: found.act}
            await panels.show([(panel, room, acts.get(panel.id, "")) for panel in found.tab.panels])
            self.call_after_refresh(panels.begin, self._places.get(self._sight.tab, ""))

    def _draw_head(self) -> None:
        """Everything around the figures."""
        sight, view, width = self._sight, self._view, self.column
        titles = {entry.id: entry.title for entry in self._entries}
        chosen = [titles[name] for name in sight.decks if name in titles]
        decks = lookout.whose(chosen or list(titles.values()))
        days = spans.named(sight.window(view), view.today)
        self.query_one("#masthead", Static).update(
            lookout.masthead(sight.tab, width, simulated=self._simulated)
        )
        line = lookout.where(sight, decks, days, width, looking=self._looking)
        self.query_one("#sight", Static).update(line)
        self.query_one("#headline", Static).update(self._headline(width))
        self.query_one(KeyLine).show(self._hints())

    def _headline(self, width: int) -> Content:
        """What the tab says in a sentence, or why it cannot."""
        if self._trouble:
            return hanging(Content.styled("⚠ ", "$text-warning"), plain(self._trouble), width)
        if self._found is None:
            return Content("")
        return Content("\n").join(plain(self._found.tab.headline, "bold").wrap(min(width, WIDEST)))

    def _hints(self) -> tuple[Hint, ...]:
        tab, found = self._sight.tab, self._found
        act = found.act if found else ""
        offers = {
            Hint("enter", "open", "glass"): True,
            Hint("a", act, "act"): bool(act),
            Hint("d w m y", "span", ""): tab == PERFORMANCE,
            Hint("[ ]", "window", "move_window(-1)"): tab == PERFORMANCE,
            Hint("t", "targets", "targets"): tab == PERFORMANCE,
            Hint("c", "a concept's curve", "curve"): tab == LEARNING,
            Hint("f", "deck", "filter"): len(self._entries) > 1,
            Hint("tab", "next", "beside(1)"): True,
            Hint("v", "words" if self._plotted else "plots", "plots"): True,
            Hint("esc", "back", "dismiss"): True,
            Hint("f1", "keys", "help"): True,
        }
        return tuple(hint for hint, offered in offers.items() if offered)

    def action_tab(self, name: str) -> None:
        """Show a tab."""
        self._turn(replace(self._sight, tab=name))

    def action_beside(self, by: int) -> None:
        """Show the next tab, or the one before."""
        self._turn(self._sight.beside(by))

    def action_span(self, name: str) -> None:
        """Show performance by the day, week, month or year."""
        self._turn(self._sight.within(Span(name)))

    def action_move_window(self, by: int) -> None:
        """Show performance in the window before or after."""
        self._turn(self._sight.moved(by))

    def action_filter(self) -> None:
        """Show one deck alone, then the next, then all."""
        single = [(entry.id,) for entry in self._entries]
        if len(single) > 1:
            self._turn(replace(self._sight, decks=cycle((self._scope, *single), self._sight.decks, 1)))

    def action_plots(self) -> None:
        """Show words in place of plots, or plots again."""
        self._plotted = not self._plotted
        self._look()

    def action_glass(self) -> None:
        """Open the figure."""
        if chosen := self.query_one(Panels).chosen:
            self.app.push_screen(GlassScreen(self._trainer, self._clock, self._backroom, chosen.panel))

    def action_targets(self) -> None:
        """Set what is aimed at; the figures are taken anew when this screen comes back."""
        decks = self._trainer.library.entries()
        self.app.push_screen(TargetsScreen(self._trainer.settings, self._keep, decks))

    def action_curve(self) -> None:
        """Choose a concept, and show its forgetting curve."""
        items = lookout.concepts(self._decks)
        self.app.push_screen(PickScreen("A concept's forgetting curve", items), self._take_concept)

    def _take_concept(self, chosen: tuple[ConceptKey, ...] | None) -> None:
        if chosen:
            self._places[LEARNING] = CURVE
            self._sight = replace(self._sight, tab=LEARNING, concept=chosen[0])
            self._look()

    def action_browse(self) -> None:
        """Find the cards of the decks that are looked at."""
        self.go(Browse(term(Kind.DECK, *self._sight.decks) if self._sight.decks else ""))

    def action_act(self) -> None:
        """Do what is advised."""
        if self._sight.tab != TOGETHER:
            self.action_tab(TOGETHER)
        elif self._found and not self._sent:
            self._act_on(self._found.advice)

    def _act_on(self, advice: Advice) -> None:
        """Call concepts into a rehearsal and go to it, or plan a quiz of them."""
        concepts = concepts_of(advice)
        names = {deck for deck, _ in concepts}
        scope = tuple(entry for entry in self._entries if entry.id in names)
        match advice:
            case RehearseThese():
                try:
                    called = self._trainer.examiner.call(concepts, self._clock())
                except OffbookError as error:
                    self.complain(error, "This was not recorded")
                    return
                if not called:
                    self.tell("No card of these can be rehearsed: they are suspended, or kept for quizzes.")
                    return
                self._send(Rehearse(scope))
            case Quiz():
                self._send(Perform(scope, advising.plan(concepts, self._decks)))
            case _:
                self.tell("There is no advice just now that a key could act on.")

    def _send(self, opening: Opening) -> None:
        self._sent = True
        self.go(opening)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Insight", _MOVES, COMMANDS))
