"""Every event comes back from the file as it went in."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_samples import events, key, moments, names, review, stamp
from offbook.clock import Moment, Stamp
from offbook.journal import rows
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.learning.schedule import Scheduler


@given(st.lists(st.tuples(events, names, moments), max_size=8))
def test_what_is_appended_is_read_back(written: list[tuple[Event, bytes, Moment]]) -> None:
    with Journal.in_memory() as journal:
        recorded = [journal.append([event], Stamp(at, action))[0] for event, action, at in written]
        journal._store.reading().names.forget()

        assert list(journal.events()) == recorded
        assert [(one.event, one.action, one.at) for one in recorded] == written


def test_every_event_has_a_kind_of_its_own() -> None:
    assert set(rows.KINDS) == {*get_args(Event)}
    assert len(set(rows.KINDS.values())) == len(rows.KINDS)


def test_more_events_than_one_batch_come_in_order() -> None:
    with Journal.in_memory() as journal:
        journal.append([review(key(f"card {number}")) for number in range(1_300)], stamp(1))

        assert [one.seq for one in journal.events()] == list(range(1, 1_301))


def test_half_of_a_surrogate_pair_becomes_a_question_mark() -> None:
    with Journal.in_memory() as journal:
        journal.append([replace(review(), response="caf\udce9")], stamp(1))

        (kept,) = journal.reviews(key())
        assert kept.event == replace(review(), response="caf?")


@pytest.mark.parametrize("text", ["a\0b", "é́", "\u202eabc", "x" * 100_000])
def test_odd_text_is_kept_as_it_is(text: str) -> None:
    with Journal.in_memory() as journal:
        journal.append([replace(review(), response=text)], stamp(1))

        assert journal.reviews(key())[0].event == replace(review(), response=text)


def test_a_scheduler_is_written_once_by_its_content() -> None:
    with Journal.in_memory() as journal:
        one, same, other = Scheduler(), Scheduler(), Scheduler(retention=0.85)
        for number, scheduler in enumerate([one, same, other, one]):
            journal.append([replace(review(), scheduler=scheduler)], stamp(number))

        db = journal._store.reading().db
        assert db.execute("SELECT retention FROM schedulers ORDER BY id").fetchall() == [(0.9,), (0.85,)]
        assert [
            one.event.scheduler.retention for one in journal.reviews(key()) if hasattr(one.event, "scheduler")
        ] == [0.9, 0.9, 0.85, 0.9]
