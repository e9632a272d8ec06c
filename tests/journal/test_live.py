"""Which events count, held against the rule as a sentence says it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_samples import action, key, review, stamp
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.journal.live import Mark, every_mark, mark, marks_around, voided
from offbook.learning.events import Began, Flagged, Suspended, Undone


def by_the_sentence(marks: Sequence[Mark]) -> set[int]:
    """Word for word: undone by a later undo that is not undone itself; replaced by a later
    replacement that still holds, which is one not undone, or one that was replaced in turn."""

    def is_undone(one: Mark) -> bool:
        return any(
            other.undoes == one.action and other.order > one.order and not is_undone(other) for other in marks
        )

    def is_replaced(one: Mark) -> bool:
        return any(
            other.replaces == one.action
            and other.order > one.order
            and (not is_undone(other) or is_replaced(other))
            for other in marks
        )

    about_cards = {"reviewed", "suspended"}
    return {one.seq for one in marks if is_undone(one) or (one.kind in about_cards and is_replaced(one))}


@st.composite
def histories(draw: st.DrawFn) -> list[Mark]:
    actions = st.sampled_from([bytes([number]) * 16 for number in range(5)])
    kinds = draw(st.lists(st.sampled_from(["reviewed", "undone", "suspended", "began"]), max_size=12))
    clocks = draw(st.lists(st.integers(0, 8), min_size=len(kinds), max_size=len(kinds)))
    return [
        Mark(
            order=(clock, bytes([seq])),
            seq=seq,
            action=draw(actions),
            kind=kind,
            undoes=draw(actions) if kind == "undone" else None,
            replaces=draw(st.none() | actions) if kind == "reviewed" else None,
        )
        for seq, (kind, clock) in enumerate(zip(kinds, clocks, strict=True))
    ]


@settings(max_examples=200)
@given(histories())
def test_what_counts_is_what_the_sentence_says(marks: list[Mark]) -> None:
    assert voided(marks) == by_the_sentence(marks)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(marks: list[Mark], chance: Random) -> None:
    shuffled = list(marks)
    chance.shuffle(shuffled)

    assert voided(shuffled) == voided(marks)


CASES: list[tuple[str, list[list[Event]], set[int]]] = [
    ("nothing is undone", [[review()], [review()]], set()),
    ("an undo takes back its action whole", [[review(), Suspended(key())], [Undone(action(0))]], {1, 2}),
    ("an undo of what never was", [[review()], [Undone(action(99))]], set()),
    ("an undo is not about the future", [[Undone(action(1))], [review()]], set()),
    ("undone twice", [[review()], [Undone(action(0))], [Undone(action(0))]], {1}),
    ("an undo undone", [[review()], [Undone(action(0))], [Undone(action(1))]], {2}),
    (
        "and that undone",
        [[review()], [Undone(action(0))], [Undone(action(1))], [Undone(action(2))]],
        {1, 3},
    ),
    ("replaced", [[review(), Suspended(key())], [review(replaces=action(0))]], {1, 2}),
    ("a replacement undone", [[review()], [review(replaces=action(0))], [Undone(action(1))]], {2}),
    (
        "replaced again: the first does not come back",
        [[review()], [review(replaces=action(0))], [review(replaces=action(1))]],
        {1, 2},
    ),
    (
        "all of a chain undone in one action",
        [
            [review()],
            [review(replaces=action(0))],
            [review(replaces=action(1))],
            [Undone(action(2)), Undone(action(1)), Undone(action(0))],
        ],
        {1, 2, 3},
    ),
    (
        "the middle of a chain undone: the end stands in for both",
        [[review()], [review(replaces=action(0))], [review(replaces=action(1))], [Undone(action(1))]],
        {1, 2},
    ),
    (
        "the beginning of a sitting is not replaced with its first review",
        [[Began(b"s" * 16, (), 1, ()), review()], [review(replaces=action(0))]],
        {2},
    ),
    ("an undo stands, whatever replaces its action", [
        [Flagged(key(), on=True)], [Undone(action(0)), review()], [review(replaces=action(1))]], {1, 3}),
]  # fmt: skip


@pytest.mark.parametrize(("actions", "void"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_undo_and_replacement_in_a_journal(actions: list[list[Event]], void: set[int]) -> None:
    with Journal.in_memory() as journal:
        for number, events in enumerate(actions):
            journal.append(events, stamp(number))

        db = journal._store.reading().db
        assert voided(mark(one) for one in journal.events()) == void
        assert voided(every_mark(db)) == void
        assert {seq for (seq,) in db.execute("SELECT seq FROM voided")} == void


def test_marks_around_an_action_reach_along_every_link() -> None:
    with Journal.in_memory() as journal:
        told: list[Event] = [
            review(),
            review(replaces=action(0)),
            Undone(action(1)),
            Undone(action(2)),
            review(),
        ]
        for number, event in enumerate(told):
            journal.append([event], stamp(number))

        db = journal._store.reading().db
        for start in range(4):
            assert {one.seq for one in marks_around(db, action(start))} == {1, 2, 3, 4}
        assert {one.seq for one in marks_around(db, action(4))} == {5}


def test_a_thousand_undos_of_undos_end() -> None:
    chain = [Mark((0, b""), 0, action(0), "reviewed")]
    chain += [Mark((n, b""), n, action(n), "undone", undoes=action(n - 1)) for n in range(1, 1_001)]

    assert voided(chain) == {n for n in range(1_001) if n % 2}
