"""``offbook stats --report``: a file to keep or to hand on."""

from __future__ import annotations

from pathlib import Path

import pytest
from stats_samples import Call, caller, home_of, perform

from offbook import __version__
from offbook.reports.report import SIMULATED


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    perform(home_of(tmp_path / "home"), *[True] * 11, False)
    return caller(monkeypatch, capsys, tmp_path / "home")


@pytest.mark.parametrize("name", ["r.md", "r.MARKDOWN", "r.html", "r.HTM", "a folder/of its own/r.html"])
def test_it_is_written_and_said_where(call: Call, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert call("--report", str(path)) == (0, f"{path}\n", "")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>" if name.lower().endswith(("html", "htm")) else "# Learning and")
    for told in (
        "July 2021",
        "12 answers in 1 attempt",
        "nothing",
        "2021-07-29 15:00",
        __version__,
    ):
        assert told in text
    assert SIMULATED not in text
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_a_window_that_is_over_says_so(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    call("--report", str(path), "--period", "2021-06-01")
    told = path.read_text(encoding="utf-8")
    assert told.startswith("# Learning and performance, Tue 1 Jun 2021\n")
    assert "over: its figures stay" in told
    call("--report", str(path), "--force", "--window", "week")
    assert "not over when this was made" in path.read_text(encoding="utf-8")


def test_names_from_decks_stay_text(call: Call, tmp_path: Path) -> None:
    for name, told in (
        ("r.html", "A &lt;b&gt;deck&lt;/b&gt; | *of* [x](y)"),
        ("r.md", r"A \<b\>deck\</b\> \| \*of\* \[x\](y)"),
    ):
        call("--report", str(tmp_path / name))
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert told in text
        assert "<b>deck" not in text


def test_what_nobody_lived_is_called_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "home" / "SIMULATED.txt").write_text("so it is", encoding="utf-8")
    code, _, err = call("--report", str(tmp_path / "r.html"))
    assert (code, err) == (0, f"{SIMULATED}\n")
    assert SIMULATED in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_what_is_there_is_kept_unless_told_otherwise(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_text("my own words")
    path.chmod(0o640)
    code, out, err = call("--report", str(path))
    assert (code, out) == (1, "")
    assert err == f"offbook: {path} is there already; --force overwrites it.\n"
    assert path.read_text() == "my own words"
    assert call("--report", str(path), "--force")[0] == 0
    assert path.read_text(encoding="utf-8").startswith("# Learning")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_that_leads_nowhere_is_there_too(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.symlink_to(tmp_path / "elsewhere.md")
    assert call("--report", str(path))[0] == 1
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("r.pdf", "would be neither Markdown nor HTML; let its name end in .md or .html."),
        ("r", "would be neither Markdown nor HTML; let its name end in .md or .html."),
        ("folder.html", "is a folder; name a file."),
        ("file/r.md", "the report cannot be written: "),
    ],
)
def test_what_cannot_be_a_report_is_said(call: Call, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_text("")
    code, out, err = call("--report", str(tmp_path / name), "--force")
    assert (code, out) == (1, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_a_full_disk_leaves_the_old_one(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.html"
    call("--report", str(path))
    before = path.read_text(encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("offbook.files.os.fsync", full)
    code, _, err = call("--report", str(path), "--force")
    assert (code, err) == (1, f"offbook: {path}: the report cannot be written: no space left on device.\n")
    assert path.read_text(encoding="utf-8") == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "r.html"]


@pytest.mark.parametrize("other", ["--json", "--quizzes"])
def test_a_report_goes_with_neither_of_the_others(call: Call, tmp_path: Path, other: str) -> None:
    code, out, err = call("--report", str(tmp_path / "r.md"), other)
    assert (code, out) == (2, "")
    assert "a report is a file of the figures" in err
    assert not (tmp_path / "r.md").exists()
