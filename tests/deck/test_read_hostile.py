"""Whatever a file holds, or is: it is read or refused with a sentence, in bounded time, and never raises."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.deck.clean import MARK, clean, defuse, quoted
from offbook.deck.problems import Level, Problem
from offbook.deck.read import MOST_PROBLEMS, Reading, parse, read
from offbook.deck.source import LARGEST, content
from offbook.errors import DeckError

SOUND = """\
title = "Sound"
sides = { left = {}, right.name = "Right" }
[[concepts]]
id = "turn"
contrast = "walk"
[[concepts]]
id = "walk"
[[quizzes]]
name = "All"
target = 0.8
[[cards]]
front = "What?"
back = \"\"\"
This\"\"\"
parts = ["a", "b"]
accept = [["c"], []]
concept = ["turn", "walk"]
[[cards]]
cloze = "{{a}} and {{b::c}} `{{d}}`"
[[cards]]
ask = "Which?"
right = { text = "This", why = "So." }
wrong = ["That", "Those"]
[[cards]]
claim = "So."
holds = true
[[cards]]
statement = "Here."
side = "left"
pair = "x"
"""
MARKS = "\u0301\u0323" * 30_000
PIECES = re.findall(r'"""|[\w.]+|\s|[^\w\s]', SOUND)


def is_well_formed(reading: Reading) -> bool:
    lines = [one for one in reading.problems if one.line < 1 or one.column < 1 or not one.message]
    jargon = [
        one for one in reading.problems if re.search(r"pydantic|Input should|[Ff]ield required", str(one))
    ]
    return not lines and not jargon and list(reading.problems) == sorted(reading.problems)


def test_the_sound_deck_is_sound() -> None:
    assert [one.message for one in parse(SOUND, "x", "x").problems] == [
        'no other card carries the pair "x"; look at its spelling'
    ]


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert is_well_formed(parse(text, "x.toml", "x"))


@given(st.data())
@settings(max_examples=200)
def test_any_change_to_a_sound_deck_is_read_or_refused(data: st.DataObject) -> None:
    pieces = list(PIECES)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(pieces) - 1))
        change = data.draw(st.sampled_from(["cut", "copy", "swap", "new"]))
        if change == "cut":
            del pieces[place]
        elif change == "copy":
            pieces.insert(place, pieces[place])
        elif change == "swap":
            pieces[place] = data.draw(st.sampled_from(PIECES))
        else:
            pieces.insert(place, data.draw(st.text(max_size=3)))
    reading = parse("".join(pieces), "x.toml", "x")
    assert is_well_formed(reading)
    lines = "".join(pieces).replace("\r\n", "\n").count("\n") + 1
    assert all(problem.line <= lines for problem in reading.problems)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(data)
    assert is_well_formed(read(path))


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b'title = "x"\n# caf\xe9\n', 2, 6, "0xe9"),
        ('title = "é"\nx = "é\udcff'.encode(errors="surrogateescape"), 2, 7, "0xff"),
        (b'\xef\xbb\xbftitle = "\xff', 1, 10, "0xff"),
        (b"\xff\xfet\x00", 1, 1, "0xff"),
    ],
)
def test_the_first_byte_that_is_not_utf_8_is_named(
    tmp_path: Path, data: bytes, line: int, column: int, byte: str
) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(data)
    (problem,) = read(path).problems
    assert (problem.line, problem.column) == (line, column)
    assert problem.message == f"byte {byte} is not UTF-8; save the file as UTF-8"


def refusal(path: Path) -> str:
    began = time.process_time()
    reading = read(path)
    assert time.process_time() - began < 1
    assert reading.deck is None
    (problem,) = reading.problems
    assert (problem.line, problem.column, problem.level) == (1, 1, Level.ERROR)
    return problem.message


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    fifo, folder, loop, device, gone = (tmp_path / f"{name}.toml" for name in ("f", "d", "l", "z", "g"))
    os.mkfifo(fifo)
    folder.mkdir()
    loop.symlink_to(loop)
    device.symlink_to("/dev/zero")
    assert refusal(fifo) == "this is a named pipe, not a file; a deck is a regular file"
    assert refusal(folder) == "this is a folder, not a deck; decks are files that end in .toml"
    assert refusal(loop) == "this link leads back to itself; point it at a file"
    assert refusal(device) == "this is a device, not a file; a deck is a regular file"
    assert refusal(gone) == "there is no such file; look at its name and folder"
    assert refusal(tmp_path / "x\x00.toml") == "no file can have this name"
    assert refusal(tmp_path / ("x" * 300 + ".toml")) == "this name is too long for a file"


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text(SOUND)
    link = tmp_path / "link.toml"
    link.symlink_to("real.toml")
    deck = read(link).deck
    assert deck is not None
    assert deck.id == "link"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SOUND)
    path.chmod(0)
    assert refusal(path) == "you are not allowed to read this file; change its permissions"


def test_a_file_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refusal(path) == "this file is larger than 8 MB; split the deck in two"
    with pytest.raises(DeckError, match="larger"):
        content(path, largest=10)


def test_a_file_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb\n.toml"
    path.write_text("x = ")
    (problem,) = read(path).problems
    assert str(problem).endswith(f"a{MARK}[2Jb{MARK}.toml:1:5: error: a value is missing here")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r'claim = "a\u001b]52;c;!\u0007"', f"a{MARK}]52;c;!{MARK}"),
        (r'claim = "a\e[2J"', f"a{MARK}[2J"),
        (r'claim = "a\u009b2J"', f"a{MARK}2J"),
        ('claim = "a\u202eb"', f"a{MARK}b"),
        (r'claim = "a\u2066b\u2028"', f"a{MARK}b{MARK}"),
        (r'claim = "a\rb"', f"a{MARK}b"),
    ],
)
def test_what_a_terminal_would_obey_is_marked_and_told(body: str, shown: str) -> None:
    reading = parse(f'title = "x"\n[[cards]]\n{body}\nholds = true\n', "x.toml", "x")
    assert [(one.line, one.column, one.level) for one in reading.problems] == [(3, 9, Level.WARNING)]
    assert reading.deck is not None
    assert shown in repr(reading.deck.cards[0])


def test_tabs_newlines_and_scripts_stay_as_they_are() -> None:
    text = "a\tb\nc 👩‍👩‍👧 אבג \u200f हिन्दी"
    assert clean(text) == text
    assert clean("a\r\nb") == "a\nb"
    assert defuse("a\tb\nc\udcff") == f"a{MARK}b{MARK}c{MARK}"
    assert quoted("x" * 100) == '"' + "x" * 59 + '…"'


def test_very_many_mistakes_are_counted_rather_than_told() -> None:
    text = 'title = "x"\n[[concepts]]\nid = "known"\n'
    text += "".join(
        f'[[cards]]\nclaim = "{n}"\nholds = {"true" if n % 2 else "false"}\nconcept = "unknown{n}"\n'
        for n in range(2_000)
    )
    began = time.process_time()
    reading = parse(text, "x.toml", "x")
    assert time.process_time() - began < 5
    assert len(reading.problems) == MOST_PROBLEMS + 1
    assert reading.problems[-1].message == "1500 more problems from here on are not listed"


def test_deep_values_and_long_words_are_bounded() -> None:
    began = time.process_time()
    deep = parse('title = "x"\nx = ' + "[" * 300 + '"\\u001b"' + "]" * 300, "x.toml", "x")
    assert [one.message for one in deep.problems if one.level is Level.ERROR] == ['unknown key "x" on a deck']
    known = "".join(f'[[concepts]]\nid = "{"k" * 50}{n}"\n' for n in range(1_500))
    wide = parse(
        f'title = "x"\n{known}[[cards]]\nclaim = "c"\nholds = true\nconcept = "{"k" * 55}"', "x", "x"
    )
    assert wide.errors == 1
    marks = parse(
        'title = "x"\n[[cards]]\nclaim = "a' + "\u0301\u0323" * 30_000 + '"\nholds = true', "x", "x"
    )
    assert marks.errors == 0
    assert time.process_time() - began < 5


def test_a_line_of_very_many_dots_is_read_once() -> None:
    began = time.process_time()
    for text in ("x.__y" * 12_000, "x . " * 15_000, "x." * 30_000, "'x'." * 15_000):
        assert parse(f'title = "x"\n[[cards]]\nclaim = "{text}"\nholds = true', "x", "x").errors == 0
    assert time.process_time() - began < 3


def test_a_problem_reads_like_a_compilers() -> None:
    problem = Problem("decks/mine.toml", 41, 1, Level.ERROR, "no")
    assert str(problem) == "decks/mine.toml:41:1: error: no"
