"""``offbook stats``: the figures, as a table, as JSON, or as a report to keep."""

from __future__ import annotations

import argparse

from offbook.cli import house, output, stats_json, stats_quizzes
from offbook.cli.periods import Near, Period
from offbook.clock import Moment, system_clock
from offbook.paths import Places
from offbook.performance.windows import Span
from offbook.reports.report import SIMULATED

USUAL = Near(Span.MONTH, 0)
"""The window that is looked at unless another is named."""


def run(args: argparse.Namespace, places: Places) -> int:
    """Write the figures, or with ``--quizzes`` every attempt at a quiz.

    Raises DeckError, PeriodError or ReportError where what was asked for cannot be had.
    """
    if args.report is not None and (args.json or args.quizzes):
        output.say("offbook: a report is a file of the figures; --json and --quizzes do not go with it.")
        return 2
    now, period = system_clock(), _period(args)
    if args.quizzes:
        with house.trainer(places) as trainer:
            records = stats_quizzes.select(trainer, args.decks, period, now)
        stats_quizzes.write(records, now, simulated=places.simulated, as_json=args.json)
    else:
        _figures(args, places, now, period or USUAL)
    if places.simulated:
        output.say(SIMULATED)
    return 0


def _period(args: argparse.Namespace) -> Period | None:
    """The window that was named; None if none was."""
    return Near(Span(args.window), 0) if args.window else args.period


def _figures(args: argparse.Namespace, places: Places, now: Moment, period: Period) -> None:
    from offbook.cli import stats_report, stats_table
    from offbook.cli.stats_look import look

    if args.report is not None:
        stats_report.check(args.report, force=args.force)
    with house.trainer(places) as trainer:
        found = look(trainer, args.decks, period, now)
    if args.report is not None:
        stats_report.write(found, args.report, simulated=places.simulated)
        output.data(str(args.report.absolute()))
    elif args.json:
        output.data_json(stats_json.figures(found, simulated=places.simulated))
    else:
        stats_table.write(found.tabs)
