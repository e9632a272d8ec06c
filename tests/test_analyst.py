"""The use cases of looking: whoever has looked before sees what somebody who comes new sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import NOON, choice, claim, classify, deck, recall, reviewed
from offbook.analyst import Analyst, View
from offbook.clock import DAY, HOUR, Moment, Stamp
from offbook.deck.cards import DeckId
from offbook.ids import Ids
from offbook.insight import account as insight
from offbook.insight.foretold import all_foretold
from offbook.insight.gaps import State
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.performance import account as performance
from offbook.performance.attempt import Give, Submit
from offbook.performance.events import Answered
from offbook.performance.windows import Calendar, Span, latest, window_at
from offbook.shelf import SHELVES
from quizzes import Sitting, paper, right, wrong

OWN = deck(
    claim("c0", concept="one"),
    classify("s", concept="two"),
    choice("o", concept="one"),
    recall("r"),
    name="sample",
)
OTHER = deck(claim("else", deck="other"), name="other")
CARDS = (OWN.cards[0], OWN.cards[1], OWN.cards[2], OTHER.cards[0])


class Past:
    """A journal that days are added to."""

    def __init__(self) -> None:
        self.journal = Journal.in_memory()
        self.now = NOON
        self._ids = Ids(bytes)
        self._quizzes = 0

    def wait(self, ms: int) -> None:
        self.now = self.now.plus(ms)

    def record(self, *events: Event) -> None:
        self.journal.append(events, Stamp(self.now, self._ids.make(self.now.ms)))

    def study(self, *ratings: Rating) -> None:
        """Review the first cards of the first deck."""
        for card, rating in zip(OWN.cards, ratings, strict=False):
            self.record(
                replace(reviewed(card.facts.key, rating, self.now.day(4)), concept=card.facts.concept)
            )

    def quiz(self, *rightly: bool, lag: int | None = 3 * DAY, recall: float | None = 0.9) -> None:
        """Answer a paper, and hand it in."""
        self._quizzes += 1
        began = paper(*CARDS, attempt=self._quizzes.to_bytes(16), stated=0.5, predicted=0.7)
        questions = tuple(replace(one, recall=recall) for one in began.paper)
        sitting = Sitting(replace(began, paper=questions), wall=self.now)
        for card, well in zip(CARDS, rightly, strict=False):
            sitting.take(Give(right(card) if well else wrong(card)))
        sitting.take(Submit())
        for event in sitting.events:
            self.record(replace(event, lag=lag) if isinstance(event, Answered) else event)

    def view(self, *names: str, ahead: int = 0) -> View:
        decks = tuple(one for one in (OWN, OTHER) if not names or one.id in names)
        return View(decks, self.now.plus(ahead), Calendar(), Scheduler())


@pytest.fixture
def past() -> Iterator[Past]:
    found = Past()
    yield found
    found.journal.close()


def looked_anew(past: Past, view: View) -> insight.Account:
    """The account of both ledgers from all that is kept, by nobody who keeps anything."""
    new = Analyst(past.journal)
    material = [
        insight.Material(one, past.journal.standings(one.id), past.journal.last_shown(one.id))
        for one in view.decks
    ]
    answers = new.answers(view)
    attempts = all_foretold(new.attempts(view), answers)
    return insight.account(material, answers, attempts, view.now, view.calendar, view.scheduler)


@dataclass(frozen=True)
class Study:
    ratings: list[Rating]


@dataclass(frozen=True)
class Perform:
    rightly: list[bool]


@dataclass(frozen=True)
class Wait:
    ms: int


@dataclass(frozen=True)
class Look:
    span: Span = Span.MONTH
    decks: tuple[str, ...] = ()
    ahead: int = 0


deeds: st.SearchStrategy[Study | Perform | Wait | Look] = st.one_of(
    st.builds(Study, st.lists(st.sampled_from(Rating), min_size=1, max_size=4)),
    st.builds(Perform, st.lists(st.booleans(), max_size=4)),
    st.builds(Wait, st.sampled_from([HOUR, DAY, 8 * DAY, 200 * DAY])),
    st.builds(
        Look,
        st.sampled_from(Span),
        st.sampled_from([(), ("sample",), ("other",)]),
        st.sampled_from([0, HOUR, 365 * DAY]),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(deeds, max_size=14))
def test_to_go_on_looking_is_to_look_anew(lived: list[Study | Perform | Wait | Look]) -> None:
    past = Past()
    analyst = Analyst(past.journal)
    for deed in [*lived, Look()]:
        match deed:
            case Study(ratings):
                past.study(*ratings)
            case Perform(rightly):
                past.quiz(*rightly)
            case Wait(ms):
                past.wait(ms)
            case Look(span, decks, ahead):
                see_the_same(past, analyst, past.view(*decks, ahead=ahead), span)
            case other:
                assert_never(other)
    past.journal.close()


def see_the_same(past: Past, analyst: Analyst, view: View, span: Span) -> None:
    new, window = Analyst(past.journal), window_at(span, view.now, view.calendar)
    wanted = performance.account(new.answers(view), window, view.now, view.calendar, view.decks)
    assert analyst.performance(view, window) == wanted
    assert analyst.together(view) == looked_anew(past, view)
    found, anew = analyst.learning(view), new.learning(view)
    assert replace(found, knowledge=None) == replace(anew, knowledge=None)
    # Sums over cards in another order may differ in the last place.
    known, wanted_known = (
        [one.cards for one in each.knowledge.by_days] if each.knowledge else [] for each in (found, anew)
    )
    assert known == pytest.approx(wanted_known)


def test_an_answer_leaves_the_last_year_when_its_time_has_come(past: Past) -> None:
    past.quiz(True, True, False, True)
    analyst = Analyst(past.journal)
    kept = [len(analyst.together(past.view(ahead=days * DAY)).first) for days in (1, 364, 366)]
    assert kept == [4, 4, 0]


def test_study_that_comes_after_a_look_relearns_the_gap(past: Past) -> None:
    past.quiz(False)
    analyst = Analyst(past.journal)
    states = {gap.state for gap in analyst.together(past.view()).gaps if gap.concept[1] == "one"}
    past.wait(DAY)
    past.study(Rating.EASY)
    states_after = {gap.state for gap in analyst.together(past.view()).gaps if gap.concept[1] == "one"}
    assert (states, states_after) == ({State.OPEN}, {State.RELEARNED})


def test_what_nothing_has_changed_is_not_worked_out_again(past: Past) -> None:
    past.quiz(True, False)
    analyst, view = Analyst(past.journal), past.view()
    month, year = (window_at(span, view.now, view.calendar) for span in (Span.MONTH, Span.YEAR))
    first = analyst.performance(view, month)
    analyst.performance(view, year)
    assert analyst.performance(past.view(ahead=HOUR), month) is first
    assert analyst.performance(past.view(ahead=DAY), month) is not first, "the study day is another"
    past.quiz(True)
    assert analyst.performance(view, month) is not first


def test_an_analyst_keeps_no_more_than_so_much(past: Past) -> None:
    past.quiz(True, False)
    analyst, view = Analyst(past.journal), past.view()
    windows = latest(window_at(Span.DAY, view.now, view.calendar), 3 * SHELVES)
    accounts = [analyst.performance(view, window) for window in windows]
    assert analyst.performance(view, windows[-1]) is accounts[-1]
    assert analyst.performance(view, windows[0]) is not accounts[0]
    assert analyst.performance(view, windows[0]) == accounts[0]


def test_decks_that_nobody_has_touched_and_no_decks_are_told_of_too(past: Past) -> None:
    past.study(Rating.GOOD)
    analyst = Analyst(past.journal)
    assert analyst.learning(past.view("other")).knowledge is None
    assert analyst.together(past.view("other")).places[0].recall is None
    nothing = View((), past.now, Calendar(), Scheduler())
    assert analyst.learning(nothing).days == ()
    assert analyst.together(nothing).places == ()
    assert analyst.learning(past.view()).knowledge is not None


def test_only_what_was_done_on_the_decks_counts(past: Past) -> None:
    past.quiz(True, True, True, True)
    analyst = Analyst(past.journal)
    assert {one.key.deck for one in analyst.answers(past.view("sample"))} == {DeckId("sample")}
    assert analyst.attempts(past.view("sample")) == (), "the paper asked of another deck as well"
    assert len(analyst.attempts(past.view())) == 1


def test_moments_of_reviews_are_kept(past: Past) -> None:
    past.study(Rating.GOOD, Rating.AGAIN)
    today = past.now.day(4)
    found = Analyst(past.journal).reviews(past.view(), range(today, today + 1))
    assert [at for _, at in found] == [Moment(past.now.ms, past.now.offset)] * 2
