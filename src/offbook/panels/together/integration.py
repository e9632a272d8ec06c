"""The integration map: which concepts are held in memory, and which are shown in quizzes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from offbook.evidence import NEEDS, Early, Evidence, Figure, Hidden, Solid
from offbook.insight.account import Account
from offbook.insight.diagnosis import Counts
from offbook.insight.integration import LINE, Place, Quadrant
from offbook.insight.wording import count, percent, tally
from offbook.panels import telling
from offbook.panels.drawing import Map
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.panels.together.joined import WINDOW, Joined

_FORMULA = (
    f"Held in memory: the mean recall now of a concept's studied cards is {LINE:.0%} or more, by the model. "
    f"Shown in quizzes: {LINE:.0%} or more of its cold answers are right, (x + 4·p) / (n + 4) with p the "
    "accuracy over all concepts. What lies on a line has reached it."
)
_MEANING: Mapping[Quadrant, str] = {
    Quadrant.INTEGRATED: "held in memory and shown in quizzes",
    Quadrant.THEORETICAL: "held in memory, not shown in quizzes",
    Quadrant.STAGNANT: "shown in quizzes, not held in memory",
    Quadrant.NOT_STARTED: "neither held in memory nor shown in quizzes so far",
}
"""In the order in which they are told; the unmeasured come after them."""
_CLOSEST = (Quadrant.THEORETICAL, Quadrant.STAGNANT, Quadrant.NOT_STARTED, Quadrant.UNMEASURED)
"""The order of rows: first what something can be done about, last what is integrated."""
_NEED = NEEDS[Figure.QUADRANT][0]


def map_panel(seen: Joined) -> Panel:
    """How many concepts stand in each quadrant, and how many on the strip of the unmeasured."""
    places = seen.account.places
    found = Counter(place.quadrant for place in places)
    unmeasured = [place for place in places if place.quadrant is Quadrant.UNMEASURED]
    measured = len(places) - len(unmeasured)
    return Panel(
        id="map",
        title="Integration map",
        value=_value(seen.account.counts, measured),
        told=_told(len(unmeasured), len(places)),
        lines=(
            *((quadrant.value, f"{found[quadrant]:,} {told}") for quadrant, told in _MEANING.items()),
            (Quadrant.UNMEASURED.value, _strip(unmeasured)),
        ),
        drawing=Map(places) if places else None,
        drawn=_drawn(found, len(places)),
        evidence=_evidence(places),
        model=seen.model_only and any(place.recall is not None for place in places),
        data=_data(seen.account, found),
        glass=Glass(
            formula=_FORMULA,
            window=f"memory: this moment; answers: {WINDOW}",
            n=measured,
            of="measured concepts",
            left_out=(
                "answers to what was shown less than a day before",
                f"concepts with fewer than {_NEED.shown} cold answers: they stand on the strip",
            ),
            details=tuple(_details(seen)),
            sources=lambda: rows(seen),
        ),
    )


def rows(seen: Joined) -> Iterable[Source]:
    """Every concept with where it stands; each opens a card of it."""
    order = {quadrant: place for place, quadrant in enumerate(_CLOSEST)}
    ordered = sorted(
        seen.account.places, key=lambda one: (order.get(one.quadrant, len(order)), one.performance or 0.0)
    )
    return (
        Source(
            f"{place.quadrant}  {_memory(place)}, {_cold(place)}  {seen.concept(place.concept)}",
            seen.opens(place.concept),
        )
        for place in ordered
    )


def _value(counts: Counts, measured: int) -> str:
    if measured:
        return f"{counts.integrated} of {count(measured, 'measured concept')} integrated"
    if counts.held:
        return f"{count(counts.held, 'concept')} held in memory, none measured"
    return "no concept measured yet"


def _told(unmeasured: int, concepts: int) -> str:
    if not concepts:
        return "There is no concept to place."
    if not unmeasured:
        return "Every concept was asked often enough to be placed."
    stand = "stands" if unmeasured == 1 else "stand"
    takes = f"each takes {_NEED.shown} cold answers to be placed"
    return f"{count(unmeasured, 'concept')} {stand} on the strip: {takes}."


def _strip(unmeasured: Sequence[Place]) -> str:
    held = sum(place.is_held for place in unmeasured)
    new = sum(place.recall is None for place in unmeasured)
    faded = len(unmeasured) - held - new
    told = f"{held:,} held in memory, {faded:,} not held, {new:,} never studied"
    return f"{len(unmeasured):,} asked too seldom: {told}"


def _drawn(found: Mapping[Quadrant, int], concepts: int) -> str:
    if not concepts:
        return ""
    parts = [f"{found[quadrant]} {quadrant}" for quadrant in Quadrant if found[quadrant]]
    return f"Of {count(concepts, 'concept')}, {', '.join(parts)}."


def _evidence(places: Sequence[Place]) -> Evidence:
    """That of most of the concepts that are measured; what the one asked most lacks, if none is."""
    known = [place.evidence for place in places if not isinstance(place.evidence, Hidden)]
    if not known:
        return Hidden(_NEED.shown - max((place.answers for place in places), default=0), _NEED.of)
    return Solid() if sum(isinstance(one, Solid) for one in known) * 2 >= len(known) else Early()


def _data(account: Account, found: Mapping[Quadrant, int]) -> dict[str, Data]:
    return {
        "diagnosis": account.diagnosis.value,
        "concepts": len(account.places),
        "begun": account.counts.begun,
        "held": account.counts.held,
        **{quadrant.name.lower(): found[quadrant] for quadrant in Quadrant},
        "held_unmeasured": account.counts.unasked,
        "line": LINE,
    }


def _details(seen: Joined) -> Iterable[tuple[str, str]]:
    counts = seen.account.counts
    yield "concepts that were begun", f"{counts.begun:,}"
    yield "held in memory, measured or not", f"{counts.held:,}"
    yield "cold answers about what is held", telling.share(counts.cold, nothing="none")
    if counts.unstudied:
        yield "stagnant and never studied", f"{counts.unstudied:,}"


def _memory(place: Place) -> str:
    return "never studied" if place.recall is None else f"memory {percent(place.recall)}"


def _cold(place: Place) -> str:
    return f"{tally(place.cold)} cold" if place.cold else "not asked cold"
