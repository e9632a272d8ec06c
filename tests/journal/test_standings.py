"""Standings come back from their rows equal, slot for slot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal_samples import moments
from offbook.journal.standings import from_row, to_row
from offbook.learning.schedule import Memory, New, Progress, Settled, Stepping
from offbook.learning.standing import Standing

whole = st.integers(0, 10_000)
memories = st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10), moments, st.integers(0, 800_000))
schedules = st.one_of(
    st.just(New()),
    st.builds(Stepping, memories, whole, st.integers(-(2**40), 2**50), st.booleans()),
    st.builds(Settled, memories, st.integers(0, 800_000)),
)
standings = st.builds(
    Standing,
    progress=st.builds(Progress, schedules, whole, whole),
    suspended=st.booleans(),
    leech=st.booleans(),
    buried=whole,
    flagged=st.booleans(),
    pulled=st.booleans(),
)


@given(standings, st.none() | st.text())
def test_a_standing_comes_back_from_its_row(standing: Standing, beside: str | None) -> None:
    again = from_row((*to_row(standing), beside))

    assert again == standing
    # To the last digit, and whole: a slot that was not filled has no representation.
    assert repr(again) == repr(standing)
    assert hash(again) == hash(standing)
