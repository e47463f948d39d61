"""Text as a plan has it -> text as the vocabulary is written, and the way back.

Normalised text is NFKC, lower case, without white space and control characters, with Kangxi radicals folded (NFKC does
that) and the many dashes that stand for the long-vowel mark made one. Original text is never changed: a quote is always
cut from it, by the offsets given here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"[\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_LONG_MARK = re.compile(r"(?<=[ァ-ヺ])[-‐‑–—―−─━ｰ](?=[ァ-ヺ]|$)")
_VARIANTS = str.maketrans(
    {
        "〜": "~",
        "～": "~",
        "∼": "~",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "―": "-",
        "−": "-",
        "・": "・",
        "･": "・",
        "•": "・",
        "⇒": "→",
        "➡": "→",
        "⇨": "→",
        "▶": "→",
    }
)


_VARIANT = re.compile("[" + "".join(map(chr, _VARIANTS)) + "]")

MARKUP = re.compile(r"\*\*|__|</?(?:b|i|u|strong|em|sup|sub|small)>", re.IGNORECASE)
"""Inline emphasis of Markdown and HTML: kept in the text, so that a quote stands in the source, and no part of what it says."""


def without_markup(text: str) -> str:
    """The text as a person reads it."""
    return MARKUP.sub("", text) if "*" in text or "_" in text or "<" in text else text


def normalise(text: str) -> str:
    """The text as the vocabulary is written: NFKC, lower case, no white space, no emphasis, one kind of dash and of long
    mark."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", without_markup(text)).lower())
    joined = _DROPPED.sub("", folded)
    if len(joined) < len(folded):  # what was apart may have come together
        joined = unicodedata.normalize("NFKC", joined)
    return _LONG_MARK.sub("ー", joined.translate(_VARIANTS) if _VARIANT.search(joined) else joined)


@lru_cache(maxsize=8192)
def _length(character: str) -> int:
    """Of a character with its marks, normalised; a plan has few different ones."""
    return len(normalise(character))


def offsets(text: str) -> list[int]:
    """For every character of `normalise(text)` the index in `text` it came from, plus `len(text)` at the end.

    Combining marks that NFKC joins to the character before them belong to that character.
    """
    skipped = {at for match in MARKUP.finditer(text) for at in range(*match.span())}
    result: list[int] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and unicodedata.combining(text[index]):
            continue
        if start not in skipped:
            result.extend([start] * _length(text[start:index]))
        start = index
    return [*result, len(text)]
