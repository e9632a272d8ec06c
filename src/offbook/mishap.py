"""When Offbook itself is at fault: a sentence for the person, a report for whoever mends it.

Textual's own page shows the values of local variables, right answers among them.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from offbook import __version__
from offbook.files import write_whole


def report(error: BaseException, path: Path) -> str:
    """Write how it came to the error into a file, without any values, and say so in a sentence."""
    told = "Offbook has made a mistake and had to stop. Every answer that was shown as taken is kept."
    told += " A deck that was being written is offered as it stood when it is opened again."
    lines = [f"Offbook {__version__}\n", *traceback.format_exception(error)]
    try:
        write_whole(path, "".join(lines), private=True)
    except OSError:
        return told
    return f"{told}\nHow it came about is written in {path}"
