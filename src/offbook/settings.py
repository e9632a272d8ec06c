"""What a person can set, kept in one TOML file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from offbook.errors import SettingsError

THEMES = ("dark", "light", "high-contrast")

_ADVICE = "Correct it, or delete the file to start from the defaults."


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


Keep = Callable[[Settings], None]
"""Puts settings in force and on disk; raises SettingsError if they cannot be written."""

_TABLES = {
    "study": ("retention", "new_per_day", "rollover", "steps", "relearning"),
    "look": ("theme",),
}


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
        if home := next((name for name, names in _TABLES.items() if table in names), None):
            raise SettingsError(f'"{table}" belongs under [{home}].')
        if table not in _TABLES:
            raise SettingsError(_unknown("table", table, _TABLES))
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
        theme=_theme(found, default.theme),
    )


def save(path: Path, settings: Settings) -> None:
    """Write every setting to the file, whole or not at all. Raises SettingsError if it cannot be written."""
    import tomli_w

    from offbook.files import write_whole

    tables = {table: {key: _plain(getattr(settings, key)) for key in keys} for table, keys in _TABLES.items()}
    try:
        write_whole(path, tomli_w.dumps(tables))
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


def _theme(found: Mapping[str, object], default: str) -> str:
    value = found.get("theme", default)
    if value not in THEMES:
        raise SettingsError(f"theme must be one of {', '.join(THEMES)}, not {value!r}.")
    return str(value)
