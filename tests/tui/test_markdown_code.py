"""Code: kept to the letter on a ground of its own, in light colours, a long line going on with a sign."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from offbook.tui.markdown import render
from offbook.tui.markdown.colours import LONGEST, coloured

LANGUAGES = ("python", "sh", "toml", "json", "sql")


def drawn(code: str, width: int = 40) -> list[str]:
    return render(f"```\n{code}\n```", width).plain.split("\n")


def colours(code: str, language: str) -> list[tuple[str, str]]:
    content = coloured(code, language)
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans]


def test_the_ground_is_as_wide_as_the_longest_line() -> None:
    assert drawn("a\n  bc") == [" a    ", "   bc "]


def test_a_long_line_goes_on_with_a_sign_further_in() -> None:
    assert [line.rstrip() for line in drawn("def f():\n    return one + two + three + four", 26)] == [
        " def f():",
        "     return one + two +",
        "       ↳ three + four",
    ]


def test_a_line_without_a_space_goes_on_as_well() -> None:
    assert [line.strip() for line in drawn("x" * 30, 22)] == ["x" * 20, "↳ " + "x" * 10]


@given(st.text(st.sampled_from("ab日(= \n"), max_size=120), st.integers(12, 40))
def test_no_letter_is_lost_and_every_line_fits(code: str, width: int) -> None:
    lines = drawn("|" + code, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).replace("↳", "").split()) == "|" + "".join(code.split())


@pytest.mark.parametrize(
    ("language", "code", "shown"),
    [
        ("python", "def f(): return 1  # so", [("def", "$text-primary"), ("1", "$text-warning")]),
        ("py", "x = 'a'", [("'", "$text-success"), ("a", "$text-success")]),
        ("bash", "for x in a; do y; done", [("for", "$text-primary"), ("done", "$text-primary")]),
        ("toml", "a = true # so", [("# so", "italic $quiet")]),
        ("JSON", '{"a": [1, null]}', [("1", "$text-warning"), ("null", "$text-warning")]),
        ("sql", "select 1 -- so", [("select", "$text-primary"), ("-- so", "italic $quiet")]),
    ],
)
def test_words_of_a_language_have_colours(language: str, code: str, shown: list[tuple[str, str]]) -> None:
    assert set(shown) <= set(colours(code, language))


@pytest.mark.parametrize("language", ["text", "brainfuck", "../python", "python3.99", "\u2400", ""])
def test_other_languages_have_none(language: str) -> None:
    assert coloured("def f(): return 1", language).spans == []


def test_code_too_long_has_none() -> None:
    assert coloured("1\n" * LONGEST, "python").spans == []


@pytest.mark.parametrize("language", LANGUAGES)
@given(code=st.text(max_size=60))
def test_colours_change_no_letter(language: str, code: str) -> None:
    content = coloured(code, language)
    assert content.plain == Content(code).plain
    assert all(0 <= span.start < span.end <= len(content.plain) for span in content.spans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_takes_long(language: str) -> None:
    units = ('"', "'", "(", "$(", "${", "`", "<<", "/*", 'f"{', 'r"""', "[", '{"', "=\\\n", "1e", "a.", "$a$")
    began = process_time()
    for one in units:
        coloured(one * (LONGEST // len(one)), language)
    assert process_time() - began < 0.25 * len(units)


def test_what_colours_code_is_loaded_with_the_first_code_of_a_language() -> None:
    script = (
        "import sys; from offbook.tui.markdown import render\n"
        "render('`a` and\\n```\\nb\\n```')\n"
        "assert 'pygments.lexers' not in sys.modules\n"
        "render('```python\\nb\\n```')\n"
        "assert 'pygments.lexers' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
