"""When Offbook itself is at fault: a sentence for the person, and a report that betrays no values."""

from __future__ import annotations

import stat
from pathlib import Path

from offbook import __version__, mishap


def failure() -> ZeroDivisionError:
    secret_answer = "fifty-" + "four"
    try:
        assert len(secret_answer) / 0
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_report_tells_where_and_no_values(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mishap.txt"
    told = mishap.report(failure(), path)
    report = path.read_text()
    assert told.endswith(f"How it came about is written in {path}")
    assert "Every answer that was shown as taken is kept." in told
    assert report.startswith(f"Offbook {__version__}\n")
    assert "ZeroDivisionError" in report
    assert "test_mishap.py" in report
    assert "fifty-four" not in report
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_person_is_told_even_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    told = mishap.report(failure(), tmp_path / "data" / "mishap.txt")
    assert told.startswith("Offbook has made a mistake and had to stop.")
    assert "written in" not in told
