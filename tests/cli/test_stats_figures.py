"""``offbook stats``: the figures of both ledgers, as text and as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from stats_samples import HOSTILE, Call, caller, home_of, percentages, perform

from fakes import RECALL, World, deck_text
from offbook.analyst import View
from offbook.cli import stats_table
from offbook.cli.periods import Near
from offbook.cli.stats_look import look
from offbook.evidence import Hidden
from offbook.panels.panel import Panel, Tab
from offbook.performance.windows import Span
from offbook.reports.report import SIMULATED


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys, tmp_path / "home")


def figures(call: Call, *args: str) -> dict[str, Any]:
    code, out, _ = call("--json", *args)
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def panel_of(told: dict[str, Any], tab: str, name: str) -> dict[str, Any]:
    [found] = [one for one in told["tabs"][tab]["panels"] if one["id"] == name]
    return dict(found)


def test_with_nothing_at_all_every_tab_says_something_and_nothing_is_written(
    call: Call, tmp_path: Path
) -> None:
    code, out, err = call()
    assert (code, err) == (0, "")
    for title in ("LEARNING", "PERFORMANCE", "TOGETHER"):
        assert title in out
    assert not percentages(out.replace("target 80%", ""))
    assert not (tmp_path / "home" / "journal.db").exists()
    told = figures(call)
    assert (told["decks"], told["window"]["answers"]) == ([], 0)


def test_a_quiz_is_told_with_its_counts_first(call: Call, tmp_path: Path) -> None:
    perform(home_of(tmp_path / "home"), *[True] * 11, False)
    _, out, _ = call("--window", "week")
    assert "\n  11 of 12  ~92%  (65-99)\n" in out
    told = figures(call, "--window", "week")
    accuracy = panel_of(told, "performance", "accuracy")["data"]
    assert (accuracy["all"]["score"], accuracy["all"]["n"]) == (11, 12)
    assert accuracy["all"]["share"] == pytest.approx(11 / 12)
    assert told["window"] == {
        "span": "week", "first": "2021-07-26", "last": "2021-08-01", "closed": False,
        "study_days": 0, "reviews": 0, "attempts": 1, "answers": 12,
    }  # fmt: skip


def test_a_window_that_is_over_has_its_own_figures(call: Call, tmp_path: Path) -> None:
    perform(home_of(tmp_path / "home"), *[True] * 12)
    before = figures(call, "--period", "2021-06")
    assert (before["window"]["closed"], before["window"]["answers"]) == (True, 0)
    targets = [
        one["id"] for one in before["tabs"]["performance"]["panels"] if one["id"].startswith("target-")
    ]
    assert targets == []
    now = figures(call, "--period", "2021-07")
    assert (now["window"]["closed"], now["window"]["answers"]) == (False, 12)
    assert panel_of(now, "performance", "target-delayed-accuracy-week")["data"]["state"] == "met"


def test_a_target_of_every_deck_keeps_its_bounds_where_one_deck_is_looked_at(
    call: Call, tmp_path: Path
) -> None:
    home = home_of(tmp_path / "home")
    (home.decks / "other.toml").write_text(deck_text(RECALL, title="Other"), encoding="utf-8")
    perform(home, *[True] * 12)
    told = figures(call, "--window", "week", "other")
    assert ([one["id"] for one in told["decks"]], told["window"]["answers"]) == (["other"], 0)
    target = panel_of(told, "performance", "target-delayed-accuracy-week")
    assert (target["n"], target["data"]["state"]) == (12, "met")


def test_every_key_is_there_whatever_the_data(call: Call, tmp_path: Path) -> None:
    home = home_of(tmp_path / "home")

    def keys() -> dict[tuple[str, str], set[str]]:
        told = figures(call)
        return {
            (tab, one["id"]): {*one, *(f"data.{key}" for key in one["data"])}
            for tab, found in told["tabs"].items()
            for one in found["panels"]
        }

    empty = keys()
    perform(home, True, False)
    one = keys()
    perform(home, *[True] * 20)
    assert empty == one == keys()
    assert list(figures(call)) == ["version", "offbook", "made", "simulated", "decks", "window", "tabs"]


def test_what_is_hidden_says_what_is_missing(call: Call, tmp_path: Path) -> None:
    perform(home_of(tmp_path / "home"), True, False)
    told = figures(call)
    hidden = panel_of(told, "performance", "transfer-accuracy")
    assert hidden["evidence"] == {"state": "hidden", "missing": 10, "of": "answers"}
    assert hidden["data"]["share"] is None


def test_one_deck_alone(call: Call, tmp_path: Path) -> None:
    home = home_of(tmp_path / "home")
    other = home.decks / "other.toml"
    other.write_text((home.decks / "sample.toml").read_text(encoding="utf-8"), encoding="utf-8")
    perform(home, *[True] * 12)
    assert figures(call, "sample")["window"]["answers"] == 12
    assert [one["id"] for one in figures(call, "other", "other")["decks"]] == ["other"]
    assert figures(call, "other")["window"]["answers"] == 0
    assert len(figures(call)["decks"]) == 2
    code, out, err = call("smaple")
    assert (code, out) == (1, "")
    assert "sample" in err


def test_a_deck_that_is_gone_takes_its_figures_along(call: Call, tmp_path: Path) -> None:
    home = home_of(tmp_path / "home")
    perform(home, *[True] * 12)
    (home.decks / "sample.toml").unlink()
    told = figures(call)
    assert (told["decks"], told["window"]["answers"]) == ([], 0)


def test_names_from_decks_are_told_as_they_are(call: Call, tmp_path: Path) -> None:
    perform(home_of(tmp_path / "home"), True)
    assert HOSTILE in call()[1]
    assert figures(call)["decks"] == [{"id": "sample", "title": HOSTILE}]


def test_what_nobody_lived_is_called_so(call: Call, tmp_path: Path) -> None:
    home_of(tmp_path / "home").mark.write_text("simulated", encoding="utf-8")
    assert call()[2] == f"{SIMULATED}\n"
    assert call("--quizzes")[2] == f"no attempts\n{SIMULATED}\n"
    assert figures(call)["simulated"] is True


@pytest.mark.parametrize(
    "args", [("--window", "decade"), ("--period", "soon"), ("--window", "day", "--period", "2021")]
)
def test_a_window_that_is_none_is_a_wrong_call(call: Call, args: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(*args)
    assert stopped.value.code == 2


def test_a_window_that_has_not_begun_is_said(call: Call) -> None:
    code, out, err = call("--period", "2022")
    assert (code, out) == (1, "")
    assert err == "offbook: the year from 2022-01-01 has not begun; there is nothing to tell of it.\n"


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_longer_than_it_may_be(width: int) -> None:
    words = "a sentence of words that goes on and on until it has to break " * 4
    long = Panel(
        "a", words, words, words, ((words, words), ("name", words), ("empty", "")), drawn=words, model=True
    )
    lines = list(stats_table.table((Tab("learning", words, words, (long, long)),), width))
    assert max(map(len, lines[1:])) <= width
    assert "    empty" in lines


def test_text_is_harmless_to_a_terminal() -> None:
    evil = "a\x1b[31m\x9b\u202eb"
    found = Panel(evil, evil, evil, evil, ((evil, evil),), drawn=evil)
    told = "\n".join(stats_table.table((Tab(evil, evil, evil, (found,)),), 80))
    assert not {"\x1b", "\x9b", "\u202e"} & set(told)


def test_figures_below_their_minimum_are_not_in_the_text(tmp_path: Path) -> None:
    world = World(tmp_path)
    found = look(world.trainer, (), Near(Span.MONTH, 0), world.clock())
    assert isinstance(found.view, View)
    hidden = [one for tab in found.tabs for one in tab.panels if isinstance(one.evidence, Hidden)]
    assert hidden
    assert not any("%" in one.value.replace("target 80%", "") for one in hidden)


@pytest.mark.parametrize("args", [["--json"], ["--report", "r.html"]])
def test_the_screens_are_not_loaded_for_it(tmp_path: Path, args: list[str]) -> None:
    loaded = "print({'textual', 'rich'} & sys.modules.keys())"
    code = f"import sys; from offbook.cli import main; main(['stats', *{args!r}]); {loaded}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "OFFBOOK_HOME": str(tmp_path)},
    )
    assert done.stdout.splitlines()[-1] == "set()"
