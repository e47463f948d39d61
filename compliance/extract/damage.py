"""Optical damage of a text -> the text as it was, where the vocabulary leaves no doubt.

Scanned and converted plans have letters of other scripts in Japanese words (デジタルデバйд), 府内 for 庁内, and long marks
that were lost (サイバセキュリティ). Only long words of the vocabulary are restored, and only by one such damage: a short
word with a wrong letter may be another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LEAST = 5
"""Characters of the shortest word that is restored."""
_STRANGE = re.compile(r"(?<=[ァ-ヺー一-龥ぁ-ん])[\u0370-\u03ff\u0400-\u04ff\u1100-\u11ff\uac00-\ud7af\ufffd]{1,3}")
_KATAKANA = re.compile(r"[ァ-ヺー]{5,}")
_OFFICE = re.compile(r"(?<![大阪京都幕政閣首])府内(?!閣)")
_PREFECTURES = ("大阪府", "京都府")


class Restorer:
    """Restores the words of one vocabulary."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if len(word) >= LEAST}, key=lambda word: (-len(word), word))
        self._without_mark: dict[str, str] = {}
        known = {run for word in self._words for run in _KATAKANA.findall(word)}
        for run in sorted(known):
            for at, letter in enumerate(run):
                shortened = run[:at] + run[at + 1 :]
                if letter == "ー" and len(shortened) >= LEAST and shortened not in known:
                    self._without_mark.setdefault(shortened, run)
        self.restored = lru_cache(maxsize=8192)(self._restored)

    def texts(self, texts: list[str]) -> list[str]:
        """The normalised texts of one document, restored. In a plan of 大阪府 or 京都府 the word 府内 means what it says."""
        in_prefecture = any(name in text for text in texts for name in _PREFECTURES)
        return [
            _OFFICE.sub("庁内", text) if "府内" in text and not in_prefecture else text
            for text in map(self.restored, texts)
        ]

    def _restored(self, text: str) -> str:
        for strange in reversed(list(_STRANGE.finditer(text))):
            text = self._by_word(text, strange.start(), strange.end())
        for run in _KATAKANA.findall(text):
            if run in self._without_mark:
                text = text.replace(run, self._without_mark[run])
        return text

    def _by_word(self, text: str, start: int, end: int) -> str:
        """The text with the longest word put in whose other letters all stand around the strange ones."""
        for word in self._words:
            for at in range(len(word) - (end - start) + 1):
                head, tail = word[:at], word[at + end - start :]
                if text.endswith(head, 0, start) and text.startswith(tail, end):
                    return text[: start - len(head)] + word + text[end + len(tail) :]
        return text
