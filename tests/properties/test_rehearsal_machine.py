"""Whatever is done in a rehearsal, it and its journal agree: actions, clock jumps, restarts, edits."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from makers import DAY_ONE, NOON, choice, claim, classify, cloze, key, ratings, recall
from offbook.clock import DAY, Moment, Stamp
from offbook.deck.answers import Answer, Held, Picked, Sided, Thought, Typed
from offbook.deck.cards import Card, CardKey, Cloze, Recall, SideId
from offbook.journal.journal import Journal
from offbook.learning import rehearsal, schedule
from offbook.learning.course import AHEAD
from offbook.learning.events import Slot
from offbook.learning.memory import Rating
from offbook.learning.rehearsal import begin, preview, step
from offbook.learning.schedule import Scheduler
from offbook.learning.sitting import (
    Action,
    Asking,
    Hint,
    Judged,
    Mark,
    Overrule,
    Proceed,
    PutOff,
    Rate,
    Rehearsal,
    Respond,
    Resting,
    Revealed,
    SetAside,
    Sitting,
    Undo,
    Wake,
)
from offbook.learning.standing import Standing

CARDS: tuple[Card, ...] = (
    recall("r1", concept="a"),
    replace(recall("r2", concept="a"), typed=True),
    replace(recall("r3", parts=("one", "two"), concept="b"), typed=True),
    cloze("z1", concept="b"),
    replace(cloze("z2", asked=(0, 1), concept="c"), typed=True),
    choice("c1", concept="c"),
    choice("c2", right=("yes", "surely"), concept="d"),
    claim("t1", concept="d"),
    classify("s1", "left", concept="e", pair="p", hint="look"),
    classify("s2", "right", concept="f", pair="p"),
)
PLAN = tuple(Slot(card.facts.key, follows=card.facts.key.card == "s2") for card in CARDS)
ANSWERS: dict[str, tuple[Answer, ...]] = {
    "Recall": (
        Typed(("Paris",)),
        Typed(("Pariss",)),
        Typed(("Rome",)),
        Typed(("one, two",)),
        Typed(("one",)),
    ),
    "Cloze": (Typed(("quick", "brown")), Typed(("slow",))),
    "Choice": (Picked(frozenset(["yes"])), Picked(frozenset(["no"])), Picked(frozenset(["yes", "surely"]))),
    "Claim": (Held(holds=True), Held(holds=False)),
    "Classify": (Sided(SideId("left")), Sided(SideId("right"))),
}


class RehearsalMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.cards = {card.facts.key: card for card in CARDS}
        self.now = NOON
        self.count = 0
        self.journal = Journal.in_memory(device=bytes(16))
        self.sitting = Sitting(b"s" * 16, Scheduler(), 4)
        self.state = Rehearsal(self.sitting, {}, {}, ())

    @initialize()
    def start(self) -> None:
        blank = {key: Standing() for key in self.cards}
        self.state = begin(PLAN, self.cards, blank, self.sitting, self.now)

    def teardown(self) -> None:
        self.journal.close()

    def take(self, action: Action) -> None:
        self.count += 1
        stamp = Stamp(self.now, self.count.to_bytes(16))
        before = self.state
        self.state, events = step(before, action, stamp)
        self.journal.append(events, stamp)
        if not isinstance(action, Undo):
            self.concepts_stand_apart(before)

    def concepts_stand_apart(self, before: Rehearsal) -> None:
        """Two cards of one concept follow each other only as a pair, or where nothing else was left."""
        turn = self.state.turn
        if not isinstance(turn, Asking) or before.last is None or turn.slot.key == before.last:
            return
        if turn.slot.follows or self.concept(turn.slot.key) != self.concept(before.last):
            return
        ahead = AHEAD if self.state.hurried else 0
        waiting = (key for key in self.state.waiting if schedule_due(self.state, key) <= self.now.ms + ahead)
        others = [*(slot.key for slot in self.state.queue if not slot.follows), *waiting, *self.state.encore]
        assert all(self.concept(other) == self.concept(before.last) for other in others)

    def concept(self, key: CardKey) -> str:
        return self.cards[key].facts.concept

    @property
    def card(self) -> Card | None:
        return self.cards[self.state.key] if self.state.key else None

    @rule(seconds=st.sampled_from((0, 1, 3, 40, 90, 700, 5_000)))
    def wait(self, seconds: int) -> None:
        self.now = self.now.plus(seconds * 1_000)

    @rule(days=st.integers(-2, 40))
    def jump(self, days: int) -> None:
        self.now = self.now.plus(days * DAY)

    @precondition(lambda self: isinstance(self.state.turn, Asking))
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        card = self.card
        assert card is not None
        offered = ANSWERS[type(card).__name__]
        if isinstance(card, Recall | Cloze) and not card.typed:
            offered = (Thought(),)
        self.take(Respond(data.draw(st.sampled_from(offered))))

    @precondition(lambda self: isinstance(self.state.turn, Revealed | Judged))
    @rule(rating=ratings)
    def rate(self, rating: Rating) -> None:
        key = self.state.key
        assert key is not None
        promised = preview(self.state, self.now)[rating]
        kept = isinstance(self.state.turn, Judged) and self.state.turn.review.rating is rating
        self.take(Rate(rating))
        given = schedule.wait(self.state.standings[key].progress, self.now, self.now.day(4))
        if not kept:
            assert given == promised

    @precondition(lambda self: isinstance(self.state.turn, Resting))
    @rule(action=st.sampled_from((Proceed(), Wake())))
    def rest_or_hurry(self, action: Action) -> None:
        turn = self.state.turn
        assert isinstance(turn, Resting)
        self.take(action)
        if isinstance(action, Wake) and turn.until.ms > self.now.ms:
            assert self.state.turn == turn
        else:
            assert not isinstance(self.state.turn, Resting) or self.state.turn.until.ms > self.now.ms

    @precondition(lambda self: isinstance(self.state.turn, Judged))
    @rule()
    def proceed(self) -> None:
        self.take(Proceed())

    @precondition(lambda self: isinstance(self.state.turn, Judged) and not self.state.turn.verdict.right)
    @rule()
    def overrule(self) -> None:
        self.take(Overrule())
        assert isinstance(self.state.turn, Judged)
        assert self.state.turn.verdict.right
        assert self.state.log[-1].overruled

    @precondition(lambda self: isinstance(self.state.turn, Asking))
    @rule()
    def hint(self) -> None:
        self.take(Hint())

    @precondition(lambda self: self.state.key is not None)
    @rule(action=st.sampled_from((SetAside(), PutOff(), Mark())))
    def decide(self, action: Action) -> None:
        self.take(action)

    @precondition(lambda self: self.state.key is not None)
    @rule(data=st.data())
    def undo_is_the_identity(self, data: st.DataObject) -> None:
        before = self.state
        kept = self.journal.standings(CARDS[0].facts.key.deck)
        match before.turn:
            case Asking():
                away: tuple[Action, ...] = (SetAside(), PutOff(), Mark())
                action = data.draw(st.sampled_from(away))
            case Revealed():
                action = Rate(data.draw(ratings))
            case _:
                action = Mark()
        self.take(action)
        self.take(Undo())
        assert _timeless(self.state) == _timeless(before, asked=True)
        assert self.journal.standings(CARDS[0].facts.key.deck) == kept

    @precondition(lambda self: self.state.past is not None)
    @rule()
    def undo(self) -> None:
        back = self.state.past
        assert back is not None
        self.take(Undo())
        assert _timeless(self.state) == _timeless(back)

    @rule()
    def leave_and_come_back(self) -> None:
        """What a new process would make of the journal."""
        kept = self.journal.standings(CARDS[0].facts.key.deck)
        standings = {key: kept.get(key.card, Standing()) for key in self.cards}
        log = self.journal.reviews_of(self.sitting.name)
        assert log == self.state.log
        done = {review.key for review in log}
        day = self.now.day(4)
        rest = [slot for slot in PLAN if slot.key not in done and not standings[slot.key].is_away(day)]
        self.state = begin(rest, self.cards, standings, self.sitting, self.now, log)

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """A reworded card is shown as it now is; its place in the sitting stays."""
        touched = data.draw(st.sampled_from(list(self.cards)))
        card = self.cards[touched]
        self.cards[touched] = replace(card, facts=replace(card.facts, why="Better said."))
        before = self.state
        self.state = rehearsal.refresh(self.state, dict(self.cards), self.now)
        assert self.state.turn == before.turn
        assert self.state.queue == before.queue

    @invariant()
    def journal_and_state_agree(self) -> None:
        kept = self.journal.standings(CARDS[0].facts.key.deck)
        for name, standing in self.state.standings.items():
            assert kept.get(name.card, Standing()) == standing

    @invariant()
    def kept_equals_replay(self) -> None:
        kept = self.journal.standings(CARDS[0].facts.key.deck)
        replayed = {name.card: standing for name, standing in self.journal.replay().items()}
        assert replayed == kept

    @invariant()
    def nothing_is_planned_twice(self) -> None:
        planned = [slot.key for slot in self.state.queue]
        assert len(planned) == len(set(planned))
        assert not {*planned} & {*self.state.waiting}

    @invariant()
    def what_is_set_aside_is_not_asked(self) -> None:
        if isinstance(self.state.turn, Asking):
            assert not self.state.standings[self.state.turn.slot.key].suspended

    @invariant()
    def study_is_time_at_the_card(self) -> None:
        assert all(0 <= review.took <= rehearsal.ATTENTION for review in self.state.log)


def schedule_due(state: Rehearsal, key: CardKey) -> int:
    placed = state.standings[key].progress.schedule
    return placed.due if isinstance(placed, schedule.Stepping) else 0


def _timeless(state: Rehearsal, *, asked: bool = False) -> Rehearsal:
    """A state without the moment at which its card was shown, and without its wording.

    ``asked``: undoing a rating asks the card again, which is where a revealed one came from.
    """
    turn = state.turn
    if asked and isinstance(turn, Revealed):
        turn = Asking(turn.slot, turn.since, turn.hinted)
    if isinstance(turn, Asking):
        turn = replace(turn, since=NOON)
    return replace(state, turn=turn, cards={}, past=None, leech=None)


RehearsalMachine.TestCase.settings = settings(stateful_step_count=40)
TestRehearsal = RehearsalMachine.TestCase


def test_days_of_the_machine_begin_where_the_samples_say() -> None:
    assert NOON.day(4) == DAY_ONE
    assert isinstance(NOON, Moment)
    assert isinstance(key("x"), CardKey)
