"""``offbook check``: problems to standard output, the sum of it to standard error, and the right code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from offbook.cli import main

SOUND = 'title = "Sound"\n[[cards]]\nclaim = "So."\nholds = true\n'
HALF = SOUND + '[[cards]]\nclaim = "Not so."\nholds = 0\nquiz_only = true\n'
ODD = SOUND + 'pair = "x"\nquiz_only = true\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    return tmp_path


Output = pytest.CaptureFixture[str]


def test_a_sound_deck_is_0_and_silent(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(SOUND)
    assert main(["check", "a.toml"]) == 0
    assert capsys.readouterr() == ("", "1 deck, 1 card, no problems\n")


def test_an_error_is_1_and_told_at_its_place(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(HALF)
    assert main(["check", "a.toml", "gone.toml"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        'a.toml:7:9: error: "holds" must be true or false, without quotes, not a whole number',
        "gone.toml:1:1: error: there is no such file; look at its name and folder",
    ]
    assert err == "2 decks, 1 card, 1 entry left out, 2 errors\n"


def test_a_warning_is_told_and_0(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(ODD)
    assert main(["check", "a.toml"]) == 0
    out, err = capsys.readouterr()
    assert out == 'a.toml:5:1: warning: no other card carries the pair "x"; look at its spelling\n'
    assert err == "1 deck, 1 card, 1 warning\n"


def test_cards_are_counted_with_the_entries_they_come_from(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(SOUND + '[[cards]]\ncloze = "{{a}} and {{b}}"\n')
    (here / "b.toml").write_text(HALF)
    assert main(["check", "a.toml", "b.toml"]) == 1
    assert capsys.readouterr().err == "2 decks, 4 cards from 3 entries, 1 entry left out, 1 error\n"


def test_a_folder_stands_for_its_decks(here: Path, capsys: Output) -> None:
    folder = here / "decks"
    folder.mkdir()
    (folder / "b.toml").write_text(SOUND)
    (folder / "a.toml").write_text(SOUND)
    (folder / "notes.md").write_text("no deck")
    os.mkfifo(folder / "pipe.toml")
    assert main(["check", "decks", "decks/a.toml"]) == 1
    out, err = capsys.readouterr()
    assert out == "decks/pipe.toml:1:1: error: this is a named pipe, not a file; a deck is a regular file\n"
    assert err == "3 decks, 2 cards, 1 error\n"


def test_two_decks_of_one_id_are_told(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(f'id = "same"\n{SOUND}')
    (here / "b.toml").write_text(f'id = "same"\n{SOUND}')
    assert main(["check", "a.toml", "b.toml"]) == 0
    out, _ = capsys.readouterr()
    assert out == 'b.toml:1:1: warning: not used: its id "same" is taken by a.toml; change one of the two\n'


def test_without_a_path_all_decks_are_checked(here: Path, capsys: Output) -> None:
    mine = here / "home" / "decks"
    mine.mkdir(parents=True)
    (mine / "mine.toml").write_text(HALF)
    extra = here / "extra"
    extra.mkdir()
    (extra / "extra.toml").write_text(SOUND)
    assert main(["--decks", str(extra), "check"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f'{mine}/mine.toml:7:9: error: "holds" must be true or false, without quotes, not a whole number'
    ]
    assert not err.startswith("2 decks")
    assert main(["check", "--decks", str(extra), str(extra)]) == 0


def test_a_folder_without_decks_is_no_problem(here: Path, capsys: Output) -> None:
    assert main(["check", str(here)]) == 0
    assert capsys.readouterr().err == "no decks, no cards, no problems\n"


def test_json_is_one_object_with_all_there_is(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(HALF.replace("= 0", "= 1"))
    (here / "b.toml").write_text(ODD)
    (here / "c.toml").write_text("x")
    assert main(["check", "--json", "a.toml", "b.toml", "c.toml"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == 1
    assert (found["errors"], found["warnings"]) == (2, 1)
    assert [list(one) for one in found["decks"]] == [
        ["path", "id", "title", "cards", "quiz_only", "entries", "problems"]
    ] * 3
    assert [one["path"] for one in found["decks"]] == ["a.toml", "b.toml", "c.toml"]
    assert [list(one.values())[1:6] for one in found["decks"]] == [
        ["a", "Sound", 1, 0, 2],
        ["b", "Sound", 1, 1, 1],
        [None, None, 0, 0, 0],
    ]
    assert found["decks"][0]["problems"] == [
        {
            "line": 7,
            "column": 9,
            "level": "error",
            "code": None,
            "message": '"holds" must be true or false, without quotes, not a whole number',
        }
    ]


def test_nothing_is_written_by_looking(here: Path) -> None:
    (here / "a.toml").write_text(SOUND)
    assert main(["check"]) == 0
    assert main(["check", "a.toml"]) == 0
    assert [path.name for path in here.iterdir()] == ["a.toml"]


# ---- Strict, and other formats ------------------------------------------------------------------


def test_strict_lets_warnings_count(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(ODD)
    (here / "b.toml").write_text(SOUND)
    assert main(["check", "--strict", "a.toml"]) == 1
    assert main(["check", "--strict", "b.toml"]) == 0
    assert main(["check", "--strict", "--json", "a.toml"]) == 1
    capsys.readouterr()


def test_cards_are_held_against_each_other(here: Path, capsys: Output) -> None:
    cards = (f"[[cards]]\nfront = '{front}'\nback = 'Paris'\n" for front in ("Where is it?", "Where is it"))
    (here / "a.toml").write_text('title = "x"\n' + "".join(cards))
    assert main(["check", "a.toml"]) == 0
    assert capsys.readouterr().out.startswith(
        "a.toml:6:1: warning: this asks nearly the same as the card on line 2;"
    )


def test_json_names_what_a_warning_is_about(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(ODD)
    assert main(["check", "--format", "json", "a.toml"]) == 0
    (problem,) = json.loads(capsys.readouterr().out)["decks"][0]["problems"]
    assert (problem["level"], problem["code"]) == ("warning", "lonely-pair")


def test_github_gets_annotations_that_nothing_breaks_out_of(here: Path, capsys: Output) -> None:
    name = "50%,a:b.toml"
    (here / name).write_text(
        HALF + '[[cards]]\nclaim = "x"\nholds = true\n"a%0A::b\\n" = 1\n' + ODD.split("\n", 1)[1]
    )
    assert main(["check", "--format", "github", name]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "::error file=50%25%2Ca%3Ab.toml,line=7,col=9,title=offbook::"
        '"holds" must be true or false, without quotes, not a whole number'
    )
    assert lines[1].startswith("::error file=50%25%2Ca%3Ab.toml,line=12,col=1,title=offbook::unknown key")
    assert "a%250A::b" in lines[1]
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)


def test_github_gets_the_code_of_a_warning(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(ODD)
    assert main(["check", "--format", "github", "a.toml"]) == 0
    assert capsys.readouterr().out == (
        "::warning file=a.toml,line=5,col=1,title=offbook lonely-pair::"
        'no other card carries the pair "x"; look at its spelling\n'
    )


# ---- Mending ------------------------------------------------------------------------------------

UNTIDY = 'title = "Untidy"\n[[cards]]\n# why\nholds = true  \nclaim = "So."\n'


def test_fix_mends_says_so_and_checks_what_came_out(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(UNTIDY)
    (here / "b.toml").write_text(HALF)
    (here / "c.toml").write_text("x")
    assert main(["check", "--fix", "a.toml", "b.toml", "c.toml"]) == 1
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "a.toml: 1 id written, 1 card with its keys put in order, 1 line without blanks at its end",
        "b.toml: 1 id written",
        "c.toml: left as it is: its TOML is broken on line 1; mend that first",
        "3 decks, 2 cards, 1 entry left out, 2 errors",
    ]
    assert [line.split(":")[0:2] for line in out.splitlines()] == [["b.toml", "8"], ["c.toml", "1"]]
    lines = (here / "a.toml").read_text().splitlines()
    assert lines[2].startswith('id = "fp-')
    assert lines[3:] == ['claim = "So."', "# why", "holds = true"]

    assert main(["check", "--fix", "--json", "a.toml", "c.toml"]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("a.toml: nothing to mend\n")
    assert [one["fixed"] for one in json.loads(out)["decks"]] == [
        {"ids": 0, "ordered": 0, "trimmed": 0, "left": None},
        {"ids": 0, "ordered": 0, "trimmed": 0, "left": "its TOML is broken on line 1; mend that first"},
    ]


def test_a_dry_run_shows_the_difference_and_writes_nothing(here: Path, capsys: Output) -> None:
    (here / "a.toml").write_text(UNTIDY)
    assert main(["check", "--fix", "--dry-run", "a.toml"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "--- a.toml\tas it is"
    changed = [line for line in out.splitlines()[3:] if line[0] in "+-"]
    assert set(changed) >= {"-holds = true  ", "+holds = true"}
    assert len([line for line in changed if line.startswith('+id = "fp-')]) == 1
    assert err.startswith("a.toml: 1 id written")
    assert (here / "a.toml").read_text() == UNTIDY

    main(["check", "--fix", "a.toml"])
    capsys.readouterr()
    assert main(["check", "--fix", "--dry-run", "a.toml"]) == 0
    assert capsys.readouterr() == ("", "a.toml: nothing to mend\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix"], "--fix writes to decks; name those that it may"),
        (["--dry-run", "a.toml"], "--dry-run shows what --fix would do; give both"),
        (["--fix", "--dry-run", "--json", "a.toml"], "--dry-run shows differences, which are not json"),
    ],
)
def test_options_that_do_not_go_together_are_2(
    here: Path, capsys: Output, options: list[str], said: str
) -> None:
    (here / "a.toml").write_text(UNTIDY)
    assert main(["check", *options]) == 2
    assert capsys.readouterr().err.startswith(f"offbook check: {said}")
    assert (here / "a.toml").read_text() == UNTIDY


def test_a_name_is_looked_for_where_decks_are_kept(here: Path, capsys: Output) -> None:
    folder = here / "home" / "decks"
    folder.mkdir(parents=True)
    (folder / "lakes.toml").write_text(SOUND)
    for name in ("lakes", "lakes.toml"):
        assert main(["check", name]) == 0
        assert capsys.readouterr().err == "1 deck, 1 card, no problems\n"
    assert main(["check", "elsewhere/lakes.toml"]) == 1


def test_only_decks_of_ones_own_are_mended_by_name(here: Path, capsys: Output) -> None:
    folder = here / "home" / "decks"
    folder.mkdir(parents=True)
    (folder / "lakes.toml").write_text(SOUND)
    assert main(["check", "--fix", "lakes"]) == 0
    assert "\nid = " in (folder / "lakes.toml").read_text()
    assert main(["check", "--fix", "learning-vs-performance"]) == 1
    assert "there is no such file" in capsys.readouterr().out
