"""What a journal keeps of what it is told, and what it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journal_samples import (
    ATTEMPT,
    DECK,
    START,
    TODAY,
    action,
    answer,
    attempt,
    derived,
    integrity,
    key,
    question,
    review,
    stamp,
)
from offbook.clock import DAY, MINUTE
from offbook.deck.cards import DeckId
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.learning.events import Began, Buried, Pulled, Reset, Slot, Suspended, Undone
from offbook.learning.memory import Rating
from offbook.learning.schedule import Settled, Stepping
from offbook.learning.standing import Standing
from offbook.performance.events import AttemptSeen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "of" / "journal.db"


# ---- Who and what -------------------------------------------------------------------------------


def test_a_journal_is_named_by_its_first_action_and_keeps_the_name(path: Path) -> None:
    with Journal.open(path) as journal:
        (first,) = journal.append([review()], stamp(1))
        (second,) = journal.append([review()], stamp(2))
        assert journal.device == action(1)
    with Journal.open(path) as journal:
        (third,) = journal.append([review()], stamp(3))

    assert {first.device, second.device, third.device} == {action(1)}


def test_a_device_that_is_given_writes_under_its_name(path: Path) -> None:
    with Journal.open(path, device=b"a" * 16) as journal:
        journal.append([review()], stamp(1))
    with Journal.open(path, device=b"b" * 16) as journal:
        journal.append([review()], stamp(2))
        assert journal.device == b"b" * 16
        assert [one.device for one in journal.events()] == [b"a" * 16, b"b" * 16]
    with Journal.open(path) as journal:
        assert journal.device == b"a" * 16


def test_names_of_another_length_are_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Journal.open(path, device=b"me")
    with Journal.open(path) as journal, pytest.raises(ValueError, match="16 bytes"):
        journal.append([review()], replace(stamp(1), action=b"short"))
    assert not path.exists()


def test_an_action_is_written_whole_or_not_at_all(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
        before = derived(journal)
        unwritable = replace(review(key("peru")), took=2**70)
        with pytest.raises(OverflowError):
            journal.append([Suspended(key()), review(key("chile")), unwritable], stamp(2))

        assert derived(journal) == before
        assert len(list(journal.events())) == 1
        (kept,) = journal.append([review(key("chile"))], stamp(3))
        assert kept.seq == 2
        assert journal.replay().keys() == {key(), key("chile")}
    assert integrity(path) == "ok"


# ---- Rehearsals ---------------------------------------------------------------------------------


def test_the_last_sitting_of_a_day_and_these_very_decks() -> None:
    plan = (Slot(key()), Slot(key("peru"), follows=True))
    rivers = DeckId("rivers")
    one = Began(b"1" * 16, (DECK,), TODAY, plan)
    both = Began(b"2" * 16, (DECK, rivers), TODAY, ())
    later = Began(b"3" * 16, (DECK,), TODAY, plan[:1])
    with Journal.in_memory() as journal:
        for number, event in enumerate([one, both]):
            journal.append([event], stamp(number))
        assert journal.last_sitting((DECK,), TODAY) == one
        assert journal.last_sitting([DECK, rivers], TODAY) == both
        assert journal.last_sitting((rivers,), TODAY) is None
        assert journal.last_sitting((DECK,), TODAY + 1) is None

        journal.append([later], stamp(2))
        assert journal.last_sitting((DECK,), TODAY) == later
        journal.append([Undone(action(2))], stamp(3))
        assert journal.last_sitting((DECK,), TODAY) == one


def test_the_reviews_of_a_sitting_are_those_that_count() -> None:
    other = b"o" * 16
    with Journal.in_memory() as journal:
        journal.append([Began(b"s" * 16, (DECK,), TODAY, ())], stamp(0))
        told: list[Event] = [
            review(rating=Rating.AGAIN),
            review(key("peru"), sitting=other),
            review(rating=Rating.HARD, replaces=action(1)),
            review(key("chile")),
            Undone(action(4)),
        ]
        for number, event in enumerate(told, start=1):
            journal.append([event], stamp(number))

        assert journal.reviews_of(b"s" * 16) == (review(rating=Rating.HARD, replaces=action(1)),)
        assert journal.reviews_of(other) == (review(key("peru"), sitting=other),)
        assert journal.reviews_of(b"n" * 16) == ()


def test_the_history_of_a_card_is_its_reviews_that_count() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(rating=Rating.GOOD)], stamp(1))
        journal.append([Suspended(key()), review(key("peru"))], stamp(2))
        journal.append([review(rating=Rating.EASY)], stamp(3))
        journal.append([Undone(action(1))], stamp(4))

        (kept,) = journal.reviews(key())
        assert (kept.event, kept.action, kept.at) == (review(rating=Rating.EASY), action(3), stamp(3).at)
        assert journal.reviews(key("nowhere")) == ()


def test_cards_are_introduced_once_in_their_life() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(), review(key("peru")), review(key("rhine", "rivers"))], stamp(1))
        journal.append([review(day=TODAY + 1), Reset(key()), review(day=TODAY + 2)], stamp(2))
        assert [journal.introduced(DECK, TODAY + n) for n in range(3)] == [2, 0, 0]
        assert journal.introduced(DeckId("rivers"), TODAY) == 1

        journal.append([Undone(action(1))], stamp(3))
        assert [journal.introduced(DECK, TODAY + n) for n in range(3)] == [0, 1, 0]
        assert journal.introduced(DeckId("rivers"), TODAY) == 0


# ---- What is ready ------------------------------------------------------------------------------


def test_ready_are_due_cards_of_either_kind_and_pulled_ones_unless_away() -> None:
    with Journal.in_memory() as journal:
        for number, name in enumerate(["step", "later", "buried", "suspended", "pulled step"], start=1):
            journal.append([review(key(name), Rating.AGAIN)], stamp(number))
        journal.append([review(key(name), Rating.EASY) for name in ("settled", "pulled too")], stamp(6))
        journal.append([Buried(key("buried"), TODAY + 1), Suspended(key("suspended"))], stamp(7))
        pulled = {"pulled new", "pulled step", "pulled too"}
        journal.append([Pulled(key(name)) for name in sorted(pulled)], stamp(8))
        step, settled = (journal.standing(key(name)).progress.schedule for name in ("step", "settled"))
        assert isinstance(step, Stepping)
        assert isinstance(settled, Settled)

        now, days_later = replace(START, ms=step.due), settled.due + 9
        assert journal.ready(DECK, now, TODAY) == pulled | {"step"}
        assert journal.ready_counts(now, TODAY) == {DECK: 4}
        later = now.plus(30 * MINUTE)
        assert journal.ready(DECK, later, TODAY) == pulled | {"step", "later"}
        assert journal.ready_counts(later, TODAY) == {DECK: 5}
        assert journal.ready(DECK, later, days_later) == pulled | {"step", "later", "buried", "settled"}
        assert journal.ready_counts(later, days_later) == {DECK: 7}
        assert journal.taken(DECK, TODAY) == journal.standings(DECK).keys()


def test_counting_searches_an_index_and_walks_through_no_cards() -> None:
    from offbook.journal import census

    with Journal.in_memory() as journal:
        db = journal._store.reading().db
        plan = [
            row[3]
            for row in db.execute(f"EXPLAIN QUERY PLAN {census._READY_COUNTS}", {"ms": 1, "day": 1})
            if "standing" in row[3]
        ]

    assert len(plan) == 3
    assert all(one.startswith("SEARCH standing USING") for one in plan)


# ---- What was shown -----------------------------------------------------------------------------


def test_a_concept_was_last_shown_in_study_by_feedback_or_in_an_evaluation() -> None:
    with Journal.in_memory() as journal:
        journal.append([review()], stamp(1))
        assert journal.last_shown(DECK) == {"about france": stamp(1).at.ms}

        journal.append([answer(key(), "a"), answer(key(), "b", START.plus(DAY))], stamp(2))
        assert journal.last_shown(DECK) == {"about france": stamp(1).at.ms, "b": START.plus(DAY).ms}

        journal.append([attempt(question(key(), "a", "b"), question(key("rhine", "rivers"), "c"))], stamp(3))
        assert "a" not in journal.last_shown(DECK)
        journal.append([AttemptSeen(ATTEMPT), AttemptSeen(b"?" * 16)], stamp(4))
        assert journal.last_shown(DECK) == {
            "about france": stamp(1).at.ms,
            "a": stamp(4).at.ms,
            "b": START.plus(DAY).ms,
        }
        assert journal.last_shown(DeckId("rivers")) == {"c": stamp(4).at.ms}


def test_an_undo_does_not_unsee_an_answer() -> None:
    with Journal.in_memory() as journal:
        journal.append([review()], stamp(1))
        journal.append([Undone(action(1))], stamp(2))

        assert journal.standing(key()) == Standing()
        assert journal.last_shown(DECK) == {"about france": stamp(1).at.ms}
