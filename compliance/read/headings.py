"""Which lines are headings, and what stands under what.

Numbers of `#` can't be trusted after a PDF converter, numbering can: headings of one numbering style (第1章, 1, 1.1,
(1), ①, ア, 基本方針1, 【 】) stand side by side, a new style opens a level below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_DIGIT = r"[0-9０-９一二三四五六七八九十]"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("編", rf"^第\s*{_DIGIT}+\s*[編部]"),
        ("章", rf"^第\s*{_DIGIT}+\s*章"),
        ("節", rf"^第\s*{_DIGIT}+\s*[節項]"),
        ("1.1.1", r"^[0-9０-９]+[.．\-－][0-9０-９]+[.．\-－][0-9０-９]+[.．]?(?=\D)"),
        ("1.1", r"^[0-9０-９]+[.．][0-9０-９]+[.．]?(?=\D)"),
        ("1-1", r"^[0-9０-９]+[-－‐][0-9０-９]+(?=\D)"),
        ("1.", r"^[0-9０-９]{1,2}[.．、]?(?=[\s　]|[.．、])"),
        ("(1)", r"^[(（][0-9０-９]{1,2}[)）]"),
        ("①", r"^[①-⑳]"),
        ("ア", r"^[ア-ン][\s　.．)）]"),
        ("【】", r"^(?:【[^】]{1,30}】|〔[^〕]{1,30}〕|《[^》]{1,30}》)"),
        ("■", r"^[■◆●◎□◇○▼▽☆★]"),
    )
)
_NAMED = re.compile(
    r"^([^\d０-９\s。、,.()（）|:：・]{1,8})\s*[0-9０-９]{1,2}(?:[-－‐.．][0-9０-９]{1,2})?(?=[\s　:：.．、「【]|$)"
)
_YEAR_LABEL = re.compile(r"^(?:令和|平成|昭和|[RHSＲＨＳ])\s*[0-9０-９元]|^.{0,12}(?:→|⇒)")
_APPENDIX = re.compile(
    r"^(?:[0-9０-９.．]*\s*)(?:資料編|参考資料|付録|附属資料|別添資料|巻末資料|用語集|用語解説|用語の解説|用語説明)"
)
_TOC = re.compile(r"^目\s*次$")
_CHAPTER = re.compile(rf"^第\s*({_DIGIT}+)\s*章")
_CONTENTS = re.compile(r"(?:[.．…・･‥]{3,}|\t+|\s{3,})\s*[0-9０-９]{1,3}\s*$")
_OFFICE_LINE = re.compile(r"^[【〔《](?:担当|所管|主管|実施主体)[^】〕》]*[:：]")
_OFFICES = re.compile(r"[(（【〔](?:担当|所管|主管)[^()（）【】〔〕。]*[)）】〕]$")
"""The offices in charge, behind the name of a measure: they may be many."""
_NAME_END = re.compile(r"^[^をはが、]*(?:[一-龥々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ0-9０-９)）】」』]|[一-龥][しみきりえけせめ])$")
_GOES_ON = re.compile(r"[のをにがはとへでやもーぁぃぅぇぉっゃゅょァィゥェォッャュョ、。，．)）」』】]")
_NO_HEADING = re.compile(r"[。、,，]$|。.|[|→⇒]|(?:です|ます|ました|である|とする)$")


@dataclass(frozen=True)
class Heading:
    """A heading line: its text without `#`, its numbering style (or None), its number of `#` (0: none)."""

    text: str
    style: str | None
    hashes: int


def looks_like_contents(line: str) -> bool:
    """A line of a table of contents: a title, leader dots or a tab, a page number."""
    return (
        bool(_CONTENTS.search(line)) and len(line) < 120 and line.count("\t") <= 1 and not line.lstrip().startswith("|")
    )


def style_of(text: str) -> str | None:
    """The numbering style a heading's text begins with, or None."""
    for name, pattern in _STYLES:
        if pattern.match(text):
            return name
    named = _NAMED.match(text)
    return named[1] if named and not _YEAR_LABEL.match(text) else None


def heading_of(line: str, text: str, alone: bool) -> Heading | None:
    """The heading that a line is, or None. `text`: the line without markup; `alone`: blank lines around it.

    With `#` always; without, when it is short, alone, numbered or bracketed, and no sentence.
    """
    hashes = _HASHES.match(line)
    if hashes:
        title = text.lstrip("#").strip()
        return Heading(title, style_of(title), len(hashes[1])) if title else None
    style = style_of(text)
    if _OFFICE_LINE.match(text):
        return None
    if style == "【】" and re.fullmatch(r"[【〔《][^】〕》]{1,30}[】〕》]", text):
        return Heading(text, style, 0)
    if style == "【】" or not alone or len(_OFFICES.sub("", text)) > 45 or _NO_HEADING.search(text):
        return None
    if style or _APPENDIX.match(text) or text in ("目次", "目 次", "はじめに", "おわりに"):
        return Heading(text, style, 0)
    return None


def names_text(text: str, following: str) -> bool:
    """Whether a line without markup is a name right above a text that begins anew: of a sentence broken over lines the first
    line is no shorter than the next."""
    return (
        style_of(text) is not None
        and bool(_NAME_END.search(text))
        and len(following) > 1.3 * len(text)
        and not _GOES_ON.match(following)
    )


class HeadingStack:
    """The path of headings in force while a document is read."""

    def __init__(self) -> None:
        self._entries: list[Heading] = []
        self._chapter = 0
        self._in_appendix = False

    @property
    def path(self) -> tuple[str, ...]:
        """Texts of the headings in force, outermost first."""
        return tuple(entry.text for entry in self._entries)

    def snapshot(self) -> list[Heading]:
        """The headings in force, to come back to after a boxed part."""
        return list(self._entries)

    def restore(self, entries: list[Heading]) -> None:
        """Return to the headings of a snapshot."""
        self._entries = list(entries)

    def leave(self, mark: str) -> None:
        """Leave what a heading of this mark (○) heads: the next item of the same mark stands beside it."""
        if mark in "■◆●◎□◇○▼▽☆★":
            at = next((at for at, entry in enumerate(self._entries) if entry.text.startswith(mark)), len(self._entries))
            del self._entries[at:]

    def push(self, heading: Heading) -> tuple[tuple[str, ...], int]:
        """Enter a heading; gives the path of the headings above it and its level (1 outermost)."""
        heading = self._placed(heading)
        if self._entries and _TOC.match(self._entries[-1].text):
            self._entries.pop()
        self._pop_for(heading)
        above = self.path
        self._entries.append(heading)
        return above, len(self._entries)

    def _placed(self, heading: Heading) -> Heading:
        """A law printed in an appendix has chapters of its own: inside an appendix only the plan's next chapter leaves
        it, and every other heading but a new appendix stays below it."""
        chapter = _CHAPTER.match(heading.text)
        number = int(chapter[1]) if chapter and chapter[1].isdigit() else 0
        if self._in_appendix and number != self._chapter + 1 and not self._opens_appendix(heading):
            return Heading(heading.text, f"資料{heading.style or ''}", max(heading.hashes, 2) if heading.hashes else 0)
        self._in_appendix = self._opens_appendix(heading)
        self._chapter = number or self._chapter
        return Heading(heading.text, "章", heading.hashes) if self._in_appendix else heading

    @staticmethod
    def _opens_below(heading: Heading, last: Heading) -> bool:
        """Fewer `#` above, or as many and another numbering style: 【目指す姿】 below (1), whatever the converter wrote."""
        if heading.style and last.style and heading.style != last.style:
            return 0 < last.hashes <= heading.hashes
        return 0 < last.hashes < heading.hashes

    def _opens_appendix(self, heading: Heading) -> bool:
        shallow = heading.hashes <= 2 if heading.hashes else len(self._entries) < 3
        return bool(_APPENDIX.match(heading.text)) and shallow

    def _pop_for(self, heading: Heading) -> None:
        styles = [entry.style for entry in self._entries]
        if heading.style == "章":
            self._entries.clear()
        elif heading.style is not None and heading.style in styles:
            del self._entries[styles.index(heading.style) :]
        elif heading.hashes:
            while self._entries and not self._opens_below(heading, self._entries[-1]):
                self._entries.pop()
        elif heading.style is None:
            self._entries.clear()
