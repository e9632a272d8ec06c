"""The forms of events, made from what their fields are declared to be and from the bounds below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from offbook.clock import DAY, Moment
from offbook.deck.clean import quoted
from offbook.exchange.forms import (
    MOMENT,
    NAME,
    TEXT,
    TRUTH,
    Form,
    MisfitError,
    chosen,
    many,
    maybe,
    number,
    row,
    whole,
    word,
)
from offbook.learning import memory
from offbook.learning.events import Began, Buried, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.performance.events import Answered, AttemptBegan, Question, QuestionFlagged, Remarked
from offbook.performance.targets import Goal, Measured
from offbook.performance.windows import Window

_LAST_DAY = 3_652_058
"""31 December 9999, but one: every window of it has an end that a calendar knows."""
_LONG = 2**40
"""Milliseconds, 34 years."""

_SHARE = number(0, 1)
_DAY = whole(1, _LAST_DAY)
_PLACE = whole(0, 1_000_000)
_TIME = whole(0, _LONG)
_STEPS = many(whole(1, 1_000_000), 0, 100)

_USUAL: Mapping[object, Form] = {
    bool: TRUTH,
    int: whole(-(2**63), 2**63 - 1),
    float: number(-1e300, 1e300),
    str: TEXT,
    bytes: NAME,
    Moment: MOMENT,
}
"""The forms of what is declared without bounds."""

_BOUNDED: Mapping[tuple[type, str], Form] = {
    (Began, "day"): _DAY,
    (Reviewed, "day"): _DAY,
    (Reviewed, "took"): whole(0, DAY),
    (Buried, "until"): _DAY,
    (Scheduler, "retention"): number(0.01, 0.999),
    (Scheduler, "steps"): _STEPS,
    (Scheduler, "relearning"): _STEPS,
    (Scheduler, "longest"): whole(1, 1_000_000),
    (Scheduler, "weights"): many(number(-1_000, 1_000), 21, 21),
    (AttemptBegan, "total"): maybe(_TIME),
    (AttemptBegan, "each"): maybe(_TIME),
    (AttemptBegan, "extra"): number(0, 1_000),
    (AttemptBegan, "target"): maybe(_SHARE),
    (AttemptBegan, "feedback"): chosen("end", "each"),
    (AttemptBegan, "predicted"): maybe(_SHARE),
    (AttemptBegan, "stated"): maybe(_SHARE),
    (Question, "guess"): _SHARE,
    (Question, "recall"): maybe(_SHARE),
    (Answered, "place"): _PLACE,
    (Answered, "score"): _SHARE,
    (Answered, "guess"): _SHARE,
    (Answered, "took"): maybe(_TIME),
    (Answered, "confidence"): maybe(whole(1, 3)),
    (Answered, "recall"): maybe(_SHARE),
    (Answered, "exposure"): whole(0, 2**31),
    (QuestionFlagged, "place"): _PLACE,
    (Remarked, "place"): _PLACE,
    (Remarked, "score"): _SHARE,
    (Goal, "least"): whole(0, 2**31),
    (Measured, "n"): whole(0, 2**31),
    (Window, "first"): _DAY,
    (Window, "until"): _DAY,
}
"""What the journal, the memory model and the calendar can work with, where a number could be any other."""


class Shapes:
    """The forms of records, each made once; ``special`` are those that this text writes in its own way."""

    def __init__(self, special: Mapping[object, Form]) -> None:
        self._made: dict[object, Form] = {**_USUAL, **special}

    def of(self, declared: object) -> Form:
        """The form of what is declared so."""
        if declared not in self._made:
            self._made[declared] = self._make(declared)
        return self._made[declared]

    def _make(self, declared: object) -> Form:
        origin, inner = get_origin(declared), get_args(declared)
        if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
            return maybe(self.of(next(one for one in inner if one is not NoneType)))
        if origin is tuple:
            return many(self.of(inner[0])) if inner[-1] is Ellipsis else row(*map(self.of, inner))
        if meant := getattr(declared, "__supertype__", None):
            return self.of(meant)
        if isinstance(declared, type) and issubclass(declared, Enum):
            return word(declared)
        if isinstance(declared, type) and is_dataclass(declared):
            return self.record(declared)
        raise TypeError(f"there is no form for {declared!r}")

    def record(self, kind: type) -> Form:
        """A record as an object: every field by its name, in the order of their declaration, none else."""
        declared = get_type_hints(kind)
        forms = {
            one.name: _BOUNDED.get((kind, one.name)) or self.of(declared[one.name]) for one in fields(kind)
        }
        return record(kind, forms, _CHECKS.get(kind))


def record(make: Callable[..., Any], forms: Mapping[str, Form], check: Callable[[Any], str] | None) -> Form:
    """An object with exactly these names, as what ``make`` gives of them; ``check`` says what is wrong."""
    writers = [(name, attrgetter(name), form.write) for name, form in forms.items()]
    readers = [(name, form.read) for name, form in forms.items()]

    def write(value: object) -> dict[str, object]:
        return {name: write_one(get(value)) for name, get, write_one in writers}

    def read(value: object) -> object:
        if type(value) is not dict:
            raise MisfitError("must be an object")
        if value.keys() != forms.keys():
            raise MisfitError(_odd(value, forms))
        found: dict[str, object] = {}
        name = ""
        try:
            for name, read_one in readers:
                found[name] = read_one(value[name])
        except MisfitError as error:
            raise error.within(name) from None
        made = make(**found)
        if check and (wrong := check(made)):
            raise MisfitError(wrong)
        return made

    return Form(write, read)


def _odd(value: Mapping[str, object], forms: Mapping[str, Form]) -> str:
    if missing := [name for name in forms if name not in value]:
        return f"lacks {', '.join(missing)}"
    return f"has {', '.join(quoted(name) for name in value if name not in forms)}, which is not known here"


def _unworkable(scheduler: Scheduler) -> str:
    """What is wrong with weights by which no memory can be worked out: tried at the ends of all that is."""
    ends = [
        (stability, difficulty, days)
        for stability in (memory.MIN_STABILITY, memory.MAX_STABILITY)
        for difficulty in (memory.MIN_DIFFICULTY, memory.MAX_DIFFICULTY)
        for days in (0, 1, _LAST_DAY)
    ]
    try:
        for rating in Rating:
            memory.first(rating, scheduler.weights)
            for stability, difficulty, days in ends:
                after, _ = memory.after(stability, difficulty, days, rating, scheduler.weights)
                memory.recall(days, stability, scheduler.weights)
                sound = 0 <= memory.interval(after, scheduler.retention, scheduler.weights) < 1e300
                if not sound:
                    return _UNWORKABLE
    except (ArithmeticError, ValueError, TypeError):
        return _UNWORKABLE
    return ""


def _backwards(window: Window) -> str:
    return "" if window.first < window.until <= window.first + 366 else "is no day, week, month or year"


_UNWORKABLE = "has weights by which no memory can be worked out"
_CHECKS: Mapping[type, Callable[[Any], str]] = {Scheduler: _unworkable, Window: _backwards}
