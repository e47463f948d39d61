"""Where a block stands: own measure, organisation, background, national text, glossary, appendix, timetable, KPI, ...

Told from the headings above it, innermost first; contents, glossary and appendix rule all that is below them.
"""

from __future__ import annotations

import re
from functools import cache

from compliance.document import Block
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import number_of
from compliance.japanese.years import years
from compliance.plan import PlaceKind
from compliance.rules.reading import Surroundings

_ATTACHED = re.compile(r"^(?:別表|別紙|資料|参考)\d*[:：、 ]*")
_LABEL = re.compile(r"[※・]?【([^】]{1,10})】")
_LABEL_BEHIND = re.compile(r"【([^】]{1,10})】$")

_THE_NATIONS = re.compile(r"(?:資料|別表|付表|参考)?[\d.\-]*[:.、]?国[がの]")
"""How a part of an appendix is headed that prints what the nation lists."""


class SurroundingsReader:
    """Reads the kind of place of blocks; remembers the answer for each path of headings and each table header."""

    def __init__(self, words: Surroundings) -> None:
        self._words = words
        self._labels = {label: place for place, labels in words.labels.items() for label in labels}
        self._known: dict[tuple[str, ...], PlaceKind] = {}
        self._of_heading = cache(self._read_heading)
        """Of a normalised heading: a chapter stands in the paths of all that is below it."""
        self._explains = cache(self._read_explains)
        self._of_table = cache(self._read_table)
        """Of the header of a table: all its rows stand below it."""

    def of(self, block: Block) -> PlaceKind:
        """The kind of place a block stands in. A table of fiscal-year columns is a timetable, one with target columns KPIs,
        wherever it stands but in an appendix, a glossary or national text."""
        place = self.of_headings(block.headings)
        if block.kind == "footnote" or self._explains(block.header):
            return "glossary"
        if block.header and place in ("measure", "organisation", "vision", "current", "timetable", "kpi"):
            return self._of_table(block.header, place)
        return place

    def _read_explains(self, header: tuple[str, ...]) -> bool:
        """Whether a table is a glossary by its first two heads: 用語 | 説明."""
        words, meanings = self._words.exact.get("glossary", ()), self._words.meaning_headers
        return len(header) == 2 and normalise(header[0]) in words and normalise(header[1]) in meanings

    def of_label(self, text: str) -> PlaceKind | None:
        """The kind of place that a normalised sentence says itself that it stands in: 【背景】…, …【用語】."""
        found = _LABEL.match(text) or _LABEL_BEHIND.search(text)
        return self._labels.get(found[1]) if found else None

    def of_headings(self, headings: tuple[str, ...]) -> PlaceKind:
        """The kind of place below a path of headings (outermost first)."""
        if headings not in self._known:
            self._known[headings] = self._decide([normalise(heading) for heading in headings])
        return self._known[headings]

    def _decide(self, headings: list[str]) -> PlaceKind:
        for place, whole in self._words.exact.items():
            if any(_ATTACHED.sub("", number_of(heading)[1]) in whole for heading in headings):
                return place
        for place, words in self._words.dominant.items():
            if any(word in heading for heading in headings for word in words):
                return self._of_appendix(headings) if place == "appendix" else place
        found = [self._of_heading(heading) for heading in headings]
        related = next(
            (at for at, heading in enumerate(headings) if any(word in heading for word in self._words.relation)),
            len(headings),
        )
        # 「国の計画」 below 「位置付け」 tells how the plan stands to it.
        found = [(None, True) if at > related and one[0] == "national" else one for at, one in enumerate(found)]
        # A chapter 「…のビジョン」 may hold sections on what is done: only what stands right below it is its vision.
        found = [(None, own) if place == "vision" else (place, own) for place, own in found[:-1]] + found[-1:]
        place, own = next(((place, own) for place, own in reversed(found) if place), ("measure", True))
        return place if own else self._under(place, [outer for outer, _ in found])

    def _of_appendix(self, headings: list[str]) -> PlaceKind:
        """What the plan says of its own making counts; national documents printed in an appendix are the nation's."""
        if any(word in heading for heading in headings for word in self._words.own_appendix):
            return "current"
        national = any(
            self._of_heading(heading)[0] == "national"
            or _THE_NATIONS.match(heading)
            or any(word in heading for word in self._words.national_documents)
            for heading in headings
        )
        return "national" if national else "appendix"

    @staticmethod
    def _under(place: PlaceKind, outer: list[PlaceKind | None]) -> PlaceKind:
        """A section of a chapter on the nation is the nation's, and the 取組 of a background chapter are background,
        unless its heading says that it is about the plan's own body."""
        if "national" in outer:
            return "national"
        return "background" if place == "measure" and "background" in outer else place

    def _read_heading(self, heading: str) -> tuple[PlaceKind | None, bool]:
        """The kind of place a heading names, and whether it says that it is about the plan's own body."""
        own = any(word in heading for word in self._words.contrast)
        for rule in self._words.places:
            if rule.place == "national" and own:
                continue
            if heading.endswith(tuple(rule.ends)) or any(word in heading for word in rule.words):
                return rule.place, own
        return None, own

    def _read_table(self, header: tuple[str, ...], place: PlaceKind) -> PlaceKind:
        cells = [normalise(cell) for cell in header]
        if any(word in cell for cell in cells for word in self._words.national_headers) and any(
            word in cell for cell in cells for word in self._words.reference_headers
        ):
            return "national"
        if (
            any(
                word in cell
                for cell in cells[:4]
                for word in self._words.kpi_headers
                if "指標" in word or "kpi" in word
            )
            or sum(any(word in cell for word in ("目標", "現状", "基準値", "実績")) for cell in cells) >= 2
        ):
            return "kpi"
        fiscal = {year.fiscal_year for cell in cells for year in years(cell) if len(cell) <= 24}
        return "timetable" if len(fiscal) >= 2 else place
