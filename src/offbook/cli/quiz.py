"""``offbook quiz``: straight into a quiz."""

from __future__ import annotations

import argparse
from dataclasses import replace

from offbook.cli import app, house
from offbook.clock import MINUTE, SECOND, system_clock
from offbook.deck.cards import ConceptId, SideId
from offbook.deck.catalog import Entry
from offbook.deck.clean import quoted
from offbook.deck.findings import did_you_mean, listing
from offbook.errors import DeckError
from offbook.examiner import Examiner
from offbook.opening import Perform
from offbook.paths import Places
from offbook.performance.plan import Plan, called


@app.in_terminal
def run(args: argparse.Namespace, places: Places) -> int:
    """Open the plan of a quiz on the decks that were named, or begin it at once.

    Raises DeckError or PaperError if there is no such deck or quiz, or nothing that fits it.
    """
    with house.trainer(places) as trainer:
        library = trainer.library
        scope = [library.find(name) for name in args.decks] or [
            one for one in library.entries() if one.cards or one.quiz_only
        ]
        for entry in scope:
            library.open(entry)
        plan = planned(args, trainer.examiner, scope)
        if args.topic or args.concept or args.side or args.form or args.only_gaps:
            # What cannot be asked is said here, where it can be mended, rather than on the screen.
            trainer.examiner.draw(plan, system_clock(), args.seed or 0, trainer.scheduler)
        opening = Perform(tuple(scope), plan, args.seed, at_once=args.start)
        return app.show(trainer, places, opening)


def planned(args: argparse.Namespace, examiner: Examiner, scope: list[Entry]) -> Plan:
    """The blueprint that was named, or the first there is, changed by what the command line says.

    Changed, it is another quiz and is called so; extra time changes nothing but the time.
    Raises DeckError if no blueprint has the name.
    """
    plans = examiner.plans([entry.id for entry in scope])
    plan = next((one for one in plans if args.name in (None, one.name)), None)
    if plan is None:
        names = [one.name for one in plans]
        near = did_you_mean(args.name, names) or f"there are {listing(names)}"
        raise DeckError(f"there is no quiz named {quoted(args.name)}; {near}")
    cards = replace(
        plan.scope,
        topics=tuple(args.topic) or plan.scope.topics,
        concepts=tuple(map(ConceptId, args.concept)) or plan.scope.concepts,
        sides=tuple(map(SideId, args.side)) or plan.scope.sides,
        forms=tuple(args.form) or plan.scope.forms,
    )
    told = replace(
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
    return called(told, plan)
