"""Targets as panels: what is aimed at, how far it is, and what became of the windows before.

Only performance has targets: none counts study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from offbook.deck.cards import Deck
from offbook.evidence import UNCLEAR, Against, against
from offbook.insight.goals import GoalStanding
from offbook.insight.measures import Reading
from offbook.insight.wording import amount, count, percent
from offbook.panels.answers import sources
from offbook.panels.drawing import Strip
from offbook.panels.naming import Names
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.performance import metrics, spans
from offbook.panels.performance.metrics import WORDS, aim, figure
from offbook.panels.telling import as_interval, left_out
from offbook.performance.targets import GLYPHS, Closing, Goal, History, Measured, Metric, Pace, State
from offbook.performance.windows import Span

_STATES = (
    "too early: fewer answers than it is judged from. met: the value reaches the target. "
    "secured: its whole interval does. missed: over, and not reached."
)


def panels(standings: Sequence[GoalStanding], decks: Sequence[Deck]) -> tuple[Panel, ...]:
    """A panel for each target, in their order; ``decks`` are those at hand, for their names."""
    names = Names.of(decks)
    found: list[Panel] = []
    taken: Counter[str] = Counter()
    for one in standings:
        name = f"target-{_slug(one.goal.metric.value)}-{one.goal.span.value}"
        taken[name] += 1
        found.append(_panel(one, names, name if taken[name] == 1 else f"{name}-{taken[name]}"))
    return tuple(found)


def value(one: GoalStanding) -> str:
    """``17 of 24  ~71%  (51-85) · target 80% · ○ open``."""
    glyph = GLYPHS[one.state][0]
    told = one.state.value if one.state is State.TOO_EARLY else f"{glyph} {one.state.value}"
    return f"{figure(one.goal.metric, one.reading)} · target {aim(one.goal)} · {told}"


def told(one: GoalStanding) -> str:
    """What the state of a target means, in a sentence."""
    match one.state:
        case State.TOO_EARLY:
            return _awaited(one)
        case State.OPEN:
            return _coming(one.pace) if one.pace else _short(one)
        case State.MET if one.goal.metric.is_count:
            return "Reached."
        case State.MET:
            return f"Reached, but not by the whole interval: whether it holds, {UNCLEAR}."
        case State.SECURED:
            return "Reached by the whole interval, and not by luck alone."
        case State.MISSED:
            return "Over, and not reached."
        case other:
            assert_never(other)


def line(standings: Sequence[GoalStanding]) -> str:
    """The first target on one line, and how many more there are; empty without one.

    ``Delayed accuracy this week: 17 of 24  ~71%  (51-85), target 80%: open``.
    """
    if not standings:
        return ""
    one = standings[0]
    name = f"{_capital(one.goal.metric.value)} {spans.short(one.window, one.today)}"
    more = f" · {len(standings) - 1} more" if standings[1:] else ""
    return f"{name}: {figure(one.goal.metric, one.reading)}, target {aim(one.goal)}: {one.state.value}{more}"


def history_told(history: History, span: Span) -> str:
    """``met 9 of 12 weeks, 1 too early to say``."""
    early = history.states.count(State.TOO_EARLY)
    if not history.judged:
        return f"no {span} could be judged yet" if early else f"no {span} is over yet"
    met = f"met {history.met} of {count(history.judged, span)}"
    return f"{met}, {early} too early to say" if early else met


def _panel(one: GoalStanding, names: Names, name: str) -> Panel:
    goal, history = one.goal, History(tuple(closing.state for closing in one.history))
    scope = f": {', '.join(map(names.deck, goal.scope))}" if goal.scope else ""
    found = one.found
    return Panel(
        id=name,
        title=f"{_capital(goal.metric.value)}{scope}, {spans.short(one.window, one.today)}",
        value=value(one),
        told=told(one),
        lines=(*_beside(one), ("before", history_told(history, goal.span)), *_ahead(one)),
        drawing=Strip(history, goal.span) if history.states else None,
        drawn=_drawn(history, goal.span) if history.states else "",
        evidence=metrics.enough(goal.metric, found.n if found else 0),
        data=_data(one, history),
        glass=_glass(one, names),
    )


def _awaited(one: GoalStanding) -> str:
    """What a target that cannot be judged yet waits for."""
    words = WORDS[one.goal.metric]
    if one.reading.at_chance:
        return f"{_capital(metrics.AT_CHANCE)}."
    more = words.one if one.missing == 1 else words.of
    judged = f"{one.missing:,} more {more} and this {one.goal.span} is judged."
    answered, used = len(one.answers.first), len(one.reading.used)
    if used == answered:
        return judged
    return f"{judged} Of {count(answered, 'answer')} so far, {used:,} {'counts' if used == 1 else 'count'}."


def _short(one: GoalStanding) -> str:
    """How far a target that is not reached may still be."""
    where = against(one.found.interval if one.found else None, one.goal.target)
    if where is Against.UNCLEAR:
        return f"Not reached so far, and not out of reach: {UNCLEAR}."
    return f"{_capital(where.value)}, by the whole interval."


def _coming(found: Pace) -> str:
    """How a count comes along."""
    expected = f"An even pace would have brought {amount(found.expected)} by now"
    if found.projection is None:
        return f"{expected}."
    return f"{expected}; at this pace it comes to {amount(found.projection)}."


def _beside(one: GoalStanding) -> tuple[tuple[str, str], ...]:
    """The metric that stands beside it, so that one is not bought with the other."""
    if one.goal.paired is None or one.paired is None:
        return ()
    return ((f"beside it, {one.goal.paired.value}", figure(one.goal.paired, one.paired)),)


def _ahead(one: GoalStanding) -> tuple[tuple[str, str], ...]:
    """That the window was closed before it was over; what was closed stays."""
    if one.closed is None:
        return ()
    kept = figure(one.goal.metric, Reading(one.closed.found))
    return (("closed already, by a clock that was ahead; this stays", f"{kept} · {one.closed.state.value}"),)


def _drawn(history: History, span: Span) -> str:
    states = ", ".join(state.value for state in history.states)
    met = _capital(history_told(history, span))
    return f"{_capital(span.value)} by {span.value}, the oldest first: {states}. {met}."


def _glass(one: GoalStanding, names: Names) -> Glass:
    goal, found = one.goal, one.found
    words = WORDS[goal.metric]
    details = [("target", f"{goal.direction.value} {metrics.amount(goal.metric, goal.target)}")]
    if one.attainment is not None:
        details.append(("reached of it", percent(one.attainment)))
    if not goal.metric.is_count:
        details.append(("judged from", f"{goal.least:,} {words.of}"))
    if one.reading.weakest:
        deck, side = one.reading.weakest
        details.append(("told worst", f"{side} in {names.deck(deck)}"))
    there = {deck.id for deck in names.decks}
    if gone := sum(answer.key.deck not in there for answer in one.reading.used):
        details.append(("of decks that are gone", f"{count(gone, 'answer')}, which count"))
    return Glass(
        formula=f"{words.formula} {_STATES}",
        window=spans.stated(one.window, one.today),
        n=found.n if found else len(one.reading.used),
        of=words.of,
        left_out=_left_out(one),
        details=tuple(details),
        sources=sources(one.reading.used, names),
    )


def _left_out(one: GoalStanding) -> tuple[str, ...]:
    used = {(answer.attempt, answer.place) for answer in one.reading.used}
    other = sum((answer.attempt, answer.place) not in used for answer in one.answers.first)
    repeated = sum((answer.attempt, answer.place) not in used for answer in one.answers.practice)
    return left_out(
        (other, "answer", WORDS[one.goal.metric].passed_over),
        (repeated, "answer", f"to what this {one.goal.span} had asked before: practice"),
    )


def _data(one: GoalStanding, history: History) -> dict[str, Data]:
    goal, paired, pace = one.goal, one.goal.paired, one.pace
    beside: dict[str, Data] | None = None
    if paired and one.paired:
        beside = {"metric": _slug(paired.value), **_numbers(paired, one.paired.found)}
    before: list[Data] = [_closed(goal, closing, one.today) for closing in one.history]
    return {
        "metric": _slug(goal.metric.value),
        "direction": _slug(goal.direction.value),
        "target": goal.target,
        "decks": [*goal.scope],
        "minimum": 0 if goal.metric.is_count else goal.least,
        "window": spans.as_window(one.window, one.today),
        "state": _slug(one.state.value),
        **_numbers(goal.metric, one.found),
        "missing": one.missing,
        "attainment": one.attainment,
        "expected": pace.expected if pace else None,
        "projection": pace.projection if pace else None,
        "paired": beside,
        "history": before,
        "met": history.met,
        "judged": history.judged,
    }


def _closed(goal: Goal, closing: Closing, today: int) -> dict[str, Data]:
    return {
        "window": spans.as_window(closing.window, today),
        "state": _slug(closing.state.value),
        **_numbers(goal.metric, closing.found),
    }


def _numbers(metric: Metric, found: Measured | None) -> dict[str, Data]:
    """A figure as data; ``value`` and ``interval`` are None where there is too little of it."""
    seen = metrics.shown(metric, found)
    return {
        "n": found.n if found else 0,
        "value": seen.value if seen else None,
        "interval": as_interval(seen.interval if seen else None),
    }


def _slug(words: str) -> str:
    return words.replace(" ", "-")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
