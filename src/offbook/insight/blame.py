"""What is wrong with a card, in words, and what its author can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from offbook.deck.findings import listing
from offbook.evidence import decimals
from offbook.insight.trouble import Disagreeing, Hasty, Lapsed, Misleading, Reason, Unchosen, Weak
from offbook.insight.wording import count, percent, tally

_SHORT = 48
"""Characters of an option as a sentence holds it."""


@dataclass(frozen=True, slots=True)
class Blame:
    """A reason as it is read."""

    short: str
    """In two or three words."""
    told: str
    """What was seen, counts first, in a sentence."""
    advice: str
    """What to do, in a sentence."""


def blame(reason: Reason) -> Blame:
    """A reason in words."""
    match reason:
        case Misleading(wrong, chosen, right, n):
            return Blame(
                "draws the wrong answer",
                f"{chosen} of {n} answers chose {_cut(wrong)}, {right} the right one.",
                "Check which is right; then say in the question what tells the two apart.",
            )
        case Disagreeing():
            return _disagreeing(reason)
        case Hasty(hasty, n):
            return Blame(
                "fast and wrong",
                f"{hasty} of {n} answers were wrong, and among the fastest third.",
                "Look for a word that is read over, a hidden not, or a likeness to another card.",
            )
        case Lapsed(times):
            return _lapsed(reason, times)
        case Unchosen(options, n):
            return Blame(
                "options nobody takes",
                f"Of {n} wrong answers none chose {listing([_cut(option) for option in options])}.",
                "Replace them with mistakes that people do make.",
            )
        case Weak(share, overall):
            return Blame(
                "among the weakest",
                f"{tally(share)} right a day cold or more, where all cards come to"
                f" {percent(overall, decimals(share.n))}.",
                "If it only is hard, rehearse it; if it is unclear, say it better.",
            )
        case other:
            assert_never(other)


def _disagreeing(found: Disagreeing) -> Blame:
    expected = percent(found.expected, decimals(found.n))
    counts = f"{found.right} of {found.n} cold answers were right, {expected} expected."
    if found.is_known:
        return Blame(
            "known, not shown",
            counts,
            "The card may be known by its looks: word it anew, or ask it in another form.",
        )
    return Blame(
        "shown, not known",
        counts,
        "Something gives the answer away: a cue in the wording, or another card.",
    )


def _lapsed(found: Lapsed, times: int) -> Blame:
    told = f"Forgotten {count(times, 'time')} after it was known."
    if found.is_leech:
        return Blame("a leech", told, "Split it into smaller ones, or give it a hint or a picture in words.")
    return Blame("does not stay", told, "Ask for one thing only, and say why it is so.")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHORT else f"“{line[: _SHORT - 1]}…”"
