"""Plan: what a quiz shall ask, how long it may take, and what it is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from offbook.clock import MINUTE, SECOND, Clock
from offbook.deck.cards import FORMS, DeckId
from offbook.deck.findings import listing
from offbook.errors import OffbookError
from offbook.examiner import Examiner, Paper
from offbook.learning.schedule import Scheduler
from offbook.opening import Perform
from offbook.performance.plan import EXTRAS, Plan
from offbook.tui import clockface, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.run import RunScreen
from offbook.tui.text import clean
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.knobs import Knob, Knobs, cycle, move

COMMANDS = (
    Binding("enter", "begin", "begin the quiz; the clock starts"),
    Binding("left", "turn(-1)", "less, or the one before"),
    Binding("right", "turn(1)", "more, or the next"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (
    Hint("enter", "begin", "begin"),
    Hint("↑↓", "choose", ""),
    Hint("←→", "change", "turn(1)"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)
_QUESTIONS = (5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
_MINUTES = (0, 1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120)
_SECONDS = (0, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120)
_SHARES = (0.0, *(share / 100 for share in range(50, 101, 5)))
_STATED = (-0.05, *(share / 100 for share in range(0, 101, 5)))


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that is being made, and what can be chosen for it."""

    plan: Plan
    plans: tuple[Plan, ...]
    place: int
    """Which of ``plans`` it was made from."""
    topics: tuple[str, ...]
    gaps: int
    """Concepts with an open gap."""
    stated: float | None = None
    """The score, 0 to 1, that the candidate expects."""


def _quiz(draft: Draft, by: int) -> Draft:
    place = (draft.place + by) % len(draft.plans)
    return replace(draft, place=place, plan=replace(draft.plans[place], extra=draft.plan.extra))


def _about(draft: Draft) -> str:
    if draft.plan.only_gaps:
        return f"open gaps ({draft.gaps})"
    topics = draft.plan.scope.topics
    return ", ".join(topics) if topics else "everything"


def _turn_about(draft: Draft, by: int) -> Draft:
    """Everything, then each topic, then what open gaps there are."""
    choices: list[tuple[tuple[str, ...], bool]] = [
        ((), False),
        *(((topic,), False) for topic in draft.topics),
    ]
    if draft.gaps:
        choices.append(((), True))
    topics, only = cycle(choices, (draft.plan.scope.topics, draft.plan.only_gaps), by)
    scope = replace(draft.plan.scope, topics=topics)
    return replace(draft, plan=replace(draft.plan, scope=scope, only_gaps=only))


def _turn_forms(draft: Draft, by: int) -> Draft:
    forms = cycle(((), *((form,) for form in FORMS)), draft.plan.scope.forms, by)
    return replace(draft, plan=replace(draft.plan, scope=replace(draft.plan.scope, forms=forms)))


def _turn_total(draft: Draft, by: int) -> Draft:
    minutes = move(_MINUTES, round((draft.plan.total or 0) / MINUTE), by)
    return replace(draft, plan=replace(draft.plan, total=minutes * MINUTE or None))


def _turn_each(draft: Draft, by: int) -> Draft:
    seconds = move(_SECONDS, round((draft.plan.each or 0) / SECOND), by)
    return replace(draft, plan=replace(draft.plan, each=seconds * SECOND or None))


def _turn_stated(draft: Draft, by: int) -> Draft:
    share = move(_STATED, -0.05 if draft.stated is None else draft.stated, by)
    return replace(draft, stated=None if share < 0 else share)


def _time(limit: int | None) -> str:
    if limit is None:
        return "no limit"
    if limit % MINUTE == 0:
        return words.count(limit // MINUTE, "minute")
    if limit > MINUTE:
        return f"{clockface.figures(limit)} minutes"
    return "1 second" if limit == SECOND else f"{limit / SECOND:g} seconds"


def _extra(draft: Draft) -> str:
    extra = draft.plan.extra
    return "no limits at all" if not extra else "none" if extra == 1.0 else f"×{extra:g}"


KNOBS: tuple[Knob[Draft], ...] = (
    Knob("Quiz", "A blueprint of the deck, or one of the usual ones.", lambda one: one.plan.name, _quiz),
    Knob("About", "A topic of the deck, or the concepts that a quiz found missing.", _about, _turn_about),
    Knob(
        "Forms",
        "What is only thought in study is typed here, or becomes a choice.",
        lambda one: ", ".join(one.plan.scope.forms) or "all",
        _turn_forms,
    ),
    Knob(
        "Questions",
        "Drawn evenly over concepts, sides and forms.",
        lambda one: str(one.plan.questions),
        lambda one, by: replace(
            one, plan=replace(one.plan, questions=move(_QUESTIONS, one.plan.questions, by))
        ),
    ),
    Knob(
        "Time",
        "For the whole quiz. You can walk through the questions freely.",
        lambda one: _time(one.plan.total),
        _turn_total,
    ),
    Knob(
        "Time for each",
        "For every question. Questions then come one by one, forward only.",
        lambda one: _time(one.plan.each),
        _turn_each,
    ),
    Knob(
        "Extra time",
        "Stretches every limit, for whoever needs it.",
        _extra,
        lambda one, by: replace(one, plan=replace(one.plan, extra=cycle(EXTRAS, one.plan.extra, by))),
    ),
    Knob(
        "Target",
        "The share of right answers you aim at.",
        lambda one: words.percent(one.plan.target) if one.plan.target else "none",
        lambda one, by: replace(
            one, plan=replace(one.plan, target=move(_SHARES, one.plan.target or 0.0, by) or None)
        ),
    ),
    Knob(
        "Feedback",
        "Feedback after each question teaches as it tests; at the end it leaves the test alone.",
        lambda one: "after each question" if one.plan.feedback == "each" else "at the end",
        lambda one, by: replace(
            one, plan=replace(one.plan, feedback=cycle(("end", "each"), one.plan.feedback, by))
        ),
    ),
    Knob(
        "Confidence",
        "After each answer, say how sure you are. It shows what you only guessed.",
        lambda one: "asked" if one.plan.confidence else "not asked",
        lambda one, by: replace(
            one, plan=replace(one.plan, confidence=cycle((False, True), one.plan.confidence, by))
        ),
    ),
    Knob(
        "Your prediction",
        "The score you expect, before you begin. It is set beside what you get.",
        lambda one: "none" if one.stated is None else words.percent(one.stated),
        _turn_stated,
    ),
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
        names = tuple(entry.id for entry in opening.scope)
        plans = examiner.plans(names)
        plans = plans if opening.plan in plans else (opening.plan, *plans)
        self._expected: tuple[Plan, Content] | None = None
        """What the plan that was described last leads to expect: a large deck takes its time."""
        self._draft = Draft(
            opening.plan,
            plans,
            plans.index(opening.plan),
            _topics(examiner, names),
            _open_gaps(examiner, names),
        )

    def compose(self) -> ComposeResult:
        """What is planned, what it means, and what to expect of it."""
        title = " and ".join(self._titles) if len(self._titles) < 3 else f"{len(self._titles)} decks"
        yield Static(Content.styled("Perform", "bold $text-primary"), id="masthead")
        yield Static(Content(title), id="greeting", classes="tight")
        yield Knobs(KNOBS)
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
        self._draft = KNOBS[self.query_one(Knobs).place].turned(self._draft, by)
        self._draw()

    def action_begin(self) -> None:
        """Draw the paper and begin."""
        try:
            paper = self._paper()
            attempt = self._examiner.begin(paper, self._draft.stated, self._clock())
        except OffbookError as error:
            self.complain(error, "The quiz cannot begin")
            return
        self.app.switch_screen(RunScreen(self._examiner, self._clock, attempt, self._scheduler))

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Plan", (("↑ ↓", "choose what to change"),), COMMANDS))

    def _paper(self) -> Paper:
        return self._examiner.draw(self._draft.plan, self._clock(), self._seed, self._scheduler)

    def _draw(self) -> None:
        self.query_one(Knobs).show(self._draft)
        self._describe()

    def _describe(self) -> None:
        explained = KNOBS[self.query_one(Knobs).place].explained
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


def _topics(examiner: Examiner, names: Sequence[DeckId]) -> tuple[str, ...]:
    decks = (examiner.library.deck(name) for name in names)
    topics = (concept.topic for deck in decks if deck for concept in deck.concepts)
    return tuple(dict.fromkeys(topic for topic in topics if topic))


def _open_gaps(examiner: Examiner, names: Sequence[DeckId]) -> int:
    return sum(gap.concept[0] in names for gap in examiner.open_gaps())
