"""docs/figures.md names every figure, every key and every minimum there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from stats_samples import SHIPPED, simulate

from lives import END, Lives
from offbook.cli import house, stats_json
from offbook.cli.periods import Near
from offbook.cli.stats_look import Look, look
from offbook.demo.kinds import Kind
from offbook.evidence import NEEDS, Figure
from offbook.panels.panel import Data
from offbook.paths import Places
from offbook.performance.windows import Span

PAGE = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
WHOLE = {"share", "window", "retention", "covered", "gap", "map"}
"""Kinds of values that the page explains once; what is within is told there."""

ROWS = {
    Figure.ACCURACY: "accuracy, delayed accuracy, on time, transfer accuracy",
    Figure.RANKING: "concept's place among the weakest",
    Figure.TREND: "trend",
    Figure.DISCRIMINATION: "telling apart (d′ and lean)",
    Figure.CONFUSION: "matrix of what was taken for what",
    Figure.ROW_RECALL: "recall of one side",
    Figure.MEDIAN_TIME: "median time",
    Figure.NET_RATE: "net right a minute",
    Figure.THIRDS: "accuracy by speed, in thirds",
    Figure.RETENTION: "true retention",
    Figure.BIAS: "bias",
    Figure.BRIER: "Brier score",
    Figure.CALIBRATION_ERROR: "calibration error and its parts",
    Figure.RESOLUTION: "resolution (AUROC)",
    Figure.SURE_AND_WRONG: "sure and wrong",
    Figure.TRANSFER_GAP: "transfer gap",
    Figure.QUADRANT: "place on the integration map",
}


def documented() -> dict[str, dict[str, str]]:
    """For each panel, its keys with what kind of value each is."""
    parts = re.split(r"^### `([^`]+)`$", PAGE, flags=re.MULTILINE)[1:]
    return {
        name: dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", text, re.MULTILINE))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def entry(name: str) -> str:
    """Under which heading the page tells of a panel."""
    if name.startswith("target-"):
        return "target-METRIC-SPAN"
    return re.sub(r"^(telling-apart|confusion)-.+", r"\1-DECK", name)


def untold(data: Data, keys: dict[str, str], at: str = "") -> Iterator[str]:
    """The paths within some data that no key of the page covers."""
    if keys.get(at) in WHOLE or keys.get(re.sub(r"^periods\.\w+\.", "periods.*.", at)) in WHOLE:
        return
    if isinstance(data, dict):
        for key, value in data.items():
            yield from untold(value, keys, f"{at}.{key}".lstrip("."))
    elif isinstance(data, list) and any(isinstance(one, dict) for one in data):
        for one in data:
            yield from untold(one, keys, f"{at}[]")
    elif at not in keys and not any(key.startswith(f"{at}[]") for key in keys):
        yield at


@pytest.fixture(scope="module", params=["nobody", "spaced", "quiz-only"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, lives: Lives) -> Look:
    """What there is to tell of nobody, and of two simulated learners."""
    root = tmp_path_factory.mktemp("home")
    home = Places(root, root, root / "cache", SHIPPED)
    if request.param != "nobody":
        simulate(home, lives.path(Kind(request.param)))
    with house.trainer(home) as trainer:
        return look(trainer, (), Near(Span.MONTH, 0), END)


def test_every_panel_and_every_key_is_told(told: Look) -> None:
    pages = documented()
    for tab in told.tabs:
        for panel in tab.panels:
            keys = pages[entry(panel.id)]
            assert not set(untold(dict(panel.data), keys)), panel.id
            tops = {re.split(r"[.\[]", key)[0] for key in keys}
            assert tops == set(panel.data), panel.id


def test_every_panel_that_is_told_is_there(told: Look) -> None:
    there = {entry(panel.id) for tab in told.tabs for panel in tab.panels}
    assert there == set(documented())


def test_it_is_json_that_others_read(told: Look) -> None:
    figures = stats_json.figures(told, simulated=False)
    text = json.dumps(figures, allow_nan=False)
    assert json.loads(text) == figures
    shared = PAGE.split("## JSON", 1)[1].split("## Learning", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", shared, re.MULTILINE) == ["key", *figures]
    assert f"Its `version` is {stats_json.VERSION}." in " ".join(shared.split())
    texts = set(re.findall(r"`(\w+)`", shared))
    for tab in json.loads(text)["tabs"].values():
        for panel in tab["panels"]:
            assert set(panel) <= texts


@pytest.mark.parametrize("figure", ROWS)
def test_every_minimum_is_told(figure: Figure) -> None:
    need = NEEDS[figure][0]
    assert re.search(
        rf"^\| {re.escape(ROWS[figure])} \| .* \| {need.shown} \| {need.solid} \|$", PAGE, re.MULTILINE
    )
