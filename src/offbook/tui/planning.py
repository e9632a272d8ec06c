"""A plan in the making: what can be chosen for a quiz, and what each choice is called.

Everything a quiz is about can be combined: topics, sides, forms and concepts each narrow it. A
plan goes by the name of the quiz it was made from only as long as it is that quiz.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import FORMS, Concept, ConceptId, ConceptKey, Deck, SideId
from offbook.performance import papers
from offbook.performance.blueprint import Candidate, Scope, within
from offbook.performance.plan import CHANGED, EXTRAS, Plan, called
from offbook.tui import clockface, words
from offbook.tui.widgets.knobs import Knob, cycle, move

V = TypeVar("V")
Number = TypeVar("Number", int, float)

_QUESTIONS = (5, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
_TOTALS = tuple(minutes * MINUTE for minutes in (0, 1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120))
_EACH = tuple(seconds * SECOND for seconds in (0, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120))
_SHARES = (0.0, *(share / 100 for share in range(50, 101, 5)))
_STATED = (-0.05, *(share / 100 for share in range(0, 101, 5)))


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that is being made, and what can be chosen for it."""

    plan: Plan
    plans: tuple[Plan, ...]
    place: int
    """Which of ``plans`` it was made from."""
    decks: tuple[Deck, ...]
    """The decks that the quiz may be about; a plan may be about fewer of them."""
    gaps: frozenset[ConceptKey] = frozenset()
    """Concepts with an open gap."""
    stated: float | None = None
    """The score, 0 to 1, that the candidate expects."""

    @property
    def origin(self) -> Plan:
        """The quiz it was made from."""
        return self.plans[self.place]

    @property
    def about(self) -> tuple[Deck, ...]:
        """The decks that the plan is about as it stands."""
        names = self.plan.scope.decks
        return tuple(deck for deck in self.decks if not names or deck.id in names)


def drafted(plan: Plan, plans: Sequence[Plan], decks: Sequence[Deck], gaps: Collection[ConceptKey]) -> Draft:
    """A draft that begins with ``plan``, made from one of ``plans`` or, if from none, from itself."""
    every = tuple(plans)
    place = next((place for place, origin in enumerate(every) if _is_made_from(plan, origin)), None)
    if place is None:
        every, place = (plan, *every), 0
    return Draft(plan, every, place, tuple(decks), frozenset(gaps))


def offered(draft: Draft) -> tuple[Knob[Draft], ...]:
    """What can be turned: all there is, without sides where no deck has any."""
    return tuple(knob for knob in KNOBS if knob is not SIDES or any(deck.sides for deck in draft.decks))


def concepts(draft: Draft) -> dict[ConceptId, tuple[Concept, tuple[Deck, ...]]]:
    """The concepts that can be asked about within everything else that was chosen, each with its decks."""
    scope = replace(draft.plan.scope, concepts=())
    found: dict[ConceptId, tuple[Concept, tuple[Deck, ...]]] = {}
    for deck in draft.about:
        pool = within(papers.candidates(deck, (), ()), scope)
        asked = {name for one in pool if _is_open(draft, one) for name in one.card.facts.concepts}
        for concept in deck.concepts:
            if concept.id in asked:
                first, decks = found.get(concept.id, (concept, ()))
                found[concept.id] = first, (*decks, deck)
    return found


def only(draft: Draft, chosen: Collection[ConceptId]) -> Draft:
    """The draft about these concepts alone; none of them or all there are set no bound."""
    there = concepts(draft)
    kept = tuple(name for name in there if name in chosen)
    return _scoped(draft, replace(draft.plan.scope, concepts=() if len(kept) == len(there) else kept))


def _is_made_from(plan: Plan, origin: Plan) -> bool:
    return plan.scope.decks == origin.scope.decks and called(plan, origin) == plan


def _is_open(draft: Draft, one: Candidate) -> bool:
    return not draft.plan.only_gaps or one.concept in draft.gaps


def _planned(draft: Draft, plan: Plan) -> Draft:
    """The draft with another plan, under the name it goes by."""
    return replace(draft, plan=called(plan, draft.origin))


def _scoped(draft: Draft, scope: Scope) -> Draft:
    return _planned(draft, replace(draft.plan, scope=scope))


def _with(choices: Sequence[V], own: V) -> tuple[V, ...]:
    """The choices with what the quiz itself says behind the first, so that there is a way back to it."""
    first, *rest = choices
    return (first, own, *rest) if own not in choices else tuple(choices)


def _among(choices: Sequence[Number], own: Number) -> tuple[Number, ...]:
    """The choices with what the quiz itself says at its place."""
    return tuple(sorted({own}.union(choices)))


def _quiz(draft: Draft) -> str:
    """The name of the quiz, without its lengths: they stand beneath."""
    name = draft.origin.name
    return (name if draft.plan.name == name else name + CHANGED) or "of your own"


def _turn_quiz(draft: Draft, by: int) -> Draft:
    place = (draft.place + by) % len(draft.plans)
    return replace(draft, place=place, plan=replace(draft.plans[place], extra=draft.plan.extra))


def _gaps(draft: Draft) -> int:
    names = {deck.id for deck in draft.about}
    return sum(deck in names for deck, _ in draft.gaps)


def _about(draft: Draft) -> str:
    """What is asked about, from the widest bound to the narrowest."""
    scope = draft.plan.scope
    bounds = [*scope.topics]
    if draft.plan.only_gaps:
        bounds.append(f"open gaps ({_gaps(draft)})")
    if scope.concepts:
        bounds.append(words.count(len(scope.concepts), "concept"))
    if scope.cards:
        bounds.append(words.count(len(scope.cards), "card"))
    return ", ".join(bounds) or "everything"


def _turn_about(draft: Draft, by: int) -> Draft:
    """Everything, then each topic, then what open gaps there are; concepts that were picked go first."""
    scope = draft.plan.scope
    if scope.concepts:
        return _scoped(draft, replace(scope, concepts=()))
    own = draft.origin
    topics = dict.fromkeys(concept.topic for deck in draft.about for concept in deck.concepts)
    choices = _with(
        [((), False), *(((topic,), False) for topic in topics if topic)], (own.scope.topics, own.only_gaps)
    )
    if _gaps(draft) and ((), True) not in choices:
        choices = (*choices, ((), True))
    bounds, gaps = cycle(choices, (scope.topics, draft.plan.only_gaps), by)
    return _planned(draft, replace(draft.plan, scope=replace(scope, topics=bounds), only_gaps=gaps))


def _names(draft: Draft) -> Mapping[SideId, str]:
    """What each side of the decks is called; decks that call it differently are both told."""
    names: dict[SideId, list[str]] = {}
    for side in (side for deck in draft.about for side in deck.sides):
        names.setdefault(side.id, []).append(side.name)
    return {side: " / ".join(dict.fromkeys(told)) for side, told in names.items()}


def _sides(draft: Draft) -> str:
    names = _names(draft)
    return ", ".join(names.get(side, side) for side in draft.plan.scope.sides) or "all"


def _turn_sides(draft: Draft, by: int) -> Draft:
    scope = draft.plan.scope
    choices = _with([(), *((side,) for side in _names(draft))], draft.origin.scope.sides)
    return _scoped(draft, replace(scope, sides=cycle(choices, scope.sides, by)))


def _turn_forms(draft: Draft, by: int) -> Draft:
    scope = draft.plan.scope
    choices = _with([(), *((form,) for form in FORMS)], draft.origin.scope.forms)
    return _scoped(draft, replace(scope, forms=cycle(choices, scope.forms, by)))


def _turn_questions(draft: Draft, by: int) -> Draft:
    questions = move(_among(_QUESTIONS, draft.origin.questions), draft.plan.questions, by)
    return _planned(draft, replace(draft.plan, questions=questions))


def _turn_total(draft: Draft, by: int) -> Draft:
    total = move(_among(_TOTALS, draft.origin.total or 0), draft.plan.total or 0, by)
    return _planned(draft, replace(draft.plan, total=total or None))


def _turn_each(draft: Draft, by: int) -> Draft:
    each = move(_among(_EACH, draft.origin.each or 0), draft.plan.each or 0, by)
    return _planned(draft, replace(draft.plan, each=each or None))


def _turn_extra(draft: Draft, by: int) -> Draft:
    return _planned(draft, replace(draft.plan, extra=cycle(EXTRAS, draft.plan.extra, by)))


def _turn_target(draft: Draft, by: int) -> Draft:
    target = move(_among(_SHARES, draft.origin.target or 0.0), draft.plan.target or 0.0, by)
    return _planned(draft, replace(draft.plan, target=target or None))


def _turn_feedback(draft: Draft, by: int) -> Draft:
    return _planned(draft, replace(draft.plan, feedback=cycle(("end", "each"), draft.plan.feedback, by)))


def _turn_confidence(draft: Draft, by: int) -> Draft:
    return _planned(draft, replace(draft.plan, confidence=cycle((False, True), draft.plan.confidence, by)))


def _turn_stated(draft: Draft, by: int) -> Draft:
    share = move(_STATED, _STATED[0] if draft.stated is None else draft.stated, by)
    return replace(draft, stated=None if share < 0 else share)


def _time(limit: int | None) -> str:
    if limit is None:
        return "no limit"
    if limit % MINUTE == 0:
        return words.count(limit // MINUTE, "minute")
    if limit > MINUTE:
        return f"{clockface.figures(limit)} minutes"
    return "1 second" if limit == SECOND else f"{limit / SECOND:g} seconds"


def _extra(draft: Draft) -> str:
    extra = draft.plan.extra
    return "no limits at all" if not extra else "none" if extra == 1.0 else f"×{extra:g}"


SIDES: Knob[Draft] = Knob(
    "Sides",
    "Only cards of one side: what it answers, and what is known of it.",
    _sides,
    _turn_sides,
)

KNOBS: tuple[Knob[Draft], ...] = (
    Knob(
        "Quiz",
        "A blueprint of the deck, or one of the usual ones. Changed, it is another quiz.",
        _quiz,
        _turn_quiz,
    ),
    Knob("About", "A topic, or what quizzes found missing. Press o to choose concepts.", _about, _turn_about),
    SIDES,
    Knob(
        "Forms",
        "What is only thought in study is typed here, or becomes a choice.",
        lambda one: ", ".join(one.plan.scope.forms) or "all",
        _turn_forms,
    ),
    Knob(
        "Questions",
        "Drawn evenly over concepts, sides and forms.",
        lambda one: str(one.plan.questions),
        _turn_questions,
    ),
    Knob(
        "Time",
        "For the whole quiz. You can walk through the questions freely.",
        lambda one: _time(one.plan.total),
        _turn_total,
    ),
    Knob(
        "Time for each",
        "For every question. Questions then come one by one, forward only.",
        lambda one: _time(one.plan.each),
        _turn_each,
    ),
    Knob("Extra time", "Stretches every limit, for whoever needs it.", _extra, _turn_extra),
    Knob(
        "Target",
        "The share of right answers you aim at.",
        lambda one: words.percent(one.plan.target) if one.plan.target else "none",
        _turn_target,
    ),
    Knob(
        "Feedback",
        "Feedback after each question teaches as it tests; at the end it leaves the test alone.",
        lambda one: "after each question" if one.plan.feedback == "each" else "at the end",
        _turn_feedback,
    ),
    Knob(
        "Confidence",
        "After each answer, say how sure you are. It shows what you only guessed.",
        lambda one: "asked" if one.plan.confidence else "not asked",
        _turn_confidence,
    ),
    Knob(
        "Your prediction",
        "The score you expect, before you begin. It is set beside what you get.",
        lambda one: "none" if one.stated is None else words.percent(one.stated),
        _turn_stated,
    ),
)
