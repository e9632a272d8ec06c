"""What the whole map says of each kind of learner, and that it never contradicts its counts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import name

from offbook.insight.diagnosis import Counts, Diagnosis, counts, diagnosis, is_hardly_asked, words
from offbook.insight.integration import LINE, Place
from offbook.statistics import Share

NEVER = None


def several(number: int, recall: float | None, right: float = 0, n: int = 0) -> list[Place]:
    """So many concepts that stand in one place."""
    cold = Share(right, n) if n else None
    return [Place(name(f"{recall} {right} {n} {i}"), recall, cold, 0.8) for i in range(number)]


UNTOUCHED = several(30, NEVER)


@pytest.mark.parametrize(
    ("places", "said", "told"),
    [
        (UNTOUCHED, Diagnosis.NOTHING_YET, "Nothing was studied yet"),
        ([], Diagnosis.NOTHING_YET, "Nothing was studied yet"),
        (
            [*UNTOUCHED, *several(40, 0.9)],
            Diagnosis.THEORETICAL,
            "40 concepts held in memory: it may be theoretical so far, for nothing has asked for it yet.",
        ),
        (
            [*several(38, 0.9), *several(2, 0.9, 1, 1)],
            Diagnosis.THEORETICAL,
            ("40 concepts held in memory; 2 of 2 cold answers right: it may be theoretical so far, "
            "for hardly anything has asked for it yet."),
        ),
        (
            [*several(20, 0.9, 2, 10), *several(5, 0.9, 10, 10)],
            Diagnosis.THEORETICAL,
            ("20 of 25 concepts held in memory and short when asked cold: "
            "knowledge that may stay theoretical, apart from its use."),
        ),
        (
            several(40, 0.9, 0, 1),
            Diagnosis.THEORETICAL,
            ("40 concepts held in memory; 0 of 40 cold answers right: "
            "knowledge that may stay theoretical, apart from its use."),
        ),
        (
            [*several(18, NEVER, 9, 10), *several(12, NEVER, 2, 10)],
            Diagnosis.STAGNANT,
            ("18 of 30 concepts shown in quizzes and not held in memory, 18 never studied: "
            "performance without learning may grow repetitive and stagnant."),
        ),
        (
            several(10, 0.4, 10, 10),
            Diagnosis.STAGNANT,
            ("10 of 10 concepts shown in quizzes and not held in memory, once studied and faded since: "
            "performance without learning may grow repetitive and stagnant."),
        ),
        (
            [*several(24, 0.9, 9, 10), *several(6, 0.9, 5, 10), *several(4, 0.9)],
            Diagnosis.INTEGRATED,
            ("24 of 34 concepts held in memory and shown in quizzes, 4 more held and not asked enough: "
            "learning seems to carry over into performance."),
        ),
        (
            several(100, 0.9, 1, 1),
            Diagnosis.INTEGRATED,
            ("100 concepts held in memory; 100 of 100 cold answers right: "
            "learning seems to carry over into performance."),
        ),
        (
            [*several(17, 0.9, 1, 1), *several(3, 0.9, 0, 1)],
            Diagnosis.UNCLEAR,
            ("20 concepts held in memory and asked too seldom one by one; 17 of 20 cold answers right: "
            "can't tell yet."),
        ),
        (
            [*several(4, 0.9, 10, 10), *several(4, 0.9, 0, 10), *several(4, NEVER, 10, 10)],
            Diagnosis.UNEVEN,
            ("Of 12 concepts: 4 integrated, 4 theoretical, 4 stagnant, "
            "0 held in memory and not asked enough: uneven."),
        ),
        (
            [*several(10, NEVER, 10, 10), *several(10, 0.9)],
            Diagnosis.UNEVEN,
            ("Of 20 concepts: 0 integrated, 0 theoretical, 10 stagnant, "
            "10 held in memory and not asked enough: uneven."),
        ),
        (
            [*several(2, 0.9), *several(28, 0.3, 2, 10)],
            Diagnosis.NOT_STARTED,
            "2 of 30 concepts held in memory or shown in quizzes: too little yet to tell more.",
        ),
    ],
    ids=[
        "nothing begun", "no concept", "study alone", "study and a trial quiz", "held and short",
        "held, short and thinly asked", "quizzes alone", "faded", "both", "both, thinly asked",
        "thinly asked", "three kinds", "studied here and quizzed there", "little holds",
    ],
)  # fmt: skip
def test_the_diagnosis(places: list[Place], said: Diagnosis, told: str) -> None:
    found = counts(places)
    assert diagnosis(found) is said
    assert words(found).startswith(told)


def test_one_concept_is_one_concept() -> None:
    told = "1 concept held in memory: it may be theoretical so far, for nothing has asked for it yet."
    assert words(counts(several(1, 0.9))) == told


@pytest.mark.parametrize(
    ("held", "n", "hardly"), [(5, 0, True), (5, 9, True), (5, 10, False), (100, 10, False), (101, 10, True)]
)
def test_what_is_hardly_asked(held: int, n: int, *, hardly: bool) -> None:
    cold = Share(n, n) if n else None
    found = Counts(held, held, 0, 0, 0, 0, held, cold)
    assert is_hardly_asked(found) is hardly


places = st.lists(
    st.builds(
        lambda i, recall, n, right, overall: Place(
            name(f"{i}"), recall, Share(round(right * n), n) if n else None, overall
        ),
        st.integers(0, 10_000),
        st.one_of(st.none(), st.floats(0.0, 1.0), st.just(0.95)),
        st.sampled_from([0, 0, 1, 3, 10]),
        st.floats(0.0, 1.0),
        st.floats(0.0, 1.0),
    ),
    max_size=30,
)


@given(places, st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_no_diagnosis_contradicts_its_counts(every: list[Place], chance: Random) -> None:
    found = counts(every)
    said = diagnosis(found)
    assert words(found)
    assert found.held + found.stagnant == found.reaching <= found.begun <= len(every)
    match said:
        case Diagnosis.NOTHING_YET:
            assert all(one.recall is None and not one.answers for one in every)
        case Diagnosis.NOT_STARTED:
            assert found.reaching * 4 < found.begun
        case Diagnosis.INTEGRATED:
            together = found.cold is not None and found.cold.interval.low >= LINE
            assert found.integrated > found.theoretical + found.stagnant or together
        case Diagnosis.THEORETICAL:
            assert found.theoretical + found.unasked > found.integrated + found.stagnant
        case Diagnosis.STAGNANT:
            assert found.stagnant > found.held
        case Diagnosis.UNEVEN:
            assert max(found.integrated, found.theoretical) * 2 <= found.reaching - found.unasked
        case Diagnosis.UNCLEAR:
            assert found.unasked * 2 > found.reaching
    shuffled = list(every)
    chance.shuffle(shuffled)
    assert diagnosis(counts(shuffled)) is said
    assert counts([*every, *UNTOUCHED]) == found, "what was not begun says nothing"
