"""The glyphs that plots are drawn with: the fine ones, and what stands for them in ASCII."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """A set of glyphs, each one cell wide."""

    dotted: bool
    """Whether lines are drawn in dots of Braille, eight to a cell; else in one sign to a cell."""
    rim: str
    """The axis on the left: line, tick, and the corner in which it meets the one below."""
    floor: str
    """The axis below: line and tick."""
    ground: str
    """What upright bars stand upon."""
    bracket: str
    """An interval: left end, line, dashed line of an early one, right end."""
    whisker: str
    """An interval that stands upright: upper end, line, lower end."""
    point: str
    """What was found."""
    early: str
    """What was found of little."""
    target: str
    """A target: across its line, beside it where that line lies flat, and upon an interval."""
    chance: str
    """What guessing gives: across its line, and where that line lies flat."""
    upright: str
    """A line that parts a plot from top to bottom."""
    flat: str
    """A line that parts a plot from left to right."""
    cross: str
    """Where two lines that part a plot meet."""
    verdicts: str
    """What passed, and what did not."""
    kinds: str
    """The lines of up to three series, as samples beside their names."""
    band: str
    """A band about a line, where dots cannot draw it."""
    shades: str
    """Five levels of one thing, from none to most."""
    heights: str
    """A bar's last cell, filled from below by eighths, from one to eight."""
    gauge: str
    """A gauge: what is whole, what is under way, what is left."""
    hatch: str
    """Two ways of filling an area, and what stands for both, where dots cannot."""
    arrows: str
    """To the left, to the right, and upwards."""
    held: str
    """What stands about a count that belongs where it is."""
    ellipsis: str
    """What stands for words that were cut off."""

    def instead(self, sign: str) -> str:
        """The sign where there are no dots to draw, nothing where there are."""
        return "" if self.dotted else sign


FINE = Signs(
    dotted=True,
    rim="│┤└",
    floor="─┴",
    ground="▔",
    bracket="├─╌┤",
    whisker="┬│┴",
    point="●",
    early="○",
    target="│╌┼",
    chance="┊┈",
    upright="┊",
    flat="┈",
    cross="┼",
    verdicts="✔✖",
    kinds="━╍┉",
    band="▒",
    shades="·░▒▓█",
    heights="▁▂▃▄▅▆▇█",
    gauge="━╍─",
    hatch="╱·▒",
    arrows="◂▸▴",
    held="[]",
    ellipsis="…",
)
ASCII = Signs(
    dotted=False,
    rim="|++",
    floor="-+",
    ground="-",
    bracket="[--]",
    whisker="-|-",
    point="o",
    early="~",
    target="|=+",
    chance=":.",
    upright=":",
    flat=".",
    cross="+",
    verdicts="+x",
    kinds="*x%",
    band=":",
    shades=".-+x#",
    heights="....:::#",
    gauge="#=-",
    hatch="/.x",
    arrows="<>^",
    held="[]",
    ellipsis="..",
)
"""For terminals and fonts that have nothing else."""
