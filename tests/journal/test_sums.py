"""The daily sums of study, beside a count of the reviews themselves."""

from __future__ import annotations

from dataclasses import replace

from journal_samples import DECK, START, action, key, review, stamp
from offbook.clock import DAY, Stamp
from offbook.journal.census import StudyDay
from offbook.journal.journal import Journal
from offbook.learning.events import Reset, Undone
from offbook.learning.memory import Rating, first, recall
from offbook.learning.retrieval import Age
from offbook.learning.stability import bucket

TODAY = START.day(4)
EASY = replace(review(key()), rating=Rating.EASY)
FRESH, _ = first(Rating.EASY)


def later(days: int, number: int) -> Stamp:
    return Stamp(START.plus(days * DAY), action(number))


def test_a_day_of_study_is_counted_and_timed() -> None:
    with Journal.in_memory() as journal:
        journal.append([replace(EASY, took=2_000), replace(review(key("peru")), took=3_000)], stamp(1))
        assert journal.study_days(DECK) == [StudyDay(TODAY, 2, 2, 5_000)]
        journal.append([Undone(action(1))], stamp(2))
        assert journal.study_days(DECK) == []


def test_a_delayed_retrieval_is_summed_with_what_was_expected_of_it() -> None:
    with Journal.in_memory() as journal:
        journal.append([EASY], stamp(1))
        assert journal.retrievals(DECK) == [], "a first meeting recalls nothing"
        journal.append([replace(EASY, day=TODAY + 8)], later(8, 2))

        (found,) = journal.retrievals(DECK)
        assert (found.day, found.age) == (TODAY + 8, Age.YOUNG)
        assert (found.tally.n, found.tally.passed, found.tally.grown) == (1, 1, 1)
        assert found.tally.expected == round(recall(8, FRESH) * 1_000_000)

        journal.append([Undone(action(2))], later(8, 3))
        assert journal.retrievals(DECK) == []


def test_a_rating_that_replaces_another_takes_its_place_in_the_sums() -> None:
    with Journal.in_memory() as journal:
        journal.append([EASY], stamp(1))
        again = replace(EASY, day=TODAY + 8, rating=Rating.AGAIN)
        journal.append([again], later(8, 2))
        journal.append([replace(again, rating=Rating.GOOD, replaces=action(2))], later(8, 3))
        (found,) = journal.retrievals(DECK)
        assert (found.tally.n, found.tally.passed) == (1, 1)


def test_known_cards_are_in_one_bucket_each_until_they_are_made_new() -> None:
    with Journal.in_memory() as journal:
        journal.append([EASY, replace(EASY, key=key("peru"))], stamp(1))
        assert journal.stabilities(DECK) == [(TODAY, bucket(FRESH), 2)]
        journal.append([Reset(key())], later(3, 2))
        assert journal.stabilities(DECK) == [(TODAY, bucket(FRESH), 2), (TODAY + 3, bucket(FRESH), -1)]
        journal.append([Undone(action(2))], later(4, 3))
        assert journal.stabilities(DECK) == [(TODAY, bucket(FRESH), 2)]


def test_of_an_unknown_deck_there_is_nothing() -> None:
    with Journal.in_memory() as journal:
        assert (journal.study_days(DECK), journal.retrievals(DECK), journal.stabilities(DECK)) == ([], [], [])
