"""How wide a text is, in half-width characters."""

from __future__ import annotations

from unicodedata import east_asian_width


def cell_len(text: str) -> int:
    """Full-width and ambiguous characters count two: Japanese fonts draw them so."""
    return sum(2 if east_asian_width(character) in "FWA" else 1 for character in text)
