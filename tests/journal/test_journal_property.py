"""After any sequence of actions: what is kept equals the replay, and an undo leaves no trace."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from journal_samples import (
    DECK,
    START,
    TODAY,
    action,
    answer,
    attempt,
    derived,
    key,
    question,
    review,
)
from offbook.clock import DAY, MINUTE, Moment, Stamp
from offbook.deck.cards import CardKey, DeckId
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.journal.live import mark, voided
from offbook.learning.events import (
    Began,
    Buried,
    CardEvent,
    Carried,
    Flagged,
    Pulled,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.memory import Rating
from offbook.learning.schedule import New, is_ready
from offbook.learning.standing import Standing, fold
from offbook.performance.events import AttemptEnded, AttemptSeen, Ending, QuizEvent, Remarked

KEYS = [key("france"), key("peru"), key("rhine", "rivers")]
cards = st.sampled_from(KEYS)
ratings = st.sampled_from(Rating)
decisions: st.SearchStrategy[CardEvent] = st.one_of(
    st.builds(Suspended, cards, st.booleans()),
    st.builds(Resumed, cards),
    st.builds(Buried, cards, st.integers(TODAY - 1, TODAY + 3)),
    st.builds(Flagged, cards, st.booleans()),
    st.builds(Pulled, cards),
    st.builds(Reset, cards),
)
quiz_events: st.SearchStrategy[QuizEvent] = st.one_of(
    st.just(attempt(question(KEYS[0], "a", "b"), question(KEYS[2], "c"))),
    st.builds(answer, cards, st.sampled_from("ab"), st.none() | st.just(START.plus(DAY))),
    st.just(AttemptEnded(b"t" * 16, Ending.LEFT)),
    st.just(AttemptSeen(b"t" * 16)),
    st.just(Remarked(b"t" * 16, 0, 0.0, "a typo")),
)
# Clocks jump: mostly ahead, at times back by hours or days.
steps = st.sampled_from([0, MINUTE, 10 * MINUTE, DAY, 3 * DAY, 40 * DAY, -2 * MINUTE, -2 * DAY])


def kept_with(keepers: dict[CardKey, set[CardKey]], card: CardKey) -> set[CardKey]:
    """All cards whose histories are kept together with that of one."""
    return next(cards for cards in keepers.values() if card in cards)


class Actions(RuleBasedStateMachine):
    """Whatever a person may do, in any order, under a clock that is not to be trusted."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = Journal.in_memory()
        self.recorded: list[Recorded] = []
        self.now = START
        self.count = 0

    def teardown(self) -> None:
        self.journal.close()

    def act(self, *events: Event) -> None:
        self.count += 1
        self.recorded += self.journal.append(events, Stamp(self.now, action(self.count)))

    def rated(self, card: CardKey, rating: Rating, replaces: bytes | None = None) -> Reviewed:
        return review(card, rating, day=self.now.day(4), replaces=replaces)

    def any_action(self, data: st.DataObject) -> bytes:
        """A name of what was done, of what is yet to be done, or of nothing."""
        return action(data.draw(st.integers(0, self.count + 2)))

    @rule(step=steps)
    def time_passes(self, step: int) -> None:
        self.now = self.now.plus(step)

    @rule(card=cards, rating=ratings)
    def review(self, card: CardKey, rating: Rating) -> None:
        self.act(self.rated(card, rating))

    @rule(chosen=st.lists(st.tuples(cards, ratings), min_size=1, max_size=5), leech=cards)
    def review_many_and_set_one_aside(self, chosen: list[tuple[CardKey, Rating]], leech: CardKey) -> None:
        self.act(*(self.rated(card, rating) for card, rating in chosen), Suspended(leech, leech=True))

    @rule(data=st.data(), card=cards, rating=ratings)
    def replace(self, data: st.DataObject, card: CardKey, rating: Rating) -> None:
        self.act(self.rated(card, rating, replaces=self.any_action(data)))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self.act(Undone(self.any_action(data)))

    @rule(data=st.data(), card=cards)
    def undo_two_and_review(self, data: st.DataObject, card: CardKey) -> None:
        one, other = self.any_action(data), self.any_action(data)
        self.act(Undone(one), Undone(other), self.rated(card, Rating.GOOD))

    @rule(event=decisions)
    def decide(self, event: CardEvent) -> None:
        self.act(event)

    @rule(event=quiz_events)
    def quiz(self, event: QuizEvent) -> None:
        before = derived(self.journal)
        self.act(event)
        after = derived(self.journal)

        for table in ("standing", "tally", "retrievals", "stabilities", "voided"):
            assert after[table] == before[table]

    @rule(data=st.data(), event=decisions, card=cards, rating=ratings)
    def act_and_undo(self, data: st.DataObject, event: CardEvent, card: CardKey, rating: Rating) -> None:
        replaces = data.draw(st.none() | st.just(self.any_action(data)))
        event_of_all: Event = data.draw(
            st.sampled_from([event, self.rated(card, rating, replaces), Undone(self.any_action(data))])
        )
        before = derived(self.journal)
        self.act(event_of_all, event)
        self.act(Undone(action(self.count)))
        after = derived(self.journal)

        for table in ("standing", "tally", "retrievals", "stabilities"):
            assert after[table] == before[table]

    @rule(card=cards, heir=cards)
    def carry_over(self, card: CardKey, heir: CardKey) -> None:
        self.act(Carried(card, heir))

    @rule(card=cards)
    def word(self, card: CardKey) -> None:
        before = derived(self.journal)
        self.act(Worded(card, "recall", "A question", "An answer"))
        after = derived(self.journal)
        assert {**after, "watermark": []} == {**before, "watermark": []}

    @rule()
    def begin(self) -> None:
        self.act(Began(b"s" * 16, (DECK,), TODAY, ()))

    @invariant()
    def what_is_kept_is_what_the_events_say(self) -> None:
        wanted: dict[CardKey, Standing] = {}
        void = voided(mark(one) for one in self.recorded)
        counting = [one for one in self.recorded if one.seq not in void]
        keepers = {one: {one} for one in KEYS}
        for one in counting:
            if isinstance(one.event, Carried):
                joined = {*kept_with(keepers, one.event.key), *kept_with(keepers, one.event.heir)}
                keepers = {of: cards for of, cards in keepers.items() if not cards & joined}
                keepers[one.event.heir] = joined
        for one in counting:
            if isinstance(one.event, CardEvent):
                (own,) = (of for of, cards in keepers.items() if one.event.key in cards)
                wanted[own] = fold(wanted.get(own, Standing()), one.event, one.at)

        assert list(self.journal.events()) == self.recorded
        assert self.journal.replay() == wanted
        assert {
            CardKey(DeckId(deck), card): standing
            for deck in (DECK, "rivers")
            for card, standing in self.journal.standings(DeckId(deck)).items()
        } == wanted
        assert all(self.journal.standing(one) == wanted.get(one, Standing()) for one in KEYS)

    @invariant()
    def derived_tables_equal_their_rebuilding(self) -> None:
        kept = derived(self.journal)
        self.journal.rebuild()
        assert derived(self.journal) == kept

    @invariant()
    def readiness_is_the_schedule_s(self) -> None:
        day = self.now.day(4)
        for deck in {one.deck for one in KEYS}:
            standings = self.journal.standings(deck)
            at_hand = {card: one for card, one in standings.items() if not one.is_away(day)}
            ready = {c for c, one in at_hand.items() if one.pulled or is_ready(one.progress, self.now, day)}
            assert self.journal.ready(deck, self.now, day) == ready
            assert self.journal.ready_counts(self.now, day).get(deck, 0) == len(ready)
            fresh = {
                c for c, one in at_hand.items() if isinstance(one.progress.schedule, New) and not one.pulled
            }
            assert self.journal.taken(deck, day) == standings.keys() - fresh


TestActions: Any = Actions.TestCase
TestActions.settings = settings(max_examples=30, stateful_step_count=20)


def test_time_may_run_back_and_order_stands() -> None:
    with Journal.in_memory() as journal:
        for number, ms in enumerate([5_000, 1_000, 5_000, 0, -7]):
            journal.append([review()], Stamp(Moment(ms), action(number)))

        events = list(journal.events())
        assert [one.seq for one in events] == [1, 2, 3, 4, 5]
        assert [one.at.ms for one in events] == [5_000, 1_000, 5_000, 0, -7]
        assert [one.order for one in events] == sorted(one.order for one in events)
        assert [one.id for one in events] == sorted(one.id for one in events)
