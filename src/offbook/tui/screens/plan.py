"""Plan: what a quiz shall ask, how long it may take, and what it is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from offbook.clock import Clock
from offbook.deck.cards import ConceptId, Deck
from offbook.deck.findings import listing
from offbook.errors import OffbookError
from offbook.examiner import Examiner, Paper
from offbook.learning.schedule import Scheduler
from offbook.opening import Perform, Run
from offbook.performance.plan import Plan
from offbook.tui import planning, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.pick import Item, PickScreen
from offbook.tui.text import clean
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import Knobs

COMMANDS = (
    Binding("enter", "begin", "begin the quiz; the clock starts"),
    Binding("left", "turn(-1)", "less, or the one before"),
    Binding("right", "turn(1)", "more, or the next"),
    Binding("o", "only", "choose the concepts to be asked about"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (
    Hint("enter", "begin", "begin"),
    Hint("↑↓←→", "change", "turn(1)"),
    Hint("o", "concepts", "only"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)


class PlanScreen(HouseScreen[None]):
    """Turns a plan into a paper. One seed serves until the quiz begins, so that looking changes nothing."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, examiner: Examiner, clock: Clock, scheduler: Scheduler, opening: Perform) -> None:
        super().__init__()
        self._examiner = examiner
        self._clock = clock
        self._scheduler = scheduler
        self._titles = [entry.title for entry in opening.scope]
        self._seed = SystemRandom().getrandbits(32) if opening.seed is None else opening.seed
        self._at_once = opening.at_once
        self._begun = False
        self._expected: tuple[Plan, Content] | None = None
        """What the plan that was described last leads to expect: a large deck takes its time."""
        names = [entry.id for entry in opening.scope]
        decks = [deck for name in names if (deck := examiner.library.deck(name))]
        gaps = {gap.concept for gap in examiner.open_gaps()}
        self._draft = planning.drafted(opening.plan, examiner.plans(names), decks, gaps)
        self._knobs = planning.offered(self._draft)

    def compose(self) -> ComposeResult:
        """What is planned, what it means, and what to expect of it."""
        title = " and ".join(self._titles) if len(self._titles) < 3 else f"{len(self._titles)} decks"
        yield Static(Content.styled("Perform", "bold $text-primary"), id="masthead")
        yield Static(Content(title), id="greeting", classes="tight")
        yield Knobs(self._knobs)
        yield Static(id="detail")
        yield KeyLine(_HINTS)

    def on_mount(self) -> None:
        """Show the plan, or begin at once where that was asked for."""
        self._draw()
        if self._at_once:
            self.action_begin()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Explain what is highlighted."""
        message.stop()
        self._describe()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter begins."""
        message.stop()
        self.action_begin()

    def action_turn(self, by: int) -> None:
        """Change what is highlighted."""
        self._draft = self._knobs[self.query_one(Knobs).place].turned(self._draft, by)
        self._draw()

    def action_only(self) -> None:
        """Choose the concepts that are asked about, among those that everything else leaves."""
        items = [
            Item(name, concept.name, " · ".join(filter(None, (concept.topic, self._named(decks)))))
            for name, (concept, decks) in planning.concepts(self._draft).items()
        ]
        if not items:
            self.tell("Nothing that was chosen has a concept. Choose another topic, side or form.")
            return
        picking = PickScreen(
            "Only these concepts",
            items,
            self._draft.plan.scope.concepts,
            several=True,
            unbound="all are asked",
        )
        self.app.push_screen(picking, self._take)

    def action_begin(self) -> None:
        """Draw the paper and begin, once: keys that were pressed behind it begin nothing more."""
        if self._begun:
            return
        try:
            paper = self._paper()
            attempt = self._examiner.begin(paper, self._draft.stated, self._clock())
        except OffbookError as error:
            self.complain(error, "The quiz cannot begin")
            return
        self._begun = True
        self.go(Run(attempt), instead=True)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Plan", (("↑ ↓", "choose what to change"),), COMMANDS))

    def _named(self, decks: Sequence[Deck]) -> str:
        """The titles of decks, where there is more than one to be told apart."""
        return listing([deck.title for deck in decks]) if len(self._draft.decks) > 1 else ""

    def _take(self, concepts: tuple[ConceptId, ...] | None) -> None:
        if concepts is not None:
            self._draft = planning.only(self._draft, concepts)
            self._draw()

    def _paper(self) -> Paper:
        return self._examiner.draw(self._draft.plan, self._clock(), self._seed, self._scheduler)

    def _draw(self) -> None:
        self.query_one(Knobs).show(self._draft)
        self._describe()

    def _describe(self) -> None:
        explained = self._knobs[self.query_one(Knobs).place].explained
        plan = self._draft.plan
        if self._expected is None or self._expected[0] != plan:
            self._expected = plan, self._expectation()
        self.query_one("#detail", Static).update(Content(explained) + "\n" + self._expected[1])

    def _expectation(self) -> Content:
        try:
            return _expectation(self._paper())
        except OffbookError as error:
            return Content.styled(f"⚠ {clean(str(error))}", "$text-warning")


def _expectation(paper: Paper) -> Content:
    """What the memory model expects of a paper, and whether it is as long as it was planned."""
    asked = len(paper.began.paper)
    parts = []
    if paper.short:
        parts.append(Content.styled(f"Only {words.count(asked, 'card')} can be asked. ", "$text-warning"))
    if paper.began.predicted is None:
        parts.append(Content.styled("Nothing of this was studied yet, so nothing is predicted.", "$quiet"))
    else:
        right = round(paper.began.predicted * asked)
        told = f"The model expects {right} of {asked} ({words.percent(paper.began.predicted)}); "
        parts.append(
            Content.styled(
                f"{told}{words.count(paper.studied, 'question is', 'questions are')} about what you studied.",
                "$quiet",
            )
        )
    if paper.left_out:
        told = f"\n⚠ Cards with errors are left out: {listing(paper.left_out, 4)}."
        parts.append(Content.styled(clean(told), "$text-warning"))
    return Content("").join(parts)
