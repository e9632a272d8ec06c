"""The rules of the house, as far as a machine can read them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "offbook").rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


def test_nothing_points_up() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            docstring = len((ast.get_docstring(node) or "").splitlines())
            body = node.end_lineno - node.body[0].lineno + 1 - docstring
            assert body <= LONGEST_FUNCTION, f"{node.name} has {body} lines"


def test_the_readme_shows_only_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in set(re.findall(r"\]\(([^)#]+)\)", text)):
        if "://" not in target:
            assert (ROOT / target).exists(), target
