"""A plan in the making: what can be chosen, what it is called, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import classify, deck, recall
from offbook.deck.cards import Concept, ConceptId, Deck, DeckId, Side, SideId
from offbook.performance import papers
from offbook.performance.blueprint import Scope, within
from offbook.performance.plan import EXTRAS, Plan, called
from offbook.tui import planning
from offbook.tui.planning import KNOBS, SIDES, Draft
from offbook.tui.widgets.knobs import Knob

SKY, SEA = DeckId("sky"), DeckId("sea")
RAIN, SALT, WIND = ConceptId("rain"), ConceptId("salt"), ConceptId("wind")
DECKS = (
    replace(
        deck(classify(concept=RAIN, deck=SKY), recall(concept=WIND, deck=SKY), name=SKY),
        concepts=(Concept(RAIN, "Rain", topic="wet"), Concept(WIND, "Wind", topic="dry")),
    ),
    replace(
        deck(classify(concept=SALT, side="right", deck=SEA), name=SEA),
        concepts=(Concept(SALT, "Salt", topic="wet"),),
        sides=(Side(SideId("right"), "Rechts", "r"),),
    ),
)
GAPS = frozenset({(SKY, RAIN), (SEA, SALT)})
PLANS = (
    Plan("Own", total=90_000),
    Plan("Other", Scope(topics=("wet", "dry"), forms=("recall", "classify")), each=7_500, feedback="each"),
    Plan("Own", questions=7, target=0.77),
    Plan("Sky", Scope(decks=(SKY,), sides=(SideId("left"), SideId("right")))),
)
DRAFT = Draft(PLANS[0], PLANS, 0, DECKS, GAPS)
NAMES = [knob.name for knob in KNOBS]


def knob(name: str) -> Knob[Draft]:
    return KNOBS[NAMES.index(name)]


def shown(draft: Draft) -> dict[str, str]:
    return {one.name: one.shown(draft) for one in KNOBS}


def steps(draft: Draft, name: str, number: int, by: int = 1) -> list[str]:
    """What a knob shows as it is turned."""
    told = [knob(name).shown(draft)]
    for _ in range(number):
        draft = knob(name).turned(draft, by)
        told.append(knob(name).shown(draft))
    return told


def drafts() -> st.SearchStrategy[Draft]:
    """Drafts of every quiz, with and without gaps."""
    return st.builds(
        lambda place, gaps: Draft(PLANS[place], PLANS, place, DECKS, gaps),
        st.integers(0, len(PLANS) - 1),
        st.sampled_from((GAPS, frozenset())),
    )


turns = st.lists(st.tuples(st.sampled_from(KNOBS), st.sampled_from((-1, 1))), max_size=40)
picks = st.sets(st.sampled_from((RAIN, SALT, WIND)))


@given(draft=drafts(), turns=turns, chosen=picks)
def test_however_the_knobs_are_turned_a_quiz_can_be_made_of_it(
    draft: Draft, turns: list[tuple[Knob[Draft], int]], chosen: set[ConceptId]
) -> None:
    for place, (one, by) in enumerate(turns):
        draft = one.turned(draft, by)
        draft = planning.only(draft, chosen) if place == 20 else draft
        assert all(shown(draft).values())
        assert draft.plan == called(draft.plan, draft.origin)
    plan = draft.plan
    assert 1 <= plan.questions <= 100
    assert plan.total is None or plan.total > 0
    assert plan.each is None or plan.each > 0
    assert plan.target is None or 0.5 <= plan.target <= 1
    assert draft.stated is None or 0 <= draft.stated <= 1
    assert plan.extra in EXTRAS
    assert plan.feedback in {"end", "each"}
    assert not (plan.only_gaps and not draft.gaps)


@given(draft=drafts(), knob=st.sampled_from(KNOBS[1:]), by=st.sampled_from((-1, 1)), times=st.integers(1, 3))
def test_there_is_a_way_back_to_the_quiz_as_it_was(
    draft: Draft, knob: Knob[Draft], by: int, times: int
) -> None:
    turned = draft
    for _ in range(times):
        turned = knob.turned(turned, by)
    for _ in range(40):
        if turned.plan == draft.plan:
            break
        turned = knob.turned(turned, -by)
    assert turned.plan == draft.plan
    assert turned.plan.name == draft.origin.name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Quiz", ["Own", "Other", "Own", "Sky", "Own"]),
        ("About", ["everything", "wet", "dry", "open gaps (2)", "everything"]),
        ("Sides", ["all", "Left", "Right / Rechts", "all"]),
        ("Forms", ["all", "recall", "cloze", "choice", "claim", "classify", "all"]),
        ("Questions", ["10", "12", "15"]),
        ("Time", ["1:30 minutes", "2 minutes", "3 minutes"]),
        ("Time for each", ["no limit", "5 seconds", "8 seconds"]),
        ("Extra time", ["none", "×1.25", "×1.5", "×2", "no limits at all", "none"]),
        ("Target", ["80%", "85%", "90%", "95%", "100%", "100%"]),
        ("Feedback", ["at the end", "after each question", "at the end"]),
        ("Confidence", ["not asked", "asked", "not asked"]),
        ("Your prediction", ["none", "0%", "5%"]),
    ],
)
def test_a_knob_shows_what_it_is_turned_to(name: str, told: list[str]) -> None:
    assert steps(DRAFT, name, len(told) - 1) == told


@pytest.mark.parametrize(
    ("place", "name", "told"),
    [
        (1, "About", ["wet, dry", "wet", "dry", "open gaps (2)", "everything", "wet, dry"]),
        (1, "Forms", ["recall, classify", "recall", "cloze"]),
        (1, "Time for each", ["7.5 seconds", "8 seconds"]),
        (2, "Questions", ["7", "10"]),
        (2, "Target", ["77%", "80%"]),
        (3, "Sides", ["Left, Right", "Left", "Right", "all", "Left, Right"]),
        (3, "About", ["everything", "wet", "dry", "open gaps (1)", "everything"]),
    ],
)
def test_what_a_quiz_says_of_itself_is_one_of_the_choices(place: int, name: str, told: list[str]) -> None:
    draft = replace(DRAFT, place=place, plan=PLANS[place])
    assert steps(draft, name, len(told) - 1) == told


@pytest.mark.parametrize(
    ("name", "by", "called"),
    [
        ("Questions", 1, "Own, changed: 12 questions"),
        ("Time", -1, "Own, changed: 1 min"),
        ("Time for each", 1, "Own, changed: 5 s each"),
        ("About", 1, "Own, changed"),
        ("Sides", 1, "Own, changed"),
        ("Target", 1, "Own, changed"),
        ("Extra time", 1, "Own"),
        ("Your prediction", 1, "Own"),
    ],
)
def test_a_changed_quiz_is_called_so(name: str, by: int, called: str) -> None:
    draft = knob(name).turned(DRAFT, by)
    assert draft.plan.name == called
    assert shown(draft)["Quiz"] == called.split(":", maxsplit=1)[0]
    assert knob(name).turned(draft, -by).plan == DRAFT.plan


def test_two_quizzes_of_one_name_are_both_reached() -> None:
    draft, met = DRAFT, []
    for _ in PLANS:
        met.append(draft.plan)
        draft = knob("Quiz").turned(draft, 1)
    assert met == list(PLANS)
    assert knob("Quiz").turned(DRAFT, -1).plan == PLANS[-1]


def test_a_quiz_that_was_changed_begins_anew_and_keeps_the_extra_time() -> None:
    draft = knob("Extra time").turned(knob("Questions").turned(DRAFT, 1), 1)
    assert knob("Quiz").turned(draft, len(PLANS)).plan == replace(PLANS[0], extra=1.25)


@pytest.mark.parametrize(
    ("each", "told"),
    [(1_000, "1 second"), (7_500, "7.5 seconds"), (60_000, "1 minute"), (90_000, "1:30 minutes")],
)
def test_times_are_told_as_people_tell_them(each: int, told: str) -> None:
    draft = replace(DRAFT, plan=replace(PLANS[0], each=each, total=each))
    assert (shown(draft)["Time for each"], shown(draft)["Time"]) == (told, told)


def test_sides_are_offered_where_a_deck_has_them() -> None:
    bare = tuple(replace(one, sides=()) for one in DECKS)
    assert planning.offered(DRAFT) == KNOBS
    assert planning.offered(replace(DRAFT, decks=bare)) == tuple(one for one in KNOBS if one is not SIDES)


# ---- Concepts -----------------------------------------------------------------------------------


@given(draft=drafts(), turns=turns, chosen=picks)
def test_whatever_else_is_chosen_every_concept_on_offer_can_be_asked(
    draft: Draft, turns: list[tuple[Knob[Draft], int]], chosen: set[ConceptId]
) -> None:
    for one, by in turns:
        draft = one.turned(draft, by)
    there = planning.concepts(draft)
    narrowed = planning.only(draft, chosen).plan
    assert set(narrowed.scope.concepts) <= set(there) & chosen
    for name in there:
        scope = planning.only(draft, [name]).plan.scope
        pool = [card for own in DECKS for card in papers.candidates(own, (), ())]
        assert any(not draft.plan.only_gaps or card.concept in draft.gaps for card in within(pool, scope))


@pytest.mark.parametrize(
    ("chosen", "about"),
    [
        (set(), "everything"),
        ({RAIN}, "1 concept"),
        ({RAIN, SALT}, "2 concepts"),
        ({RAIN, SALT, WIND}, "everything"),
        ({ConceptId("strange")}, "everything"),
    ],
)
def test_none_and_all_of_the_concepts_set_no_bound(chosen: set[ConceptId], about: str) -> None:
    draft = planning.only(DRAFT, chosen)
    assert shown(draft)["About"] == about
    assert (draft.plan == DRAFT.plan) is (about == "everything")


def test_concepts_are_kept_in_the_order_of_the_decks() -> None:
    chosen = [SALT, RAIN]
    assert planning.only(DRAFT, chosen).plan.scope.concepts == (RAIN, SALT)


def test_topics_sides_forms_and_concepts_combine() -> None:
    draft = knob("About").turned(DRAFT, 1)
    assert list(planning.concepts(draft)) == [RAIN, SALT]
    draft = planning.only(knob("Forms").turned(draft, -1), [SALT])
    draft = knob("Sides").turned(draft, -1)
    assert draft.plan.scope == Scope(
        topics=("wet",), concepts=(SALT,), sides=(SideId("right"),), forms=("classify",)
    )
    assert shown(draft)["About"] == "wet, 1 concept"
    assert list(planning.concepts(draft)) == [SALT]


def test_turning_what_it_is_about_lets_go_of_the_concepts_first() -> None:
    draft = planning.only(knob("About").turned(DRAFT, 1), [SALT])
    assert steps(draft, "About", 2) == ["wet, 1 concept", "wet", "dry"]


def test_among_gaps_only_concepts_with_a_gap_are_on_offer() -> None:
    draft = knob("About").turned(DRAFT, -1)
    assert shown(draft)["About"] == "open gaps (2)"
    assert list(planning.concepts(draft)) == [RAIN, SALT]
    assert shown(planning.only(draft, [RAIN]))["About"] == "open gaps (2), 1 concept"


def test_a_quiz_about_one_deck_offers_what_is_in_it() -> None:
    draft = replace(DRAFT, place=3, plan=PLANS[3])
    there = planning.concepts(draft)
    assert {name: [own.id for own in decks] for name, (_, decks) in there.items()} == {RAIN: [SKY]}
    assert steps(draft, "Sides", 1)[1] == "Left"


# ---- Where a draft begins -----------------------------------------------------------------------


def begun(plan: Plan) -> Draft:
    decks: tuple[Deck, ...] = DECKS
    return planning.drafted(plan, PLANS, decks, GAPS)


@pytest.mark.parametrize("place", range(len(PLANS)))
def test_a_quiz_begins_as_itself(place: int) -> None:
    draft = begun(PLANS[place])
    assert (draft.plan, draft.place, draft.plans) == (PLANS[place], place, PLANS)


def test_a_quiz_that_was_changed_before_is_changed_back_into_itself() -> None:
    told = called(replace(PLANS[0], questions=12, extra=2.0), PLANS[0])
    draft = begun(told)
    assert (draft.plan, draft.place, shown(draft)["Quiz"]) == (told, 0, "Own, changed")
    assert knob("Questions").turned(draft, -1).plan == replace(PLANS[0], extra=2.0)


def test_a_quiz_that_comes_from_none_of_them_stands_before_them() -> None:
    missed = Plan("Own: what I missed", questions=3)
    draft = begun(missed)
    assert (draft.plan, draft.place, draft.plans) == (missed, 0, (missed, *PLANS))
    assert knob("Questions").turned(draft, 1).plan.name == "Own: what I missed, changed: 5 questions"


def test_a_quiz_without_a_name_is_called_the_candidates_own() -> None:
    draft = begun(Plan())
    assert shown(draft)["Quiz"] == "of your own"
    assert knob("Questions").turned(draft, 1).plan.name == ""


def test_exactly_these_cards_are_counted() -> None:
    key = DECKS[0].cards[0].facts.key
    assert shown(begun(Plan("Missed", Scope(cards=(key,)))))["About"] == "1 card"
