"""Whatever a candidate does, and whatever becomes of clock and process, an attempt loses no answer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from makers import NOON, SIDES, choice, claim, classify, cloze, recall
from offbook.clock import Stamp
from offbook.deck.answers import Answer, Held, Picked, Sided, Typed
from offbook.deck.cards import Card, SideId, form
from offbook.journal.journal import Journal
from offbook.performance.asked import Asked, to_json
from offbook.performance.attempt import (
    Abandon,
    Action,
    Answering,
    Attempt,
    Confide,
    Confiding,
    Flag,
    Give,
    Instant,
    Onward,
    Over,
    Past,
    Select,
    Shown,
    Submit,
    Tick,
    Visit,
)
from offbook.performance.events import Answered, AttemptBegan, AttemptEnded, Ending, Question, QuizEvent
from offbook.performance.questions import guess
from offbook.performance.record import fold
from offbook.performance.running import begin, resume, step

CARDS: tuple[Card, ...] = (
    classify("s1", "left"),
    classify("s2", "right"),
    claim("t1"),
    choice("c1"),
    choice("c2", right=("yes", "surely")),
    replace(recall("r1"), typed=True),
    replace(cloze("z1"), typed=True),
)
ANSWERS: dict[str, tuple[Answer, ...]] = {
    "recall": (Typed(("Paris",)), Typed(("Rome",))),
    "cloze": (Typed(("quick",)), Typed(("slow",))),
    "choice": (Picked(frozenset(["yes"])), Picked(frozenset(["yes", "surely"])), Picked(frozenset(["no"]))),
    "claim": (Held(holds=True), Held(holds=False)),
    "classify": (Sided(SideId("left")), Sided(SideId("right"))),
}


def question(card: Card) -> Question:
    asked = to_json(Asked(card, SIDES, None, None))
    return Question(
        card.facts.key, card.facts.concepts, form(card), 7, guess(card, len(SIDES)), None, False, asked
    )


def attempt(
    total: int | None = 60_000, each: int | None = None, feedback: str = "end", *, confidence: bool = False
) -> AttemptBegan:
    return AttemptBegan(
        attempt=b"a" * 16,
        quiz="Sample",
        scope=(CARDS[0].facts.key.deck,),
        seed=1,
        paper=tuple(question(card) for card in CARDS),
        total=total,
        each=each,
        extra=1.0,
        target=0.8,
        feedback=feedback,
        confidence=confidence,
        predicted=None,
        stated=None,
    )


class AttemptMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.wall = NOON
        self.elapsed = 0
        self.count = 0
        self.journal = Journal.in_memory(device=bytes(16))
        self.events: list[QuizEvent] = []
        self.state: Attempt

    @initialize(
        total=st.sampled_from((None, 20_000, 60_000)),
        each=st.sampled_from((None, None, 5_000)),
        feedback=st.sampled_from(("end", "each")),
        confidence=st.booleans(),
    )
    def start(self, total: int | None, each: int | None, feedback: str, confidence: bool) -> None:  # noqa: FBT001
        self.state, events = begin(attempt(total, each, feedback, confidence=confidence), {}, self.wall)
        self.record(events)

    def teardown(self) -> None:
        self.journal.close()

    @property
    def now(self) -> Instant:
        return Instant(self.wall, self.elapsed)

    @property
    def is_over(self) -> bool:
        return isinstance(self.state.phase, Over)

    def record(self, events: tuple[QuizEvent, ...]) -> None:
        self.count += 1
        self.journal.append(events, Stamp(self.wall, self.count.to_bytes(16)))
        self.events += events

    def take(self, action: Action) -> None:
        before = self.state
        self.state, events = step(before, action, self.now)
        self.record(events)
        self.never_too_late(before, events)

    def never_too_late(self, before: Attempt, events: tuple[QuizEvent, ...]) -> None:
        """After the deadline only what was selected before it counts."""
        total = before.began.total
        if total is None or self.elapsed < total:
            return
        for event in events:
            if isinstance(event, Answered) and event.response:
                assert event.place == before.place
                assert before.pending is not None

    @precondition(lambda self: not self.is_over)
    @rule(ms=st.sampled_from((10, 900, 4_000, 6_000, 30_000)))
    def wait(self, ms: int) -> None:
        self.wall = self.wall.plus(ms)
        self.elapsed += ms

    @precondition(lambda self: not self.is_over)
    @rule(ms=st.sampled_from((-7_200_000, -30_000)))
    def clock_jumps_back(self, ms: int) -> None:
        """The wall clock is set back; the monotonic one goes on."""
        self.wall = self.wall.plus(ms)

    @rule()
    def tick(self) -> None:
        self.take(Tick())

    @precondition(lambda self: isinstance(self.state.phase, Answering))
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        card = self.state.asked[self.state.place].card
        self.take(Give(data.draw(st.sampled_from(ANSWERS[form(card)]))))

    @precondition(lambda self: isinstance(self.state.phase, Answering))
    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        card = self.state.asked[self.state.place].card
        self.take(Select(data.draw(st.none() | st.sampled_from(ANSWERS[form(card)]))))

    @precondition(lambda self: isinstance(self.state.phase, Confiding))
    @rule(level=st.integers(0, 4))
    def confide(self, level: int) -> None:
        self.take(Confide(level))

    @rule(action=st.sampled_from((Onward(), Flag())))
    def move_on(self, action: Action) -> None:
        self.take(action)

    @rule(place=st.integers(-1, len(CARDS)))
    def visit(self, place: int) -> None:
        self.take(Visit(place))

    @rule(action=st.sampled_from((Submit(), Abandon())))
    @precondition(lambda self: len(self.state.answers) > 4)
    def leave(self, action: Action) -> None:
        self.take(action)

    @precondition(lambda self: not self.is_over)
    @rule()
    def crash_and_resume(self) -> None:
        """A new process knows the journal and the wall clock; no time is won by it."""
        kept = [event for event in self.events if isinstance(event, Answered)]
        (record,) = fold({}, ((event, self.wall) for event in self.events)).values()
        before = self.state
        self.elapsed = max(0, self.wall.ms - NOON.ms, self.elapsed)
        self.state, events = resume(before.began, kept, {}, self.now, record.flags)
        self.record(events)
        assert {**before.answers}.items() <= {**self.state.answers}.items()
        assert self.state.flags == before.flags

    @invariant()
    def nothing_is_lost(self) -> None:
        """The state's answers are the last ones recorded for their places."""
        last = {event.place: event for event in self.events if isinstance(event, Answered)}
        assert last == dict(self.state.answers)

    @invariant()
    def it_ends_once_and_whole(self) -> None:
        ended = [event for event in self.events if isinstance(event, AttemptEnded)]
        assert len(ended) == self.is_over
        if self.is_over:
            timed_out = sum(event.timed_out for event in self.state.answers.values())
            marked = sum(not event.timed_out for event in self.state.answers.values())
            assert marked + timed_out == len(CARDS)

    @invariant()
    def what_was_shown_stands(self) -> None:
        if isinstance(self.state.phase, Shown):
            kept = self.state.answers[self.state.place]
            assert kept.feedback_at is not None
            assert not self.state.can_answer

    @invariant()
    def memory_is_untouched(self) -> None:
        assert self.journal.standings(CARDS[0].facts.key.deck) == {}

    @invariant()
    def the_journal_gives_back_what_it_got(self) -> None:
        kept = [recorded.event for recorded in self.journal.events()]
        assert kept == self.events


AttemptMachine.TestCase.settings = settings(stateful_step_count=40)
TestAttempt = AttemptMachine.TestCase


def test_a_selection_counts_when_time_runs_out() -> None:
    state, _ = begin(attempt(total=10_000), {}, NOON)
    state, _ = step(state, Select(Sided(SideId("left"))), Instant(NOON.plus(9_000), 9_000))
    state, events = step(state, Tick(), Instant(NOON.plus(10_000), 10_000))
    first = next(event for event in events if isinstance(event, Answered))
    assert (first.place, first.response, first.score, first.timed_out) == (0, "left", 1.0, False)
    assert state.phase == Over(Ending.TIMED_OUT)
    assert sum(event.timed_out for event in state.answers.values()) == len(CARDS) - 1


def test_a_clock_set_back_voids_speed_and_no_answer() -> None:
    state, _ = begin(attempt(), {}, NOON)
    state, _ = step(state, Give(Sided(SideId("left"))), Instant(NOON.plus(-3_600_000), 3_000))
    assert state.answers[0].score == 1.0
    assert state.answers[0].took is None


def test_a_question_of_its_own_time_is_left_when_the_time_is_over() -> None:
    state, _ = begin(attempt(total=None, each=5_000), {}, NOON)
    state, _ = step(state, Tick(), Instant(NOON.plus(5_000), 5_000))
    assert state.place == 1
    assert state.answers[0].timed_out
    assert state.left(5_000) == 5_000


def test_lag_counts_from_feedback_within_the_attempt() -> None:
    twin = replace(CARDS[1], facts=replace(CARDS[1].facts, concepts=CARDS[0].facts.concepts))
    began = replace(attempt(feedback="each"), paper=(question(CARDS[0]), question(twin)))
    past = {CARDS[0].facts.key: Past(NOON.ms - 500_000, 2), twin.facts.key: Past(NOON.ms - 500_000, 0)}
    state, _ = begin(began, past, NOON)
    state, _ = step(state, Give(Sided(SideId("left"))), Instant(NOON.plus(2_000), 2_000))
    state, _ = step(state, Onward(), Instant(NOON.plus(3_000), 3_000))
    state, _ = step(state, Give(Sided(SideId("left"))), Instant(NOON.plus(4_000), 4_000))
    assert (state.answers[0].lag, state.answers[0].exposure) == (500_000, 3)
    assert (state.answers[1].lag, state.answers[1].exposure) == (1_000, 1)
