"""A panel: one figure with its words, its plot, its numbers, and the glass to look through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from offbook.deck.cards import CardKey
from offbook.evidence import Evidence
from offbook.panels.drawing import Drawing

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]
"""What JSON can hold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row behind a figure."""

    text: str
    """What happened, on one line."""
    opens: CardKey | bytes | None = None
    """The card, or the attempt by its name, that it leads to."""


def no_sources() -> Iterable[Source]:
    """Of nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Glass:
    """What lies behind a figure: nothing of it is hidden."""

    formula: str
    """How it is worked out, in a line or two; plain text."""
    window: str
    """Which days it looks at, in words."""
    n: int
    of: str
    """What ``n`` counts, in the plural: ``answers``, ``reviews``, ``concepts``."""
    left_out: tuple[str, ...] = ()
    """What was left out, how much and why, a line each."""
    details: tuple[tuple[str, str], ...] = ()
    """Further numbers, each with its name."""
    sources: Callable[[], Iterable[Source]] = field(default=no_sources, compare=False)
    """The rows it rests on, latest first; worked out only when they are looked at."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure."""

    id: str
    """Names it in JSON, for good: lower-case words joined by hyphens."""
    title: str
    value: str
    """What it comes to, counts before percentages, with its interval; or what is missing for that."""
    told: str = ""
    """What that means, in a sentence; empty where the value says it all."""
    lines: tuple[tuple[str, str], ...] = ()
    """Further lines: a name and what belongs to it."""
    drawing: Drawing | None = None
    drawn: str = ""
    """What the drawing shows, in words, for whoever does not see it."""
    evidence: Evidence | None = None
    """Whether it is hidden, early or solid; None where no minimum applies."""
    model: bool = False
    """Whether a model predicts it and too little was observed to hold the model against."""
    data: Mapping[str, Data] = field(default_factory=dict)
    """Its numbers under names that stay: shares 0 to 1, days, seconds; None for what is hidden."""
    glass: Glass = field(default_factory=lambda: Glass("", "", 0, ""))


@dataclass(frozen=True, slots=True)
class Tab:
    """Panels that belong together."""

    id: str
    """``learning``, ``performance`` or ``together``."""
    title: str
    headline: str
    """What the whole tab says, in a sentence."""
    panels: tuple[Panel, ...]
