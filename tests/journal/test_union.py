"""Journals of several devices become one, in whatever order, grouping and number of times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from test_journal_property import KEYS, cards, decisions, ratings, steps
from test_studied import AT_HAND, DECKS

from journal_samples import (
    DECK,
    START,
    TODAY,
    action,
    answer,
    attempt,
    closings,
    derived,
    events,
    everything,
    in_words,
    key,
    moments,
    names,
    question,
    review,
    stamp,
)
from offbook.analyst import Analyst, View
from offbook.clock import DAY, HOUR, MINUTE, Moment, Stamp
from offbook.deck.cards import CardKey
from offbook.errors import JournalError
from offbook.examiner import Examiner
from offbook.ids import LATEST, derive
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.learning.events import (
    Began,
    CardEvent,
    Carried,
    Reported,
    Reviewed,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.library import Library
from offbook.performance.events import (
    Answered,
    AttemptEnded,
    AttemptSeen,
    Ending,
    QuestionFlagged,
    Remarked,
)
from offbook.performance.targets import Closing
from offbook.performance.windows import Calendar
from offbook.seen import Seen

DEVICES = [bytes([letter]) * 16 for letter in b"abc"]


def united(journals: Iterable[Journal]) -> Journal:
    """One journal in memory that holds what all of these hold, brought in one after another."""
    whole = Journal.in_memory(device=b"w" * 16)
    for one in journals:
        whole.merge(one.events())
    return whole


def examiner(journal: Journal) -> Examiner:
    """Whoever reads the attempts of a journal, with no deck at hand."""
    return Examiner(cast("Library", None), journal, lambda ms: ms.to_bytes(16))


class Devices(RuleBasedStateMachine):
    """One person at three devices, each with a clock of its own, which hear of each other now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.journals = [Journal.in_memory(device=device) for device in DEVICES]
        self.clocks = [START, START.plus(7 * MINUTE), START.plus(-2 * DAY)]
        self.count = 0
        self.accepted: dict[bytes, Recorded] = {}
        """Every event that any device has accepted, by its name."""
        self.attempts = [action(999)]
        self.seen = [Seen(journal) for journal in self.journals]
        self.examiners = [examiner(one) for one in self.journals]
        self.analysts = [Analyst(journal) for journal in self.journals]

    def teardown(self) -> None:
        """At the end all hear of all, and of nothing more when they hear it again."""
        wholes = [united(self.journals[turn:] + self.journals[:turn]) for turn in range(3)]
        first, second, third = self.journals
        pair = united([second, third])
        wholes += [united([pair, first]), united([third, second, pair, first])]
        whole = everything(wholes[0])
        assert {one.id: replace(one, seq=0) for one in whole[0]} == self.accepted, "nothing is lost"
        for one in wholes:
            assert everything(one) == whole
            one.rebuild()
            assert everything(one) == whole
            assert one.merge(first.events()) == 0
            assert one.merge(wholes[0].events()) == 0
            assert everything(one) == whole
        for one in (*wholes, pair, *self.journals):
            one.close()

    def act(self, device: int, *acted: Event) -> None:
        self.count += 1
        written = self.journals[device].append(acted, Stamp(self.clocks[device], action(self.count)))
        self.accepted |= {one.id: replace(one, seq=0) for one in written}

    def any_action(self, data: st.DataObject) -> bytes:
        """A name of what was done on any device, heard of or not, of what is to be done, or of nothing."""
        return action(data.draw(st.integers(0, self.count + 2)))

    @rule(device=st.integers(0, 2), step=steps)
    def time_passes(self, device: int, step: int) -> None:
        self.clocks[device] = self.clocks[device].plus(step)

    @rule(device=st.integers(0, 2), other=st.integers(0, 2))
    def hear(self, device: int, other: int) -> None:
        mine, theirs = list(self.journals[device].events()), list(self.journals[other].events())
        self.hear_some(device, theirs, {one.id for one in theirs} - {one.id for one in mine})

    @rule(device=st.integers(0, 2), other=st.integers(0, 2), data=st.data())
    def hear_a_part_in_disorder(self, device: int, other: int, data: st.DataObject) -> None:
        """As what was saved of a journal that is damaged."""
        theirs = list(self.journals[other].events())
        seed = data.draw(st.integers(0, 9))
        part = Random(seed).sample(theirs, len(theirs) * 2 // 3)
        here = {one.id for one in self.journals[device].events()}
        self.hear_some(device, part, {one.id for one in part} - here)

    def hear_some(self, device: int, told: list[Recorded], fresh: set[bytes]) -> None:
        journal = self.journals[device]
        before = journal.position
        assert journal.merge(told) == len(fresh)
        assert journal.position == before + len(fresh)

    @rule(device=st.integers(0, 2), chosen=st.lists(st.tuples(cards, ratings), min_size=1, max_size=4))
    def study(self, device: int, chosen: list[tuple[CardKey, Rating]]) -> None:
        sitting = action(self.count + 1)
        day = self.clocks[device].day(4)
        self.act(device, Began(sitting, (DECK,), day, ()))
        for card, rating in chosen:
            self.act(device, review(card, rating, day=day, sitting=sitting))
            self.clocks[device] = self.clocks[device].plus(MINUTE)

    @rule(device=st.integers(0, 2), data=st.data(), card=cards, rating=ratings)
    def replace_a_rating(self, device: int, data: st.DataObject, card: CardKey, rating: Rating) -> None:
        day = self.clocks[device].day(4)
        self.act(device, review(card, rating, day=day, replaces=self.any_action(data)))

    @rule(device=st.integers(0, 2), data=st.data())
    def undo(self, device: int, data: st.DataObject) -> None:
        self.act(device, Undone(self.any_action(data)))

    @rule(device=st.integers(0, 2), event=decisions, card=cards)
    def decide(self, device: int, event: CardEvent, card: CardKey) -> None:
        self.act(device, event, Suspended(card, leech=True))

    @rule(device=st.integers(0, 2), card=cards, heir=cards)
    def carry_over(self, device: int, card: CardKey, heir: CardKey) -> None:
        self.act(device, Carried(card, heir))

    @rule(device=st.integers(0, 2), card=cards, on=st.booleans())
    def word_and_report(self, device: int, card: CardKey, on: bool) -> None:  # noqa: FBT001
        self.act(device, Worded(card, "recall", f"Question {self.count}", "A"), Reported(card, "?", on))

    @rule(device=st.integers(0, 2), closing=closings)
    def close_a_window(self, device: int, closing: Closing) -> None:
        self.act(device, closing)

    @rule(device=st.integers(0, 2))
    def begin_a_quiz(self, device: int) -> None:
        name = action(1_000 + self.count)
        self.attempts.append(name)
        paper = question(KEYS[0], f"about {KEYS[0].card}"), question(KEYS[2], "about all")
        self.act(device, attempt(*paper, name=name))

    @rule(device=st.integers(0, 2), data=st.data(), card=cards, is_shown=st.booleans())
    def answer(self, device: int, data: st.DataObject, card: CardKey, is_shown: bool) -> None:  # noqa: FBT001
        shown = self.clocks[device] if is_shown else None
        self.act(device, answer(card, "about all", shown, name=data.draw(st.sampled_from(self.attempts))))

    @rule(device=st.integers(0, 2), data=st.data(), ending=st.sampled_from(Ending))
    def end_and_look(self, device: int, data: st.DataObject, ending: Ending) -> None:
        name = data.draw(st.sampled_from(self.attempts))
        self.act(device, QuestionFlagged(name, 0, on=True), AttemptEnded(name, ending))
        self.act(device, AttemptSeen(name), Remarked(name, 0, self.count % 2, "a typo"))

    @rule(device=st.integers(0, 2))
    def look(self, device: int) -> None:
        """Whoever has read a journal and goes on from there knows what one knows who reads it all."""
        journal = self.journals[device]
        assert self.seen[device].answers() == Seen(journal).answers()
        assert self.examiners[device].records() == examiner(journal).records()
        view = View(AT_HAND if self.count % 2 else DECKS, self.clocks[device], Calendar(), Scheduler())
        assert self.analysts[device].learning(view) == Analyst(journal).learning(view)

    @rule(device=st.integers(0, 2))
    def make_anew(self, device: int) -> None:
        """What is kept equals what the events come to, in their order."""
        journal = self.journals[device]
        kept = derived(journal)
        journal.rebuild()
        assert derived(journal) == kept
        found = [one.order for one in journal.events()]
        assert found == sorted(found)


TestDevices: Any = Devices.TestCase
TestDevices.settings = settings(max_examples=15, stateful_step_count=20)

lived = moments.filter(lambda at: at.ms < LATEST // 4)
written = st.lists(st.tuples(events, names, lived), max_size=6, unique_by=lambda one: one[1])


@settings(max_examples=20)
@given(written, written, st.data())
def test_any_two_journals_make_the_same_one(
    one: list[tuple[Event, bytes, Moment]], other: list[tuple[Event, bytes, Moment]], data: st.DataObject
) -> None:
    with Journal.in_memory(device=DEVICES[0]) as left, Journal.in_memory(device=DEVICES[1]) as right:
        for journal, acted in ((left, one), (right, other)):
            for event, name, at in acted:
                journal.append([event], Stamp(at, name))
        both = [*left.events(), *right.events()]
        Random(data.draw(st.integers(0, 9))).shuffle(both)
        with united([left, right]) as whole, united([]) as shuffled:
            assert shuffled.merge([*both, *both]) == len(both)
            assert everything(shuffled) == everything(whole)
            # What comes next counts on top of what was brought in, and equals its replay.
            at = START.plus(90 * DAY)
            for journal in (whole, shuffled):
                journal.append([review(), Undone(b"u" * 16)], Stamp(at, b"u" * 16))
            assert in_words(shuffled) == in_words(whole)
            shuffled.rebuild()
            assert in_words(shuffled) == in_words(whole)


def some(device: int = 0, first: int = 1, at: Moment = START) -> Journal:
    """A journal of a few events."""
    journal = Journal.in_memory(device=DEVICES[device])
    journal.append([review(), Suspended(key())], stamp(first, at))
    journal.append([Undone(action(first))], stamp(first + 1, at))
    return journal


def test_a_clock_moves_past_the_events_brought_in() -> None:
    ahead = START.plus(400 * DAY)
    with some() as mine, some(1, 5, ahead) as theirs:
        last = list(theirs.events())[-1]
        assert mine.merge(theirs.events()) == 3
        (next_one,) = mine.append([review()], stamp(9))
        assert next_one.order > last.order
        assert next_one.at == stamp(9).at, "wall time is told as it was"
        assert (next_one.seq, mine.position) == (7, 7)
        assert next_one.device == DEVICES[0]


def test_an_event_that_says_something_else_brings_in_nothing() -> None:
    with some() as mine, some(1, 5) as theirs, Journal.in_memory() as whole:
        whole.merge(mine.events())
        before = everything(whole)
        changed = [replace(one, event=review(rating=Rating.AGAIN)) for one in mine.events()]
        with pytest.raises(JournalError, match=r"2023-11-14 23:14 .*says something else"):
            whole.merge([*theirs.events(), *changed])
        assert everything(whole) == before
        assert whole.merge(theirs.events()) == 3, "the names that were given up are given anew"
        assert everything(whole) == everything(united([mine, theirs]))


def test_two_events_of_one_name_within_what_comes_are_told_apart_too() -> None:
    with some() as theirs, Journal.in_memory() as mine:
        found = list(theirs.events())
        with pytest.raises(JournalError, match="Nothing was brought in"):
            mine.merge([*found, replace(found[0], action=b"x" * 16)])
        assert list(mine.events()) == []


@pytest.mark.parametrize(
    "hlc", [-1, 0, 1_700_000_000_000 << 16, (LATEST // 2) << 16, LATEST << 16, 2**63 - 1]
)
def test_a_clock_that_does_not_fit_the_name_is_refused(hlc: int) -> None:
    with some() as theirs, Journal.in_memory() as mine:
        one = next(iter(theirs.events()))
        with pytest.raises(JournalError, match="does not fit its name"):
            mine.merge([replace(one, hlc=hlc)])
        if hlc > LATEST << 15:
            named = derive(hlc, one.device, one.action)
            with pytest.raises(JournalError, match="does not fit its name"):
                mine.merge([replace(one, hlc=hlc, id=named)])


def test_more_than_one_batch_is_looked_up_whole() -> None:
    with Journal.in_memory(device=DEVICES[0]) as theirs, Journal.in_memory(device=DEVICES[1]) as mine:
        theirs.append([review(key(f"card {number}")) for number in range(800)], stamp(1))
        assert mine.merge(list(theirs.events())[:600]) == 600
        assert mine.merge(theirs.events()) == 200
        assert everything(mine) == everything(theirs)


def test_reviews_of_a_rehearsal_are_found_though_its_beginning_came_in_last() -> None:
    sitting = b"r" * 16
    with Journal.in_memory(device=DEVICES[0]) as theirs, Journal.in_memory() as mine:
        theirs.append([Began(sitting, (DECK,), TODAY, ())], stamp(1))
        theirs.append([review(key("peru"), sitting=sitting)], stamp(2))
        theirs.append([review(sitting=sitting)], stamp(3))
        mine.merge(reversed(list(theirs.events())))
        found: tuple[Reviewed, ...] = mine.reviews_of(sitting)
        assert [one.key for one in found] == [key("peru"), key()]
        assert found == theirs.reviews_of(sitting)


def sat(journal: Journal, number: int, *, is_over: bool = True) -> None:
    """An attempt of one question, the later the greater its number."""
    name = action(1_000 + number)
    journal.append([attempt(question(key(), "a"), name=name)], stamp(number))
    journal.append([answer(key(), "a", name=name)], stamp(number + 1))
    if is_over:
        journal.append([AttemptEnded(name, Ending.SUBMITTED)], stamp(number + 2))


def test_attempts_that_came_in_behind_stand_where_they_began_for_whoever_reads_on() -> None:
    with Journal.in_memory(device=DEVICES[0]) as mine, Journal.in_memory(device=DEVICES[1]) as theirs:
        sat(mine, 20)
        seen, reader = Seen(mine), examiner(mine)
        assert [one.attempt for one in seen.answers()] == [action(1_020)]
        assert [one.began.attempt for one in reader.records()] == [action(1_020)]
        sat(theirs, 5, is_over=False)
        mine.merge(theirs.events())
        sat(mine, 60)
        assert [one.attempt for one in seen.answers()] == [action(1_020), action(1_060)]
        # What the other device began first it ended last.
        theirs.append([AttemptEnded(action(1_005), Ending.LEFT)], stamp(90))
        theirs.append([Remarked(action(1_005), 0, 0.0, "a typo")], stamp(91))
        mine.merge(theirs.events())
        assert [one.attempt for one in seen.answers()] == [action(1_005), action(1_020), action(1_060)]
        assert seen.answers() == Seen(mine).answers()
        assert [one.began.attempt for one in reader.records()] == [
            action(1_005),
            action(1_020),
            action(1_060),
        ]
        assert reader.records() == examiner(mine).records()


def test_an_older_answer_that_came_in_last_does_not_stand_for_the_later_one() -> None:
    with Journal.in_memory(device=DEVICES[0]) as mine, Journal.in_memory(device=DEVICES[1]) as theirs:
        sat(theirs, 5)
        mine.merge([one for one in theirs.events() if not isinstance(one.event, Answered)])
        name = action(1_005)
        mine.append([replace(answer(key(), "a", name=name), response="Lyon")], stamp(50))
        reader, seen = examiner(mine), Seen(mine)
        assert reader.records()[0].answers[0].response == "Lyon"
        assert [one.response for one in seen.answers()] == ["Lyon"]
        mine.merge(theirs.events())
        assert reader.records() == examiner(mine).records()
        assert reader.records()[0].answers[0].response == "Lyon"
        assert seen.answers() == Seen(mine).answers()
        assert [(one.response, one.took) for one in seen.answers()] == [("Lyon", 5_000)]


def test_an_attempt_is_read_though_its_beginning_came_in_behind_its_end() -> None:
    with Journal.in_memory(device=DEVICES[0]) as theirs, Journal.in_memory() as mine:
        sat(theirs, 5)
        began, *rest = theirs.events()
        mine.merge(rest)
        seen, reader = Seen(mine), examiner(mine)
        assert (seen.answers(), reader.records()) == ((), ())
        mine.merge([began])
        assert seen.answers() == Seen(theirs).answers()
        assert len(reader.records()) == len(seen.answers()) == 1


def test_an_empty_journal_keeps_a_name_of_its_own() -> None:
    with some() as theirs, Journal.in_memory(device=DEVICES[1]) as mine, Journal.in_memory() as nameless:
        assert mine.merge(theirs.events()) == nameless.merge(theirs.events()) == 3
        mine._device = None
        assert (mine.device, nameless.device) == (DEVICES[1], DEVICES[0])


def test_what_moved_is_not_known_once_something_older_came_in() -> None:
    with some() as mine, some(1, 5, START.plus(HOUR)) as later, some(2, 20, START.plus(-DAY)) as earlier:
        place = mine.position
        mine.merge(later.events())
        moved = mine.moved(place)
        assert moved
        assert moved.cards[DECK].keys() == {"france"}
        mine.merge(earlier.events())
        assert mine.moved(place) is None
        assert mine.moved(mine.position) is not None
