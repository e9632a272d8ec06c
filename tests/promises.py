"""How far a promise of trust was put to the test: a little every time, far when asked, told at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FULL = "--full"
"""The option that puts every promise to the test as far as docs/trust.md tells of."""
TOLD = "promise"
"""The name under which a report of a test carries what it has shown."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a test of a promise asks and tells."""

    is_full: bool
    """Whether it is put to the test in full."""
    _tell: Callable[[str, object], None]

    def often(self, quick: int, full: int) -> int:
        """How often to try: ``quick`` within seconds, ``full`` when asked for."""
        return full if self.is_full else quick

    def held(self, what: str, **figures: float | str) -> None:
        """Tell at the end of the run what was tried and what came of it, as in ``cycles=500, lost=0``."""
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        self._tell(TOLD, f"{what}: {told}")
