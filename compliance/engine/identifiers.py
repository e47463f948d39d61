"""Ids of facts for durable_rules: short, always the same, and never two of one hash."""

from __future__ import annotations

from functools import lru_cache
from itertools import count

SID = "e"
"""The one state of a ruleset; it lives for one evaluation (measured: 1,024 live states, then MemoryError)."""


def identifiers(number: int) -> list[str]:
    """That many ids for facts, always the same. durable_rules knows a fact by the 32-bit FNV hash of its id alone, and
    takes a second id of that hash for a fact already observed; no two of these, nor the id of the state, share one."""
    return _table(1 << max(10, number.bit_length()))[:number]


@lru_cache
def _table(number: int) -> list[str]:
    hashes = {fnv(f"sid-{SID}")}
    found: list[str] = []
    for candidate in map(str, count()):
        if fnv(candidate) not in hashes:
            hashes.add(fnv(candidate))
            found.append(candidate)
        if len(found) == number:
            break
    return found


def fnv(text: str) -> int:
    """The hash by which durable_rules knows ids and names of properties."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value
