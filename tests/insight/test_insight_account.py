"""The account of both ledgers: what goes into it, what stays out, and that its parts agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import about, answers, name, run

from makers import DAY_ONE, DECK, NOON, claim, deck, key, recall, settled
from observations import seen
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import CardId, ConceptId, Deck
from offbook.insight.account import YEAR, Account, Material, account
from offbook.insight.advice import Nothing, Quiz, Rehearse, concepts_of
from offbook.insight.diagnosis import Diagnosis
from offbook.insight.foretold import Foretold
from offbook.insight.gaps import State
from offbook.insight.integration import Quadrant
from offbook.insight.transfer import Asking, LeftOut
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.performance.observation import Observation
from offbook.performance.windows import Calendar
from offbook.statistics import Share

OWN = deck(
    recall("card 0", concept="concept 0"),
    claim("card 1", concept="concept 0"),
    recall("card 2", concept="concept 1"),
    recall("card 3", concept="concept 2", quiz_only=True),
)
"""Three concepts, of which one is asked in quizzes alone."""
NOW = NOON.plus(60 * DAY)
ASKED = "concept 1"


def studied(*cards: str, days: float = 10.0, stability: float = 100.0) -> dict[CardId, Standing]:
    """These cards, last recalled so many days before now."""
    last = NOW.plus(-round(days * DAY))
    progress = settled(DAY_ONE + 90, stability=stability, last=last)
    return {CardId(card): Standing(progress) for card in cards}


def look(
    every: Sequence[Observation] = (),
    standings: Mapping[CardId, Standing] | None = None,
    own: Deck | None = OWN,
    shown: Mapping[ConceptId, int] | None = None,
    now: Moment = NOW,
) -> Account:
    """The account of one deck, or of none."""
    material = [Material(own, standings or {}, shown or {})] if own else []
    return account(material, every, (), now, Calendar(), Scheduler())


def asked(right: int, n: int, card: str = "card 2", concept: str = ASKED, ago: int = 10) -> list[Observation]:
    """Answers about a card in so many months on end, the last one so many days ago."""
    times = [NOW.plus(-(ago + 31 * month) * DAY) for month in range(n)]
    return [
        replace(one, key=key(card), concepts=about(concept), at=at, attempt=bytes([i]) * 16)
        for i, (one, at) in enumerate(zip(run(right, n), times, strict=True))
    ]


@pytest.mark.parametrize("own", [None, deck(name="empty"), OWN], ids=["no deck", "a deck", "our deck"])
def test_of_nothing_it_says_that_there_is_nothing(own: Deck | None) -> None:
    found = look(own=own)
    assert found.diagnosis is Diagnosis.NOTHING_YET
    assert (found.first, found.practice, found.gaps, found.advice) == ((), 0, (), Nothing())
    assert all(place.quadrant is Quadrant.UNMEASURED for place in found.places)
    assert found.cycle.opened == found.illusion.timeouts == found.confidence.silent == 0
    assert found.transfer.left_out == LeftOut()


def test_every_concept_with_a_card_has_a_place_and_no_other() -> None:
    two = replace(
        OWN.cards[0], facts=replace(OWN.cards[0].facts, concepts=(*about("concept 0"), *about("x")))
    )
    own = deck(two, *OWN.cards[1:])
    assert name("x")[1] in {concept.id for concept in own.concepts}
    assert [place.concept for place in look(own=own).places] == [name(f"concept {i}") for i in range(3)]


def test_memory_is_the_mean_of_the_cards_that_were_studied() -> None:
    one = look(standings=studied("card 0", days=10.0))
    both = look(standings={**studied("card 0", days=10.0), **studied("card 1", days=40.0)})
    new = look(standings={**studied("card 0", days=10.0), CardId("card 1"): Standing()})
    alone, mean, same = (found.places[0].recall for found in (one, both, new))
    other = look(standings=studied("card 1", days=40.0)).places[0].recall
    assert alone
    assert other
    assert mean == pytest.approx((alone + other) / 2)
    assert other < alone == same
    assert [place.recall for place in one.places[1:]] == [None, None]


def test_answers_of_a_deck_that_is_gone_change_nothing() -> None:
    gone = [replace(one, key=key("card 2", "gone")) for one in asked(0, 4)]
    here = asked(2, 3)
    assert look([*gone, *here], studied("card 2")) == look(here, studied("card 2"))
    assert look(gone) == look()


def test_a_gap_of_a_card_that_is_gone_is_history_and_no_advice() -> None:
    found = look(asked(0, 1, "card 9", "concept 9"))
    assert [gap.concept for gap in found.gaps] == [name("concept 9")]
    assert (found.cycle.open, found.advice) == (1, Nothing())
    assert look(asked(0, 1)).advice == Rehearse((name(ASKED),), 1)


def test_answers_of_more_than_a_year_ago_open_gaps_and_count_for_nothing_else() -> None:
    just, before = (replace(seen(0.0, key=key("card 2"), concepts=about(ASKED)), at=at) for at in (
        NOW.plus(-YEAR), NOW.plus(-YEAR - 1),
    ))  # fmt: skip
    assert look([just]).first == (just,)
    old = look([before])
    assert (old.first, old.practice, old.counts.begun) == ((), 0, 0)
    assert [gap.state for gap in old.gaps] == [State.OPEN]
    assert old.cycle.oldest == pytest.approx(365.0)


def test_what_repeats_an_item_of_its_month_is_practice() -> None:
    again = [replace(one, at=one.at.plus(HOUR), attempt=bytes([9]) * 16) for one in asked(1, 2)]
    found = look([*asked(1, 2), *again])
    assert (len(found.first), found.practice) == (2, 2)
    assert found.places[1].cold == Share(1.0, 2)


def test_forms_are_those_of_the_deck() -> None:
    plain = [replace(one, recall=0.9, form="recall") for one in asked(20, 20)]
    other = [replace(one, recall=0.9, form="choice") for one in asked(18, 20, "card 0", "concept 0")]
    found = look([*plain, *other, *[replace(one, recall=0.9) for one in asked(1, 1, "gone")]])
    hidden = {asking: getattr(gap, "missing", 0) for asking, gap in found.transfer.gaps.items()}
    assert hidden == {Asking.SAME_FORM: 8, Asking.OTHER_FORM: 8, Asking.UNSEEN: 20}
    assert found.transfer.left_out == LeftOut(formless=1)


def test_study_relearns_a_gap_and_a_cold_one_is_to_be_asked() -> None:
    missed = asked(0, 1, ago=20)
    relearned = look(missed, studied("card 2", days=5.0), shown={ConceptId(ASKED): NOW.ms - 5 * DAY})
    assert [gap.state for gap in relearned.gaps] == [State.RELEARNED]
    assert relearned.advice == Quiz((name(ASKED),), 1, 0)
    warm = look(missed, studied("card 2", days=0.1), shown={ConceptId(ASKED): NOW.ms - 2 * HOUR})
    assert (warm.cycle.relearned, warm.advice) == (1, Nothing())
    before = look(missed, studied("card 2", days=30.0))
    assert [gap.state for gap in before.gaps] == [State.OPEN]


@pytest.mark.parametrize(
    ("every", "standings", "diagnosis"),
    [
        ([], studied("card 2"), Diagnosis.THEORETICAL),
        (asked(10, 10), studied("card 2"), Diagnosis.INTEGRATED),
        (asked(2, 10), studied("card 2"), Diagnosis.THEORETICAL),
        (asked(10, 10), {}, Diagnosis.STAGNANT),
        (asked(10, 10), studied("card 2", days=900.0, stability=1.0), Diagnosis.STAGNANT),
        (asked(2, 10), {}, Diagnosis.NOT_STARTED),
    ],
    ids=["not asked", "shown", "short", "never studied", "faded", "neither"],
)
def test_the_diagnosis_joins_both_ledgers(
    every: list[Observation], standings: Mapping[CardId, Standing], diagnosis: Diagnosis
) -> None:
    assert look(every, standings).diagnosis is diagnosis


def test_what_was_foretold_goes_to_the_contest() -> None:
    results = [Foretold(bytes([i]), Share(5.0, 10), 0.7, None) for i in range(5)]
    found = account([Material(OWN, {}, {})], (), results, NOW, Calendar(), Scheduler())
    assert found.contest.candidate.misses == pytest.approx([0.2] * 5)
    assert found.contest.model.misses == ()


def test_practice_says_what_became_of_an_error() -> None:
    missed = replace(asked(0, 1, ago=20)[0], confidence=3)
    again = replace(missed, score=1.0, at=missed.at.plus(7 * DAY), attempt=b"z" * 16)
    found = look([missed, again])
    assert (found.practice, found.sureness.sure.next) == (1, Share(1.0, 1))


def test_decks_of_the_same_concepts_stay_apart() -> None:
    other = deck(recall("card 2", concept=ASKED, deck="other"), name="other")
    materials = [Material(OWN, studied("card 2"), {}), Material(other, {}, {})]
    found = account(materials, asked(3, 3), (), NOW, Calendar(), Scheduler())
    places = {place.concept: place.quadrant for place in found.places}
    assert places[DECK, ConceptId(ASKED)] is Quadrant.INTEGRATED
    assert places[other.id, ConceptId(ASKED)] is Quadrant.UNMEASURED


@settings(max_examples=60, deadline=None)
@given(
    st.lists(answers, max_size=40),
    st.lists(st.sampled_from(["card 0", "card 1", "card 2"]), unique=True),
    st.integers(-500, 1_500),
)
def test_its_parts_agree_whatever_the_clock(every: list[Observation], cards: list[str], days: int) -> None:
    now = NOON.plus(days * DAY)
    found = look(every, studied(*cards), now=now)
    late = [one for one in every if one.at.ms >= now.ms - YEAR]
    assert len(found.first) + found.practice == len(late)
    assert found.cycle.opened == len(found.gaps)
    assert len({place.concept for place in found.places}) == len(found.places)
    assert sum(place.answers for place in found.places) == sum(one.is_cold for one in found.first)
    there = {(card.facts.key.deck, card.facts.concept) for card in OWN.cards}
    assert there <= {place.concept for place in found.places}
    assert there >= {*concepts_of(found.advice)}
