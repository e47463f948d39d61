"""The letters of a page -> pieces of text with places; what glyph codes spoiled is mended, or found beyond mending."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from compliance.read.pdf.pdfium import OpenPage

_WIDEST_GAP = 0.7
"""A wider gap, in sizes of the letters, parts two pieces."""
_RADICALS = str.maketrans(
    "⺟⻑⻘⻄⻝⺠⻩⻨⻫⻭⻯⻲⻤⻣⻁⻂⻆⻅⻉⻋⻌⻏⻔⻙⻞⻠⻢⻥⻦⻧⻬⻮⻰⻳⺀⺁⺄⺅⺆⺈⺉⺋⺌"
    "⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺵⺶⺹⺺⺻⺼⺽⺾⺿⻀",
    "母長青西食民黄麦斉歯竜亀鬼骨虎衤角見貝車辶阝門韋飠飠馬魚鳥鹵齊齒龍龜冫厂乛亻冂刀刂卩小"
    "小尢兀尣尢巳幺彑彐忄心扌攴旡月歺氵水灬爫爫犭王疋目示礻竹糸糹罒罒罒羊羊耂肀聿月臼艹艹艹",
)
"""Radicals that NFKC leaves as they are, though fonts use their codes for the whole character."""
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "□", 0xF075: "◆", 0xF076: "❖", 0xF0D8: "➢",
    0xF0FC: "✓", 0xF0A8: "□", 0xF0FE: "☑", 0xF0E0: "→", 0xF0E8: "→", 0xF0F0: "⇨", 0xF09F: "•", 0xF0A1: "○", 0xF0B2: "☆",
}  # fmt: skip
"""Bullets and arrows of the symbol fonts of Word (Symbol, Wingdings), which have no characters of their own in Unicode."""
_FOLDED = re.compile("[\u2e80-\u2fdf\uf000-\uf0ff\uf900-\ufaff]")
_FORMS = {
    code: folded
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    if len(folded := unicodedata.normalize("NFKC", chr(code)).translate(_RADICALS)) == 1
} | _SYMBOLS
_NO_TEXT = re.compile(r"[\x00\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FOREIGN = re.compile(
    "[\u0180-\u02af\u0370-\u0373\u0460-\u1fff\u2c00-\u2e7f\ua000-\uabff\uac00-\ud7af\ud800-\udfff\ufb50-\ufdff\ufe70-\ufefe]"
)
"""Scripts that a Japanese plan is not written in: what letters become when their codes are taken for Unicode."""
_DAMAGED_SHARE = 0.15


@dataclass(slots=True)
class Piece:
    """A run of letters on one base line, without wider gaps. `lefts` and `rights` are the edges of each character.

    `bold`: how many characters from the start are bold; all of them: `len(text)`.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    upright: bool
    bold: int
    lefts: array[float]
    rights: array[float]

    @property
    def top(self) -> float:
        """The upper edge of the line the letters stand in."""
        return self.base - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the line the letters stand in."""
        return self.base + 0.14 * self.size

    @property
    def middle(self) -> float:
        """Half the height of a Japanese letter above the base line."""
        return self.base - 0.36 * self.size

    def cut(self, start: int, end: int) -> Piece | None:
        """The characters from `start` to `end` as a piece of their own; None when they are blanks."""
        while start < end and self.text[start] in " 　":
            start += 1
        while end > start and self.text[end - 1] in " 　":
            end -= 1
        if start >= end:
            return None
        lefts, rights = self.lefts[start:end], self.rights[start:end]
        return Piece(
            self.text[start:end],
            min(lefts),
            max(rights),
            self.base,
            self.size,
            self.upright,
            min(max(self.bold - start, 0), end - start),
            lefts,
            rights,
        )


def mended(text: str) -> str:
    """Radicals, compatibility ideographs and symbol fonts as the characters they stand for, the mark PDFium leaves for a hyphen at a
    line's end as a hyphen; one character for each, so that places still fit."""
    if "\ufffe" in text:
        text = text.replace("\ufffe", "-")
    return text.translate(_FORMS) if _FOLDED.search(text) else text


def damage(text: str) -> bool:
    """Whether the letters of a page are codes without meaning: more than one in seven is no character at all, or
    belongs to a script that no Japanese plan is written in."""
    letters = sum(not character.isspace() for character in text)
    bad = len(_NO_TEXT.findall(text)) + len(_FOREIGN.findall(text))
    return letters > 0 and bad > _DAMAGED_SHARE * letters


def pieces_of(page: OpenPage) -> list[Piece]:
    """The pieces of a page in the order they were written; what is drawn twice to look bold is taken once, what stands
    outside the page not at all."""
    text = mended(page.text)
    found: list[Piece] = []
    seen: set[tuple[str, int, int]] = set()
    for start, end, (size, upright) in _spans(page):
        whole = Piece(
            text[start:end], 0, 0, page.base[start], size, upright, 0, page.left[start:end], page.right[start:end]
        )
        if "\x00" in whole.text:
            _drop_nulls(whole)
        piece = whole.cut(0, len(whole.text))
        if piece is None or piece.x1 < 0 or piece.x0 > page.width or not 0 <= piece.middle <= page.height:
            continue
        key = (piece.text, round(piece.x0 / size * 3), round(piece.base / size * 3))
        if key in seen:
            continue
        seen.add(key)
        piece.bold = _bold(page, start, end, len(piece.text))
        found.append(piece)
    return found


def _drop_nulls(piece: Piece) -> None:
    """Take out glyphs without a code, and the second halves of characters beyond the first plane."""
    kept = [index for index, character in enumerate(piece.text) if character != "\x00"]
    piece.text = piece.text.replace("\x00", "")
    piece.lefts = array("f", [piece.lefts[index] for index in kept])
    piece.rights = array("f", [piece.rights[index] for index in kept])


def _spans(page: OpenPage) -> list[tuple[int, int, tuple[float, bool]]]:
    """First index and end of each run on one base line, with its size and whether it is upright."""
    spans: list[tuple[int, int, tuple[float, bool]]] = []
    start = last = -1
    y = right = em = asked = 0.0
    style = (0.0, True)
    letters = zip(page.text, page.left, page.right, page.base, page.nominal, strict=True)
    for index, (character, x0, x1, base, size) in enumerate(letters):
        if character in "\r\n" or (x0 >= x1 and character == " "):
            continue  # made up by PDFium: no place of their own
        if start >= 0 and (
            size != asked
            or not -0.15 * em < base - y < 0.15 * em
            or not -0.6 * em < x0 - right < _WIDEST_GAP * em
            or (character == " " and "  " in page.text[index - 1 : index + 2])
        ):
            spans.append((start, last + 1, style))
            start = -1
        if start < 0:
            start, y, asked = index, base, size
            style = page.size_at(index)
            em = style[0]
        last, right = index, x1
    if start >= 0:
        spans.append((start, last + 1, style))
    return spans


def _bold(page: OpenPage, start: int, end: int, length: int) -> int:
    """How many characters from the start are bold, found by halving: a bold label stands before its text."""
    if not page.bold_at(start):
        return 0
    if page.bold_at(end - 1):
        return length
    low, high = start, end - 1
    while high - low > 1:
        middle = (low + high) // 2
        while middle > low and page.left[middle] >= page.right[middle]:
            middle -= 1
        if middle == low:
            break
        if page.bold_at(middle):
            low = middle
        else:
            high = middle
    return low - start + 1
