"""What a person can set, kept in one TOML file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from offbook.errors import SettingsError

THEMES = ("dark", "light", "high-contrast")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WINDOWS = ("day", "week", "month", "year")
MOST_TARGETS = 12
FEWEST, MOST_ANSWERS = 10, 9_999
"""The least and the greatest number of answers from which a target can be judged."""

_ADVICE = "Correct it, or delete the file to start from the defaults."


@dataclass(frozen=True, slots=True)
class Measure:
    """What a target can be set for, and within which bounds."""

    usual: float
    """What a target is that nobody has changed."""
    low: float
    high: float
    paired: str
    """The metric that usually stands beside it."""
    less_is_better: bool = False
    whole: bool = False
    """Whether it is a count."""


MEASURES: Mapping[str, Measure] = {
    "delayed accuracy": Measure(0.8, 0.01, 1.0, "on-time rate"),
    "on-time rate": Measure(0.95, 0.01, 1.0, "delayed accuracy"),
    "net correct per minute": Measure(8.0, 0.1, 1_000.0, "delayed accuracy"),
    "telling apart": Measure(1.5, 0.1, 6.0, "net correct per minute"),
    "transfer accuracy": Measure(0.7, 0.01, 1.0, "delayed accuracy"),
    "loops closed": Measure(5.0, 1.0, 9_999.0, "transfer accuracy", whole=True),
    "bias": Measure(0.1, 0.01, 1.0, "delayed accuracy", less_is_better=True),
}
"""Every metric of performance by its name. Nothing of learning is among them: it has no targets."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target of performance as it was set."""

    metric: str = "delayed accuracy"
    """One of ``MEASURES``."""
    value: float = 0.8
    """To be reached at least, or at most where less is better; shares are 0 to 1."""
    window: str = "week"
    """One of ``WINDOWS``."""
    decks: tuple[str, ...] = ()
    """Ids of the decks it looks at; none for all."""
    minimum: int = FEWEST
    """Answers from which it is judged; a count is judged at once."""
    paired: str = "on-time rate"
    """The metric shown beside it; empty for none."""

    @property
    def measure(self) -> Measure:
        """What its metric allows."""
        return MEASURES[self.metric]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; the defaults serve where nothing was set."""

    retention: float = 0.9
    """Share of cards to be still recalled when they come back, 0.7 to 0.99."""
    new_per_day: int = 20
    """New cards of a deck on one study day, 0 to 9,999."""
    rollover: int = 4
    """The hour, local time, at which the study day begins, 0 to 23."""
    steps: tuple[int, ...] = (1, 10)
    """Minutes between the first meetings of a new card."""
    relearning: tuple[int, ...] = (10,)
    """Minutes until a forgotten card is met again."""
    theme: str = "dark"
    """One of ``THEMES``."""
    week_begins: str = "monday"
    """One of ``WEEKDAYS``."""
    targets: tuple[Target, ...] = (Target(),)
    """What is aimed at in performing, ``MOST_TARGETS`` at most."""


Keep = Callable[[Settings], None]
"""Puts settings in force and on disk; raises SettingsError if they cannot be written."""

_TABLES = {
    "study": ("retention", "new_per_day", "rollover", "steps", "relearning"),
    "performance": ("week_begins",),
    "look": ("theme",),
}
_LIST = "targets"
"""The array of tables that stands beside them."""
_BOUNDS = ("at_least", "at_most")
_KEYS = ("metric", *_BOUNDS, "window", "decks", "minimum", "paired")


def load(path: Path) -> Settings:
    """Read the settings; a file that is not there gives the defaults.

    Raises SettingsError, naming the file and the key, for anything that cannot be used.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: the settings cannot be read: {error.strerror or error}.") from error
    import tomli

    try:
        return parse(tomli.loads(raw.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: the settings are not UTF-8 text. {_ADVICE}") from error
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        raise SettingsError(f"{path}: the settings are not valid TOML: {error}. {_ADVICE}") from error
    except SettingsError as error:
        raise SettingsError(f"{path}: {error} {_ADVICE}") from error


def parse(tables: Mapping[str, object]) -> Settings:
    """Check what a settings file holds. Raises SettingsError at the first thing that cannot be used."""
    found: dict[str, object] = {}
    for table, keys in tables.items():
        if table == _LIST:
            continue
        if home := next((name for name, names in _TABLES.items() if table in names), None):
            raise SettingsError(f'"{table}" belongs under [{home}].')
        if table not in _TABLES:
            raise SettingsError(_unknown("table", table, (*_TABLES, _LIST)))
        if not isinstance(keys, Mapping):
            raise SettingsError(f"{table} must be a table, written [{table}].")
        for key, value in keys.items():
            if key not in _TABLES[table]:
                raise SettingsError(
                    _unknown("key", f"{table}.{key}", [f"{table}.{k}" for k in _TABLES[table]])
                )
            found[key] = value
    default = Settings()
    return Settings(
        retention=_number(found, "retention", default.retention, 0.7, 0.99),
        new_per_day=_whole(found, "new_per_day", default.new_per_day, 0, 9_999),
        rollover=_whole(found, "rollover", default.rollover, 0, 23),
        steps=_minutes(found, "steps", default.steps),
        relearning=_minutes(found, "relearning", default.relearning),
        theme=_word(found, "theme", default.theme, THEMES),
        week_begins=_word(found, "week_begins", default.week_begins, WEEKDAYS),
        targets=_targets(tables[_LIST]) if _LIST in tables else default.targets,
    )


def save(path: Path, settings: Settings) -> None:
    """Write every setting to the file, whole or not at all. Raises SettingsError if it cannot be written."""
    import tomli_w

    from offbook.files import write_whole

    tables = {table: {key: _plain(getattr(settings, key)) for key in keys} for table, keys in _TABLES.items()}
    # No target at all is told too: without a word the default would come back.
    none: dict[str, object] = {} if settings.targets else {_LIST: []}
    targets = [f"\n[[{_LIST}]]\n{tomli_w.dumps(_row(target))}" for target in settings.targets]
    try:
        write_whole(path, "".join([tomli_w.dumps(none | tables), *targets]))
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(
            f"{path}: the settings cannot be written: {reason}. They hold until Offbook ends."
        ) from error


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f'unknown {what} "{name}"' + (f'; did you mean "{near[0]}"?' if near else ".")


def _number(found: Mapping[str, object], key: str, default: float, low: float, high: float) -> float:
    value = found.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SettingsError(f"{key} must be a number from {low:g} to {high:g}, not {value!r}.")
    if not low <= value <= high:
        raise SettingsError(f"{key} is {value:g}; it must be from {low:g} to {high:g}.")
    return float(value)


def _whole(found: Mapping[str, object], key: str, default: int, low: int, high: int) -> int:
    value = found.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingsError(f"{key} must be a whole number from {low} to {high}, not {value!r}.")
    if not low <= value <= high:
        raise SettingsError(f"{key} is {value}; it must be from {low} to {high}.")
    return value


def _minutes(found: Mapping[str, object], key: str, default: tuple[int, ...]) -> tuple[int, ...]:
    value = found.get(key, list(default))
    steps = value if isinstance(value, list) else [None]
    sound = tuple(one for one in steps if type(one) is int and 1 <= one <= 1_440)
    if len(sound) != len(steps) or len(sound) > 10:
        raise SettingsError(f"{key} must list at most ten steps in whole minutes, 1 to 1440, not {value!r}.")
    return sound


def _word(found: Mapping[str, object], key: str, default: str, words: Sequence[str]) -> str:
    value = found.get(key, default)
    if value not in words:
        raise SettingsError(f"{key} must be one of {', '.join(words)}, not {value!r}.")
    return str(value)


def _row(target: Target) -> dict[str, object]:
    """A target as its table has it; without decks it looks at all, without a pair it stands alone."""
    row: dict[str, object] = {
        "metric": target.metric,
        _bound(target.measure): int(target.value) if target.measure.whole else target.value,
        "window": target.window,
        "decks": list(target.decks),
        "minimum": target.minimum,
        "paired": target.paired,
    }
    return {key: value for key, value in row.items() if value not in ([], "")}


def _targets(value: object) -> tuple[Target, ...]:
    if not isinstance(value, list):
        raise SettingsError(f"targets must be tables, each written [[{_LIST}]].")
    if len(value) > MOST_TARGETS:
        raise SettingsError(f"there are {len(value)} targets; {MOST_TARGETS} are the most.")
    targets: list[Target] = []
    for place, table in enumerate(value, 1):
        try:
            targets.append(_target(table))
        except SettingsError as error:
            raise SettingsError(f"target {place}: {error}") from error
    return tuple(targets)


def _target(table: object) -> Target:
    if not isinstance(table, Mapping):
        raise SettingsError(f"it must be a table, written [[{_LIST}]].")
    for key in table:
        if key not in _KEYS:
            raise SettingsError(_unknown("key", key, _KEYS))
    default = Target()
    metric = _word(table, "metric", default.metric, tuple(MEASURES))
    others = tuple(one for one in MEASURES if one != metric)
    return Target(
        metric=metric,
        value=_aim(table, metric),
        window=_word(table, "window", default.window, WINDOWS),
        decks=_names(table.get("decks", [])),
        minimum=_whole(table, "minimum", default.minimum, FEWEST, MOST_ANSWERS),
        paired=_word(table, "paired", "", others) if "paired" in table else "",
    )


def _aim(table: Mapping[str, object], metric: str) -> float:
    """The value of a target, under the name of its bound."""
    measure = MEASURES[metric]
    bound = _bound(measure)
    for other in _BOUNDS:
        if other in table and other != bound:
            better = "less" if measure.less_is_better else "more"
            raise SettingsError(f"of {metric} {better} is better, so write {bound}, not {other}.")
    if measure.whole:
        return float(_whole(table, bound, int(measure.usual), int(measure.low), int(measure.high)))
    return _number(table, bound, measure.usual, measure.low, measure.high)


def _bound(measure: Measure) -> str:
    return _BOUNDS[measure.less_is_better]


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [None]
    sound = [one for one in names if isinstance(one, str) and one]
    if len(sound) != len(names):
        raise SettingsError(f"decks must list ids of decks, not {value!r}.")
    return tuple(sorted(set(sound)))
