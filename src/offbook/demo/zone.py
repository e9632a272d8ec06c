"""Local time of a simulated year: the clocks change on the last Sundays of March and October."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from offbook.clock import MINUTE, Moment, day_begins

SUMMER = 60
"""Minutes that clocks are set ahead in summer."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A place's local time."""

    winter: int
    """Minutes that wall time is ahead of UTC in winter."""

    def moment(self, day: int, minute: int) -> Moment:
        """The moment at which the wall clock shows ``minute`` minutes past midnight of a date.

        ``day`` is a proleptic ordinal. The changes fall in the night: by four o'clock they are over.
        """
        offset = self.winter + SUMMER * _is_summer(day)
        return day_begins(day, 0, offset).plus(minute * MINUTE)


def zone_at(moment: Moment) -> Zone:
    """The zone whose local time has the offset of ``moment`` at that moment."""
    return Zone(moment.offset - SUMMER * _is_summer(moment.day(0)))


def _is_summer(day: int) -> bool:
    year = date.fromordinal(day).year
    return _last_sunday(year, 3) <= day < _last_sunday(year, 10)


def _last_sunday(year: int, month: int) -> int:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last.toordinal() - (last.weekday() + 1) % 7
