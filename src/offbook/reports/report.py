"""What a report tells: whose figures, of when, and how they came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from offbook.panels.panel import Panel, Tab

SIMULATED = "Simulated: nobody studied or performed what is told here."
READING = (
    "Learning and performance are two ledgers, and no figure adds them. Counts stand before percentages; "
    "what stands in brackets after a percentage is the range in which the true one plausibly lies "
    "(95%). A figure with ~ rests on little; one with too little behind it is not shown, and says "
    "what is missing. Learning has no deadline and no window; performance is that of the days named."
)
"""How to read it, for whoever was only handed the file."""


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one person over some decks."""

    period: str
    """Which days the figures of performance look at, in words that hold on any day."""
    state: str
    """Whether they are over, in words."""
    decks: tuple[str, ...]
    """Their titles."""
    made: datetime
    """When, by the clock on the wall."""
    version: str
    """Of Offbook."""
    simulated: bool
    """Whether the journal is that of a simulated learner."""
    tabs: tuple[Tab, ...]
    within: tuple[tuple[str, str], ...] = ()
    """What was done in the period, a name and a count each."""

    @property
    def title(self) -> str:
        """What the whole is called."""
        return f"Learning and performance, {self.period}"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What must be known of it, a name and the fact each."""
        return (
            ("Period of performance", f"{self.period}; {self.state}"),
            ("Decks" if len(self.decks) != 1 else "Deck", "; ".join(self.decks) or "none"),
            *self.within,
            ("Made", f"{self.made:%Y-%m-%d %H:%M} by Offbook {self.version}"),
        )


def behind(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What lies behind a figure, a name and the fact each; of what was never said there is no line."""
    glass = panel.glass
    found = (
        ("Worked out", glass.formula),
        ("Looks at", glass.window),
        ("Rests on", f"{glass.n:,} {glass.of}" if glass.of else ""),
        *(("Left out", line) for line in glass.left_out),
        *glass.details,
    )
    return tuple((name, fact) for name, fact in found if fact)
