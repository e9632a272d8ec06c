"""What a person can set: read, checked with a sentence for every mistake, written whole."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from offbook import settings
from offbook.errors import SettingsError
from offbook.settings import MEASURES, THEMES, WEEKDAYS, WINDOWS, Settings, Target

minutes = st.lists(st.integers(1, 1_440), max_size=10).map(tuple)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    metric = draw(st.sampled_from(sorted(MEASURES)))
    measure = MEASURES[metric]
    whole = st.integers(int(measure.low), int(measure.high)).map(float)
    return Target(
        metric=metric,
        value=draw(whole if measure.whole else st.floats(measure.low, measure.high)),
        window=draw(st.sampled_from(WINDOWS)),
        decks=tuple(sorted(draw(st.sets(st.sampled_from(["a", "b.c", 'it"s', "[d]"]))))),
        minimum=draw(st.integers(10, 9_999)),
        paired=draw(st.sampled_from(["", *sorted(MEASURES.keys() - {metric})])),
    )


chosen = st.builds(
    Settings,
    retention=st.floats(0.7, 0.99),
    new_per_day=st.integers(0, 9_999),
    rollover=st.integers(0, 23),
    steps=minutes,
    relearning=minutes,
    theme=st.sampled_from(THEMES),
    week_begins=st.sampled_from(WEEKDAYS),
    targets=st.lists(targets(), max_size=3).map(tuple),
)


@given(chosen)
def test_what_is_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, wanted: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "config" / "settings.toml"
    settings.save(path, wanted)
    assert settings.load(path) == wanted


def test_no_file_gives_the_defaults_and_makes_none(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_no_target_at_all_is_kept_too(tmp_path: Path) -> None:
    settings.save(tmp_path / "settings.toml", Settings(targets=()))
    assert settings.load(tmp_path / "settings.toml").targets == ()


@pytest.mark.parametrize("text", ["", "# nothing is set\n", "[study]\n[look]\n", "\ufeff[look]\n"])
def test_a_file_that_sets_nothing_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == Settings()


def test_what_is_not_set_keeps_its_default() -> None:
    assert settings.parse({"study": {"retention": 0.85}}) == Settings(retention=0.85)
    assert settings.parse({"targets": [{"metric": "bias"}, {}]}).targets == (
        Target("bias", 0.1, paired=""),
        Target(paired=""),
    )
    assert settings.parse({"study": {"steps": [], "rollover": 0}, "look": {"theme": "light"}}) == Settings(
        steps=(), rollover=0, theme="light"
    )


WHOLE = "must be a whole number from"
METRICS = ", ".join(MEASURES)
STEPS = "must list at most ten steps in whole minutes, 1 to 1440, not"


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"studdy": {}}, 'unknown table "studdy"; did you mean "study"?'),
        ({"xyz": {}}, 'unknown table "xyz".'),
        ({"study": 3}, "study must be a table, written [study]."),
        ({"study": {"retenton": 1}}, 'unknown key "study.retenton"; did you mean "study.retention"?'),
        ({"look": {"zzz": 1}}, 'unknown key "look.zzz".'),
        ({"look": {"retention": 0.9}}, 'unknown key "look.retention".'),
        ({"study": {"retention": 0.5}}, "retention is 0.5; it must be from 0.7 to 0.99."),
        ({"study": {"retention": 1}}, "retention is 1; it must be from 0.7 to 0.99."),
        ({"study": {"retention": "0.9"}}, "retention must be a number from 0.7 to 0.99, not '0.9'."),
        ({"study": {"retention": True}}, "retention must be a number from 0.7 to 0.99, not True."),
        ({"study": {"retention": float("nan")}}, "retention must be a number from 0.7 to 0.99, not nan."),
        ({"study": {"retention": float("inf")}}, "retention must be a number from 0.7 to 0.99, not inf."),
        ({"study": {"new_per_day": -1}}, "new_per_day is -1; it must be from 0 to 9999."),
        ({"study": {"new_per_day": 10_000}}, "new_per_day is 10000; it must be from 0 to 9999."),
        ({"study": {"new_per_day": 2.5}}, f"new_per_day {WHOLE} 0 to 9999, not 2.5."),
        ({"study": {"new_per_day": False}}, f"new_per_day {WHOLE} 0 to 9999, not False."),
        ({"study": {"rollover": 24}}, "rollover is 24; it must be from 0 to 23."),
        ({"study": {"rollover": "4"}}, f"rollover {WHOLE} 0 to 23, not '4'."),
        ({"study": {"steps": 10}}, f"steps {STEPS} 10."),
        ({"study": {"steps": [0]}}, f"steps {STEPS} [0]."),
        ({"study": {"steps": [1_441]}}, f"steps {STEPS} [1441]."),
        ({"study": {"steps": [1.5]}}, f"steps {STEPS} [1.5]."),
        ({"study": {"steps": [True]}}, f"steps {STEPS} [True]."),
        ({"study": {"relearning": ["10"]}}, f"relearning {STEPS} ['10']."),
        ({"study": {"relearning": [1] * 11}}, f"relearning {STEPS} {[1] * 11}."),
        ({"look": {"theme": "neon"}}, "theme must be one of dark, light, high-contrast, not 'neon'."),
        ({"look": {"theme": ["dark"]}}, "theme must be one of dark, light, high-contrast, not ['dark']."),
        ({"performance": {"week_begins": 1}}, f"week_begins must be one of {', '.join(WEEKDAYS)}, not 1."),
        ({"week_begins": "sunday"}, '"week_begins" belongs under [performance].'),
        ({"target": []}, 'unknown table "target"; did you mean "targets"?'),
        ({"targets": {}}, "targets must be tables, each written [[targets]]."),
        ({"targets": [{}] * 13}, "there are 13 targets; 12 are the most."),
        ({"targets": [{}, 3]}, "target 2: it must be a table, written [[targets]]."),
        ({"targets": [{"decs": []}]}, 'target 1: unknown key "decs"; did you mean "decks"?'),
        ({"targets": [{"metric": "streak"}]}, f"target 1: metric must be one of {METRICS}, not 'streak'."),
        ({"targets": [{"metric": ["bias"]}]}, f"target 1: metric must be one of {METRICS}, not ['bias']."),
        ({"targets": [{"at_least": 80}]}, "target 1: at_least is 80; it must be from 0.01 to 1."),
        ({"targets": [{"at_least": 0}]}, "target 1: at_least is 0; it must be from 0.01 to 1."),
        (
            {"targets": [{"at_most": 0.5}]},
            "target 1: of delayed accuracy more is better, so write at_least, not at_most.",
        ),
        (
            {"targets": [{"metric": "bias", "at_least": 0.1}]},
            "target 1: of bias less is better, so write at_most, not at_least.",
        ),
        (
            {"targets": [{"metric": "loops closed", "at_least": 2.5}]},
            "target 1: at_least must be a whole number from 1 to 9999, not 2.5.",
        ),
        (
            {"targets": [{"window": "hour"}]},
            "target 1: window must be one of day, week, month, year, not 'hour'.",
        ),
        ({"targets": [{"decks": "all"}]}, "target 1: decks must list ids of decks, not 'all'."),
        ({"targets": [{"decks": ["a", []]}]}, "target 1: decks must list ids of decks, not ['a', []]."),
        ({"targets": [{"minimum": 5}]}, "target 1: minimum is 5; it must be from 10 to 9999."),
        (
            {"targets": [{"metric": "bias", "paired": "bias"}]},
            f"target 1: paired must be one of {METRICS.removesuffix(', bias')}, not 'bias'.",
        ),
    ],
)
def test_every_mistake_is_told(tables: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.parse(tables)
    assert str(caught.value) == told


ADVICE = "Correct it, or delete the file to start from the defaults."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[study]\nrollover = 99\n", "rollover is 99; it must be from 0 to 23."),
        (b"[study\n", "the settings are not valid TOML: "),
        (b"[look]\ntheme = '\xff'\n", "the settings are not UTF-8 text."),
        (b"a = " + b"[" * 5_000, "the settings are not valid TOML: "),
        (b"[study]\nrollover = " + b"9" * 5_000, "the settings are not valid TOML: "),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        settings.load(path)
    assert str(caught.value).startswith(f"{path}: {told}")
    assert str(caught.value).endswith(ADVICE)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(tmp_path)
    assert str(caught.value) == f"{tmp_path}: the settings cannot be read: Is a directory."


def test_settings_that_cannot_be_written_are_said_and_leave_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    path = tmp_path / "config" / "settings.toml"
    with pytest.raises(SettingsError, match="They hold until Offbook ends") as caught:
        settings.save(path, Settings())
    assert str(caught.value).startswith(f"{path}: the settings cannot be written: ")
    assert (tmp_path / "config").read_text() == "in the way"


def test_the_file_is_one_that_a_person_can_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings.save(path, Settings(theme="light"))
    assert tomli.loads(path.read_text(encoding="utf-8")) == {
        "study": {
            "retention": 0.9,
            "new_per_day": 20,
            "rollover": 4,
            "steps": [1, 10],
            "relearning": [10],
        },
        "performance": {"week_begins": "monday"},
        "look": {"theme": "light"},
        "targets": [
            {
                "metric": "delayed accuracy",
                "at_least": 0.8,
                "window": "week",
                "minimum": 10,
                "paired": "on-time rate",
            }
        ],
    }
    assert stat.S_ISREG(path.stat().st_mode)
