"""The stage: what a card holds is drawn to its width, and never touches the scroll bar."""

from __future__ import annotations

import json

import pytest
from harness import rehearsing
from rich.cells import cell_len

from fakes import World
from offbook.tui.widgets.stage import Stage

TEXT = """
```python
while {code}:
    pass
```

| one | two |
|-----|----:|
| `a` | {cell} |

Long: {words}.
"""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_a_cell_stays_free_beside_the_scroll_bar(world: World, size: tuple[int, int]) -> None:
    text = json.dumps(TEXT.format(words="word " * 1_200, cell="cell " * 30, code="a < b and " * 12))
    world.deal(f'[[cards]]\nid = "recall"\nfront = {text}\nback = "b"\n')
    async with rehearsing(world, size) as house:
        house.shows("while a < b", "↳", "cell cell")
        stage = house.screen.query_one(Stage)
        bar = stage.vertical_scrollbar.region
        lines = house.text.split("\n")[bar.y : bar.bottom]
        assert lines
        assert all(cell_len(line[: bar.x].rstrip()) < bar.x for line in lines)
        assert max(cell_len(line[: bar.x].rstrip()) for line in lines) >= min(bar.x - 8, 92)
