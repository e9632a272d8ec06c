"""The one advice that comes first, and the concepts that its key acts on."""

from __future__ import annotations

from typing import assert_never

from offbook.insight import advice as advices
from offbook.insight.advice import Advice, Nothing, Quiz, Rehearse, Space
from offbook.insight.wording import count
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.panels.together.joined import Joined

_FORMULA = (
    "First what performance asks of learning: open gaps that study has not taken up. "
    "Then what learning asks of performance: relearned gaps, and what is held in memory "
    "and was not shown or not asked enough, each a day cold. Last an illusion of ten points or more."
)
_FIRST = 3
"""Concepts that are named at once; the others are rows behind the advice."""


def advice_panel(seen: Joined) -> Panel:
    """At most one advice; the screen gives it its key."""
    found = seen.account.advice
    concepts = advices.concepts_of(found)
    return Panel(
        id="advice",
        title="What comes next",
        value=_value(found),
        told=advices.words(found) or _silent(seen),
        lines=(("beginning with", ", ".join(map(seen.concept, concepts[:_FIRST]))),) if concepts else (),
        data={
            "advice": _kind(found),
            "waiting": waiting(found),
            "concepts": [{"deck": deck, "concept": concept} for deck, concept in concepts],
        },
        glass=Glass(
            formula=_FORMULA,
            window="this moment",
            n=waiting(found),
            of="concepts",
            left_out=("what was shown less than a day ago: it is asked once it is cold",),
            details=tuple(_details(found)),
            sources=lambda: [Source(seen.concept(name), seen.opens(name)) for name in concepts],
        ),
    )


def waiting(found: Advice) -> int:
    """How many concepts an advice is about, those that it leaves for later with them."""
    match found:
        case Rehearse(waiting=number):
            return number
        case Quiz(relearned=relearned, held=held):
            return relearned + held
        case Space() | Nothing():
            return 0
        case other:
            assert_never(other)


def _value(found: Advice) -> str:
    match found:
        case Rehearse(concepts=concepts):
            return f"{count(len(concepts), 'concept')} to rehearse"
        case Quiz(concepts=concepts):
            return f"{count(len(concepts), 'concept')} to quiz"
        case Space():
            return "a day between study and quiz"
        case Nothing():
            return "nothing waits"
        case other:
            assert_never(other)


def _kind(found: Advice) -> Data:
    match found:
        case Rehearse():
            return "rehearse"
        case Quiz():
            return "quiz"
        case Space():
            return "space"
        case Nothing():
            return None
        case other:
            assert_never(other)


def _silent(seen: Joined) -> str:
    """Why there is no advice."""
    if not seen.account.counts.begun:
        return "Rehearse and perform, and what one asks of the other stands here."
    if seen.account.cycle.relearned:
        relearned = count(seen.account.cycle.relearned, "relearned gap")
        return f"No gap waits for study; {relearned} can be asked once a day has gone by."
    return "No gap waits for study, and nothing that is held and cold waits for a quiz."


def _details(found: Advice) -> list[tuple[str, str]]:
    if isinstance(found, Quiz):
        return [("relearned gaps", f"{found.relearned:,}"), ("held in memory besides", f"{found.held:,}")]
    return []
