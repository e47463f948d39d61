"""Numbering definitions of a Word file -> the number or mark that a paragraph shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from compliance.read.ooxml import number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8
"""The levels of a list are 0 to 8 (ISO/IEC 29500-1, 17.9.3)."""
_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of one document; counts as its paragraphs are read."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """The definitions in numbering.xml (None: a document without lists)."""
        if root is None:
            return cls()
        abstract = {entry.get(f"{W}abstractNumId"): _levels(entry) for entry in root.iter(f"{W}abstractNum")}
        levels = {}
        for entry in root.iter(f"{W}num"):
            base = entry.find(f"{W}abstractNumId")
            levels[entry.get(f"{W}numId")] = abstract.get(base.get(f"{W}val"), {}) if base is not None else {}
        return cls(levels)

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list: `1.`, `(2)`, `③`, or empty for a bullet or an unknown list."""
        defined = self.levels.get(list_id, {})
        own = defined.get(level)
        if own is None or own.form in ("bullet", "none"):
            return ""
        counts = self._counts[list_id]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        mark = own.text
        for index in range(level + 1):
            at = defined.get(index, _Level())
            mark = mark.replace(f"%{index + 1}", _written(counts.get(index, at.start), at.form))
        return mark


def _levels(entry: Any) -> dict[int, _Level]:
    found = {}
    for level in entry.iter(f"{W}lvl"):
        values = {tag: level.find(f"{W}{tag}") for tag in ("numFmt", "lvlText", "start")}
        form, text, start = (value.get(f"{W}val") if value is not None else None for value in values.values())
        depth = number(level.get(f"{W}ilvl"))
        found[min(depth, _DEEPEST)] = _Level(form or "decimal", text or "", number(start, 1))
    return found


def _written(count: int, form: str) -> str:
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("aiueo", "aiueoFullWidth"):
        return _AIUEO[(count - 1) % len(_AIUEO)]
    if form in ("iroha", "irohaFullWidth"):
        return _IROHA[(count - 1) % len(_IROHA)]
    if form in ("japaneseCounting", "japaneseLegal", "ideographDigital", "chineseCounting"):
        return _kanji(count)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return str(count)


def _kanji(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (
        _KANJI[ones] if ones or not tens else ""
    )
