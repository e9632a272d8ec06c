"""Where Offbook keeps things. Nothing is created here; whoever writes first makes the folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARK = "SIMULATED.txt"
"""The name of the file beside a journal that says that nobody lived what it holds."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one person's Offbook."""

    data: Path
    """Folder of what must not be lost."""
    config: Path
    """Folder of what the person set."""
    cache: Path
    """Folder of what can be made again."""
    shipped: Path
    """Folder of the decks that ship with Offbook."""
    extra: Path | None = None
    """The folder given with ``--decks``."""

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.data / "journal.db"

    @property
    def mishaps(self) -> Path:
        """The file that tells how a mistake of Offbook's own came about."""
        return self.data / "mishap.txt"

    @property
    def unsaved(self) -> Path:
        """The folder of texts that an author wrote and did not save."""
        return self.data / "unsaved"

    @property
    def mark(self) -> Path:
        """The file that says that nobody lived what the journal holds."""
        return self.data / MARK

    @property
    def simulated(self) -> bool:
        """Whether the journal is that of a simulated learner, as far as its folder says."""
        return self.mark.is_file()

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def decks(self) -> Path:
        """The folder of the person's own decks."""
        return self.data / "decks"

    @property
    def deck_folders(self) -> tuple[Path, ...]:
        """Where decks are looked for; of two decks with one id, the earlier folder's is used."""
        return (*([self.extra] if self.extra else []), self.decks, self.shipped)


def places(environ: Mapping[str, str], extra: Path | None = None) -> Places:
    """Find the folders: under ``OFFBOOK_HOME`` where it is set, else where the platform keeps such things."""
    if home := environ.get("OFFBOOK_HOME"):
        root = Path(home).expanduser()
        return Places(root, root, root / "cache", _shipped(), extra)
    # Looked up only here: with OFFBOOK_HOME set, its import is not paid for.
    from platformdirs import PlatformDirs

    found = PlatformDirs("offbook", appauthor=False)
    return Places(
        Path(found.user_data_dir),
        Path(found.user_config_dir),
        Path(found.user_cache_dir),
        _shipped(),
        extra,
    )


def _shipped() -> Path:
    """The decks inside the wheel, or beside the source in a checkout."""
    inside = Path(__file__).parent / "decks"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "decks"
