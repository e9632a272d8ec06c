"""Where most is missing: the options that were taken for the right one, and the weakest concepts."""

from __future__ import annotations

from collections.abc import Sequence

from offbook.deck.cards import ConceptKey
from offbook.evidence import Evidence, Figure, Hidden, standing
from offbook.insight.wording import count, tally
from offbook.panels import telling
from offbook.panels.naming import short
from offbook.panels.panel import Data, Panel
from offbook.panels.performance.performed import Performed, shown
from offbook.panels.telling import as_share
from offbook.performance.accuracy import Ranked, accuracies, concept_of
from offbook.performance.discrimination import MIXED_UP, PAIRS
from offbook.statistics import PRIOR

MOST = 7
"""Concepts that are listed."""

_LEAST = "three answers"


def taken_for(seen: Performed) -> Panel:
    """The options that were taken for the right one most often."""
    pairs = seen.account.mix_ups
    asked = [one for one in seen.account.first if one.form == "choice" and one.told]
    late = sum(one.timed_out for one in asked)
    listed: list[Data] = [{"right": one.truth, "chosen": one.chosen, "count": one.count} for one in pairs]
    glass = seen.glass(
        f"Wrong options by how often each was chosen for the same right one: the first {PAIRS} of those "
        f"chosen {MIXED_UP} times or more.",
        asked,
        "answers to questions with one right option",
        telling.left_out((late, "answer", "out of time")),
    )
    return Panel(
        id="taken-for",
        title=seen.title("Taken for the right option"),
        value=_mixed(len(pairs), len(asked)),
        lines=tuple(
            (short(one.truth), f"{one.count:,} times taken for: {short(one.chosen)}") for one in pairs
        ),
        data=seen.data({"n": len(asked), "pairs": listed}),
        glass=glass,
    )


def weakest(seen: Performed) -> Panel:
    """The concepts furthest below the accuracy over all, those with few answers drawn towards it."""
    below = _below(seen)
    listed = below[:MOST]
    numbers: list[Data] = [_numbers(seen, one) for one in listed]
    keys = {one.of for one in listed}
    few = len({concept_of(one) for one in seen.account.first}) - len(seen.account.weakest)
    glass = seen.glass(
        f"Ranked by (x + {PRIOR}p) / (n + {PRIOR}): x right of n, p the accuracy over all concepts. "
        f"Only what has {_LEAST} or more, and is below p.",
        [one for one in seen.account.first if concept_of(one) in keys],
        "answers about the concepts listed",
        telling.left_out((few, "concept", f"with fewer than {_LEAST}")),
    )
    evidence = _evidence(seen, listed)
    return Panel(
        id="weakest-concepts",
        title=seen.title("Weakest concepts"),
        value=_weak(seen, evidence, len(below)),
        lines=tuple((seen.names.concept(*one.of), _told(one)) for one in listed),
        evidence=evidence,
        data=seen.data({"ranked": len(seen.account.weakest), "below": len(below), "weakest": numbers}),
        glass=glass,
    )


def _mixed(pairs: int, asked: int) -> str:
    if not asked:
        return "no question with one right option"
    told = f"{count(asked, 'question')} with options"
    found = count(pairs, "mix-up") if pairs else "no mix-up"
    return f"{told}, {found} seen twice or more"


def _below(seen: Performed) -> Sequence[Ranked[ConceptKey]]:
    """Ranked concepts that are below the accuracy over all, weakest first."""
    overall = seen.account.accuracy
    return [one for one in seen.account.weakest if overall and one.share.value < overall.value]


def _evidence(seen: Performed, listed: Sequence[Ranked[ConceptKey]]) -> Evidence:
    """That of the weakest; with none, whether any concept could be ranked."""
    if listed:
        return standing(Figure.RANKING, listed[0].share.n)
    groups = accuracies(seen.account.first, concept_of)
    return standing(Figure.RANKING, max((one.n for one in groups.values()), default=0))


def _weak(seen: Performed, evidence: Evidence, below: int) -> str:
    if isinstance(evidence, Hidden):
        return seen.lacking(evidence, "answers about one concept")
    ranked, overall = count(len(seen.account.weakest), "concept"), seen.account.accuracy
    if not below or overall is None:
        return f"none of {ranked} falls short of the others"
    return f"{below:,} of {ranked} below the {tally(overall)} over all"


def _told(one: Ranked[ConceptKey]) -> str:
    """Counts; a percentage where there is enough for one."""
    return telling.share(one.share) if shown(one.share) else tally(one.share)


def _numbers(seen: Performed, one: Ranked[ConceptKey]) -> Data:
    deck, concept = one.of
    return {
        "deck": deck,
        "concept": concept,
        "name": seen.names.concept(deck, concept),
        **as_share(one.share),
        "ranked_by": one.shrunk,
    }
