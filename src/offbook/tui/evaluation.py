"""The evaluation of an attempt, section by section, in words and small figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from offbook.clock import SECOND
from offbook.deck.cards import SideId, prompt
from offbook.deck.plain import in_a_line, is_prompt
from offbook.evidence import Figure, Hidden, standing
from offbook.insight.wording import tally
from offbook.performance import accuracy, discrimination, speed, targets
from offbook.performance.asked import Asked
from offbook.performance.discrimination import Confusion
from offbook.performance.events import Ending
from offbook.performance.observation import Observation, grouped
from offbook.performance.record import Record, observed, questions
from offbook.performance.targets import Direction, Goal, Metric, State
from offbook.performance.windows import Span
from offbook.statistics import Share
from offbook.tui import clockface, figures, words
from offbook.tui.faces import hanging
from offbook.tui.text import clean, plain

_MARGIN = 12
"""Cells of the headings in the margin."""
_LINES = 6
"""Concepts that are listed."""
_STATES = {
    State.TOO_EARLY: "too early to say",
    State.OPEN: "not reached",
    State.MET: "✔ met, though chance could have helped",
    State.SECURED: "✔ secured: met with the whole interval",
    State.MISSED: "✖ missed",
}


def page(record: Record, width: int, repeated: int) -> Content:
    """The page; ``repeated`` questions were asked before in the same week and count as practice."""
    seen = observed(record)
    found = accuracy.accuracy(seen)
    try:
        asked = questions(record)
    except ValueError:
        # Kept by a later Offbook: the figures need none of it, and concepts go by their ids.
        asked = ()
    sections = [
        _headline(record, found, width),
        _entry("Target", _target(record, found), width),
        _entry("Expected", _expected(record, found), width),
        _entry("Practice", _practice(repeated), width),
        _entry("Concepts", _concepts(seen, asked), width),
        _entry("Sides", _sides(seen, asked, width - _MARGIN), width),
        _entry("Speed", _speed(seen), width),
    ]
    return Content("\n\n").join(section for section in sections if section)


def headline(record: Record) -> Content:
    """The score of an attempt on one line."""
    found = accuracy.accuracy(observed(record))
    return figures.share(found) if found else Content("nothing was asked")


def _headline(record: Record, found: Share | None, width: int) -> Content:
    if found is None:
        return Content("Nothing was asked.")
    late = sum(answer.timed_out for answer in record.answers.values())
    ended = {
        Ending.SUBMITTED: "handed in",
        Ending.TIMED_OUT: "time ran out",
        Ending.LEFT: "left",
        None: "not ended",
    }[record.ending]
    spent = (record.ended_at.ms - record.at.ms) if record.ended_at else 0
    if record.ending is Ending.TIMED_OUT and record.began.total:
        # It may have been noticed long after, when the machine was awake again.
        spent = min(spent, record.began.total)
    told = [f"{ended} after {clockface.figures(max(0, spent))}"]
    if late:
        told.append(f"{words.count(late, 'question')} not answered in time")
    lines = [
        figures.share(found),
        figures.axis(found, record.began.target, min(50, width - 10)),
        Content.styled("; ".join(told) + ".", "$quiet"),
    ]
    return Content("\n").join(lines)


def _target(record: Record, found: Share | None) -> list[Content]:
    target = record.began.target
    if not target or found is None:
        return []
    goal = Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, target, Span.DAY)
    state = targets.judge(goal, targets.measured(found), closed=True)
    told = f"{words.percent(target)}: {_STATES[state]}"
    if state is State.TOO_EARLY:
        told += f", {goal.least - found.n} more answers are needed"
    return [plain(told + ".")]


def _expected(record: Record, found: Share | None) -> list[Content]:
    """What the model and the candidate foresaw, beside what came."""
    began = record.began
    if found is None or (began.predicted is None and began.stated is None):
        return []
    parts = []
    if began.predicted is not None:
        parts.append(f"the model {words.percent(began.predicted)}")
    if began.stated is not None:
        parts.append(f"you {words.percent(began.stated)}")
    return [plain(f"{', '.join(parts)}; it came to {words.percent(found.value)}.")]


def _practice(repeated: int) -> list[Content]:
    if not repeated:
        return []
    return [plain(f"{words.count(repeated, 'question')} had been asked this week; the first answer counts.")]


def _concepts(seen: Sequence[Observation], asked: Sequence[Asked]) -> list[Content]:
    """Concepts that were not answered rightly throughout, those with most missing first."""
    names = {(one.card.facts.key.deck, one.card.facts.concept): _name(one) for one in asked}
    shares = accuracy.accuracies(seen, accuracy.concept_of)
    short = sorted(
        ((of, one) for of, one in shares.items() if one.value < 1.0),
        key=lambda pair: (pair[1].score - pair[1].n, names.get(pair[0], "")),
    )
    whole = len(shares) - len(short)
    lines = [plain(f"{tally(one)}  {names.get(of, of[1])}") for of, one in short[:_LINES]]
    if len(short) > _LINES:
        lines.append(Content.styled(f"and {len(short) - _LINES} more", "$quiet"))
    if whole:
        lines.append(Content.styled(f"{words.count(whole, 'concept')} without a mistake", "$quiet"))
    return lines


def _name(one: Asked) -> str:
    own = one.own
    asked = prompt(one.card)
    by_author = own is not None and own.name != own.id and not is_prompt(own.name, asked)
    return own.name if own and by_author else in_a_line(asked)


def _sides(seen: Sequence[Observation], asked: Sequence[Asked], width: int) -> list[Content]:
    """What was taken for what: a row for each right side, a column for each that was said."""
    decks = {one.card.facts.key.deck: one.sides for one in asked if one.sides}
    lines: list[Content] = []
    for deck, sides in decks.items():
        own = [one for one in seen if one.key.deck == deck]
        table = discrimination.confusion(own, [SideId(side.id) for side in sides])
        if isinstance(standing(Figure.CONFUSION, table.n), Hidden):
            continue
        lines += _table(table, [clean(side.name) for side in sides], width)
    return lines


def _table(table: Confusion, names: Sequence[str], width: int) -> list[Content]:
    """The matrix as lines; what was not answered in time has a column of its own."""
    late = any(table.silent)
    names = _cut(names, width - 6 * late)
    first = _first(names)
    heads = [*names, *(["late"] if late else [])]
    lines = [Content.styled(_row("said:", heads, heads, first), "$quiet")]
    for row, name in enumerate(names):
        counts = [*table.counts[row], *([table.silent[row]] if late else [])]
        lines.append(Content(_row(name, [str(count or "·") for count in counts], heads, first)))
    return lines


def _first(names: Sequence[str]) -> int:
    """Cells of the first column of a table."""
    return max(map(cell_len, ["said:", *names])) + 1


def _row(name: str, cells: Sequence[str], heads: Sequence[str], first: int) -> str:
    """A name, and cells that end beneath the ends of their heads."""
    gaps = [" " * (cell_len(head) + 2 - cell_len(cell)) for cell, head in zip(cells, heads, strict=True)]
    told = "".join(gap + cell for gap, cell in zip(gaps, cells, strict=True))
    return name + " " * (first - cell_len(name)) + told


def _cut(names: Sequence[str], width: int) -> list[str]:
    """The names, as long as they may be for a table of so many cells with a row and a column for each."""
    for most in range(max(map(cell_len, names)), 2, -1):
        cut = [plain(name).truncate(most, ellipsis=True).plain for name in names]
        if _first(cut) + sum(cell_len(name) + 2 for name in cut) <= width:
            return cut
    return [plain(name).truncate(2, ellipsis=True).plain for name in names]


def _speed(seen: Sequence[Observation]) -> list[Content]:
    """Median time of right answers for each form, and what a minute yields."""
    lines: list[Content] = []
    for form, own in grouped(seen, accuracy.form_of).items():
        middle = speed.median_time(own)
        if middle and not isinstance(standing(Figure.MEDIAN_TIME, middle.n), Hidden):
            span = f" ({middle.interval.low:.1f}-{middle.interval.high:.1f})" if middle.interval else ""
            lines.append(
                plain(f"{form}: {middle.value:.1f} s{span} for a right answer, the middle of {middle.n}")
            )
    rate = speed.net_rate(seen)
    if rate and not isinstance(rate.evidence, Hidden | speed.AtChance):
        lines.append(plain(f"{rate.net.value:.1f} right a minute, what guessing gives taken off"))
    clock = speed.clocked(seen)
    left_out = [
        f"{clock.timeouts} out of time" if clock.timeouts else "",
        f"{clock.accidents} given in under {speed.ACCIDENT / SECOND:g} s" if clock.accidents else "",
        f"{clock.unclocked} while a clock jumped" if clock.unclocked else "",
    ]
    if lines and any(left_out):
        lines.append(Content.styled("left out: " + ", ".join(filter(None, left_out)), "$quiet"))
    return lines


def _entry(heading: str, lines: Iterable[Content], width: int) -> Content:
    """Lines with their heading in the margin; nothing if there are none."""
    margin = Content.styled(heading.ljust(_MARGIN), "$quiet")
    told: list[Content] = []
    for line in lines:
        told.append(hanging(margin, line, width))
        margin = Content(" " * _MARGIN)
    return Content("\n").join(told)
