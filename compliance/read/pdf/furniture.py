"""Running headers, footers, page numbers and sidebars of all pages: what stands at one place again and again."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from compliance.read.pdf.lines import Line

_PAGE_NUMBER = re.compile(
    r"^[-‐–—―ー~〜・\[(<|p.]*\s*(?:[0-9]{1,3}|[ivxlc]{1,6})\s*(?:[/|]\s*[0-9]{1,3}|(?:of|頁中)\s*[0-9]{1,3})?\s*(?:頁|ページ|page)?"
    r"[-‐–—―ー~〜・\])>|.]*$"
)
_ZONE = 0.14
"""Share of the page's height above and below which headers and footers stand."""
_SIDE = 0.08
_FEWEST = 3


def without_furniture(
    pages: Sequence[tuple[float, float, list[Line]]],
) -> list[list[Line]]:
    """For each page (width, height, its lines outside tables) the lines that are the plan's own text."""
    places: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    texts: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (width, height, lines) in enumerate(pages):
        for zone, line in _at_the_edge(width, height, lines):
            places[zone, round(_distance(zone, line, width, height) / 3)].append((number, line))
            texts[zone, _key(line.text)].add(number)
    dropped: set[int] = set()
    for width, height, lines in pages:
        for zone, line in _at_the_edge(width, height, lines):
            slot = round(_distance(zone, line, width, height) / 3)
            standing = [entry for at in (slot - 1, slot, slot + 1) for entry in places.get((zone, at), ())]
            if _is_furniture(line, standing, len(texts[zone, _key(line.text)]), len(pages)):
                dropped.add(id(line))
        dropped |= {id(line) for line in _page_numbers(lines, height, len(pages))}
    return [[line for line in lines if id(line) not in dropped] for _, _, lines in pages]


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """What a running line says, whatever the page number in it."""
    return re.sub(r"[0-9]+", "#", "".join(unicodedata.normalize("NFKC", text).split()))


def _at_the_edge(width: float, height: float, lines: list[Line]) -> list[tuple[str, Line]]:
    """The lines in the outer zones: at most three above, three below, and what stands in the margins at the sides."""
    if not lines:
        return []
    ordered = sorted(lines, key=lambda line: line.base)
    above = [("above", line) for line in ordered[:3] if line.base < _ZONE * height]
    below = [("below", line) for line in ordered[-3:] if line.base > (1 - _ZONE) * height]
    aside = [("aside", line) for line in lines if line.x1 < _SIDE * width or line.x0 > (1 - _SIDE) * width]
    return above + below + aside


def _distance(zone: str, line: Line, width: float, height: float) -> float:
    if zone == "below":
        return height - line.base
    return line.base if zone == "above" else min(line.x0, width - line.x1)


def _is_furniture(line: Line, standing: list[tuple[int, Line]], repeated: int, pages: int) -> bool:
    """It is said at this edge on several pages; or its place holds few texts that come again, as chapter titles do."""
    at = {number for number, _ in standing}
    few = _FEWEST if pages > 4 else 2
    if repeated < 2 or len(at) < few or len(line.text) > 60 or line.text.endswith("。"):
        return False
    if len({number for number, other in standing if _key(other.text) == _key(line.text)}) >= few:
        return True
    kinds = {_key(other.text) for _, other in standing}
    return len(at) >= max(_FEWEST, 0.5 * pages) and 2 * len(kinds) <= len(at) and len(line.text) <= 40


def _page_numbers(lines: list[Line], height: float, pages: int) -> list[Line]:
    """The outermost line above or below, where it is a page number."""
    if not lines or pages < 2:
        return []
    ordered = sorted(lines, key=lambda line: line.base)
    outer = [line for line in ordered[:2] if line.base < 0.1 * height]
    outer += [line for line in ordered[-2:] if line.base > 0.88 * height]
    return [line for line in outer if _PAGE_NUMBER.match(unicodedata.normalize("NFKC", line.text).strip().lower())]
