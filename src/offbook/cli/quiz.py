"""``offbook quiz``: straight into a quiz."""

from __future__ import annotations

import argparse
from dataclasses import replace

from offbook.cli import app, house
from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import ConceptId, SideId
from offbook.deck.catalog import Entry
from offbook.errors import DeckError
from offbook.examiner import Examiner
from offbook.opening import Perform
from offbook.paths import Places
from offbook.performance.plan import Plan


def run(args: argparse.Namespace, places: Places) -> int:
    """Open the plan of a quiz on the decks that were named, or begin it at once."""
    if not app.has_terminal():
        return 2
    with house.trainer(places) as trainer:
        library = trainer.library
        scope = [library.find(name) for name in args.decks] or [one for one in library.entries() if one.cards]
        for entry in scope:
            library.open(entry)
        plan = planned(args, trainer.examiner, scope)
        opening = Perform(tuple(scope), plan, args.seed, at_once=args.start)
        return app.show(trainer, places, opening)


def planned(args: argparse.Namespace, examiner: Examiner, scope: list[Entry]) -> Plan:
    """The blueprint that was named, or the first there is, changed by what the command line says.

    Raises DeckError if no blueprint has the name.
    """
    plans = examiner.plans([entry.id for entry in scope])
    plan = next((one for one in plans if args.name in (None, one.name)), None)
    if plan is None:
        names = ", ".join(one.name for one in plans)
        raise DeckError(f"there is no quiz named {args.name!r}; there are {names}")
    cards = replace(
        plan.scope,
        topics=tuple(args.topic) or plan.scope.topics,
        concepts=tuple(map(ConceptId, args.concept)) or plan.scope.concepts,
        sides=tuple(map(SideId, args.side)) or plan.scope.sides,
        forms=tuple(args.form) or plan.scope.forms,
    )
    return replace(
        plan,
        scope=cards,
        questions=args.questions or plan.questions,
        total=round(args.minutes * MINUTE) if args.minutes else plan.total,
        each=round(args.each * SECOND) if args.each else plan.each,
        extra=plan.extra if args.extra is None else args.extra,
        target=args.target / 100 if args.target else plan.target,
        feedback=args.feedback or plan.feedback,
        confidence=args.confidence or plan.confidence,
        shuffle=plan.shuffle and not args.in_order,
        only_gaps=args.only_gaps,
    )
