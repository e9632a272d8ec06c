"""``offbook schema``: the JSON Schema of a deck, for editors."""

from __future__ import annotations

import argparse

from offbook.cli import output
from offbook.deck.jsonschema import json_schema
from offbook.paths import Places


def run(_args: argparse.Namespace, _places: Places) -> int:
    """Print the schema."""
    output.data_json(json_schema())
    return 0
