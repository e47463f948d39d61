"""The only importer of pypdfium2. Bytes -> pages: their letters with places, the shapes drawn on them, the outline.

All places are points of the page as a reader sees it (rotated, cropped), counted from its upper left corner. What is
needed of every letter is fetched by three calls each, run by `map`: more calls, or the same ones in a loop of Python, cost
as much as the whole extraction by PDFium.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

import pypdfium2
from pypdfium2 import raw

from compliance.errors import InputError, Problem

MAX_PAGES = 1_000
MAX_OBJECTS = 100_000
"""Objects of one page that are looked at; the drawings of a map have as many."""
_MAX_SEGMENTS = 400
_TAIL = 4096
_FORM_DEPTH = 3
_LETTERS_LIMIT = 5_000_000
_BOLD = re.compile(r"bold|heavy|black|demi|ultra|[-_]?w[6-9]\b|-[ebh]\b|太", re.IGNORECASE)

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_address = ctypes.c_void_p


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function taking plain numbers for pointers: the typed ones of pypdfium2 make an object for each."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _address).value or 0)


_box_of = _quick(raw.FPDFText_GetLooseCharBox, ctypes.c_int, _address, ctypes.c_int, _address)
_origin_of = _quick(raw.FPDFText_GetCharOrigin, ctypes.c_int, _address, ctypes.c_int, _address, _address)
_size_of = _quick(raw.FPDFText_GetFontSize, ctypes.c_double, _address, ctypes.c_int)
_page_object = _quick(raw.FPDFPage_GetObject, _address, _address, ctypes.c_int)
_form_object = _quick(raw.FPDFFormObj_GetObject, _address, _address, ctypes.c_ulong)
_kind_of = _quick(raw.FPDFPageObj_GetType, ctypes.c_int, _address)


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn: the box it fills. `filled`: its colour, where it has one; `stroked`: its outline is drawn;
    `lines`: the straight horizontal and vertical strokes it is made of, as boxes."""

    x0: float
    y0: float
    x1: float
    y1: float
    filled: tuple[int, int, int] | None
    stroked: bool
    lines: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(slots=True)
class Drawings:
    """The shapes of a page, the share of it that images cover, and the number of shapes that are no box and no line."""

    shapes: list[Shape] = field(default_factory=list)
    image_share: float = 0.0
    curves: int = 0


@contextmanager
def opened(data: bytes, name: str, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end. Raises `InputError` when it needs a password, is broken or is no plan."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise InputError(broken(name))  # PDFium would show what is left of it, blank pages for the rest
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise InputError(_refusal(error, name, password)) from error
    try:
        count = len(document)
        if count == 0:
            raise InputError(broken(name))
        if count > MAX_PAGES:
            raise InputError(
                Problem(
                    f"ページが多すぎます ({count})。{MAX_PAGES} ページまで読みます。計画書のファイルかどうか確かめてください。",
                    f"too many pages ({count}); up to {MAX_PAGES} are read; check that this is the plan",
                    name,
                )
            )
        yield document
    finally:
        document.close()


def _refusal(error: pypdfium2.PdfiumError, name: str, password: str | None) -> Problem:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD and password is None:
        return Problem(
            "パスワードで保護されています。パスワードを書いたファイルを --password-file で指定するか、保護を外して保存し直してください。",
            "this PDF needs a password; give a file that holds it with --password-file, or save it without protection",
            name,
        )
    if code == raw.FPDF_ERR_PASSWORD:
        return Problem(
            "パスワードが合いません。--password-file のファイルの中身を確かめてください。",
            "the password does not fit; check the file given with --password-file",
            name,
        )
    if code == raw.FPDF_ERR_SECURITY:
        return Problem(
            "この暗号の方式は読めません。保護を外して保存し直してください。",
            "this kind of encryption can't be read; save the PDF without protection",
            name,
        )
    return broken(name)


def broken(name: str) -> Problem:
    """What is said of a file that is no whole PDF."""
    return Problem(
        "PDF として読めません(壊れているか、途中で切れています)。もう一度入手するか、PDF で保存し直してください。",
        "this PDF is broken or cut off; get it again or save it as PDF again",
        name,
    )


def outline(document: pypdfium2.PdfDocument) -> list[tuple[int, str, int]]:
    """The bookmarks: page (1-based), title, level (1 outermost). Empty when there are none or they are broken."""
    found = []
    try:
        for entry in document.get_toc(max_depth=6):
            target = entry.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                found.append((index + 1, entry.get_title(), entry.level + 1))
            if len(found) > MAX_PAGES:
                break
    except (pypdfium2.PdfiumError, ValueError, UnicodeError):
        return []
    return found


@contextmanager
def page_of(document: pypdfium2.PdfDocument, index: int) -> Iterator[OpenPage | None]:
    """One page with its text, closed at the end; None when PDFium can't load it."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        yield None
        return
    try:
        yield OpenPage(page, text)
    finally:
        text.close()
        page.close()


class OpenPage:
    """A page while it is open. `text` has one character for each entry of `left`, `right` and `base` (the base line) and
    of `nominal` (the size as the font is asked for, before scaling)."""

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> None:
        self._page, self._text = page, text
        self._rotation = int(page.get_rotation())
        self._x, self._y, x1, y1 = page.get_bbox()
        self.width, self.height = x1 - self._x, y1 - self._y
        if self._rotation in (90, 270):
            self.width, self.height = self.height, self.width
        self._count = min(max(raw.FPDFText_CountChars(text.raw), 0), _LETTERS_LIMIT)
        self._handle = _pointer(text.raw)
        self.text = self._characters()
        self.left, self.right, self.base = self._places()
        self.nominal = list(map(_size_of, repeat(self._handle, self._count), range(self._count)))

    def _characters(self) -> str:
        """One character for each letter: of a pair of surrogates the first is the character, the second none (U+0000)."""
        count = self._count
        buffer = (ctypes.c_ushort * (count + 1))()
        got = raw.FPDFText_GetText(self._text.raw, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass") if got == count else ""
        if len(text) != count or _SURROGATE.search(text):
            codes = list(map(raw.FPDFText_GetUnicode, repeat(self._text.raw, count), range(count)))
            text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
            text = _PAIR.sub(_paired, text)
        return _SURROGATE.sub("\ufffd", text)

    def _places(self) -> tuple[array[float], array[float], array[float]]:
        count, handle = self._count, self._handle
        boxes, origins = array("f", bytes(16 * count)), array("d", bytes(16 * count))
        if count:
            start = boxes.buffer_info()[0]
            list(map(_box_of, repeat(handle, count), range(count), range(start, start + 16 * count, 16)))
            start = origins.buffer_info()[0]
            list(
                map(
                    _origin_of,
                    repeat(handle, count),
                    range(count),
                    range(start, start + 16 * count, 16),
                    range(start + 8, start + 8 + 16 * count, 16),
                )
            )
        left, top, right, bottom = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        x, y = self._x, self._y
        if self._rotation == 0:
            turned = left, right, array("d", [self.height + y - at for at in origins[1::2]])
            if x:
                turned = array("f", [at - x for at in left]), array("f", [at - x for at in right]), turned[2]
            return turned
        if self._rotation == 90:
            return (
                array("f", [at - y for at in bottom]),
                array("f", [at - y for at in top]),
                array("d", [at - x for at in origins[0::2]]),
            )
        if self._rotation == 270:
            return (
                array("f", [self.width + y - at for at in top]),
                array("f", [self.width + y - at for at in bottom]),
                array("d", [self.height + x - at for at in origins[0::2]]),
            )
        return (
            array("f", [self.width + x - at for at in right]),
            array("f", [self.width + x - at for at in left]),
            array("d", [at - y for at in origins[1::2]]),
        )

    def size_at(self, index: int) -> tuple[float, bool]:
        """The size of a letter in points as it is seen, and whether it stands upright (not turned)."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFText_GetMatrix(self._text.raw, index, matrix):
            return self.nominal[index] or 1.0, True
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        along = abs(matrix.a) >= abs(matrix.b)
        return (self.nominal[index] or 1.0) * scale, along == (self._rotation in (0, 180))

    def bold_at(self, index: int) -> bool:
        """Whether the font of a letter says that it is bold, or its outline is drawn to make it so."""
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._text.raw, index, buffer, 128, flags)
        name = buffer.raw[: max(min(length, 128) - 1, 0)].decode("utf-8", "replace")
        return bool(_BOLD.search(name.split("+")[-1])) or bool(flags.value & 0x40000)

    def unmapped_at(self, index: int) -> bool:
        """Whether the font does not say which character the glyph stands for."""
        return bool(raw.FPDFText_HasUnicodeMapError(self._text.raw, index) == 1)

    @cached_property
    def drawings(self) -> Drawings:
        """What is drawn on the page besides its letters."""
        found = Drawings()
        count = min(max(raw.FPDFPage_CountObjects(self._page.raw), 0), MAX_OBJECTS)
        objects = list(map(_page_object, repeat(_pointer(self._page.raw), count), range(count)))
        self._collect(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), found, 0)
        return found

    def _collect(self, objects: list[int], matrix: tuple[float, ...], found: Drawings, depth: int) -> None:
        kinds = list(map(_kind_of, objects))
        drawn = [(at, kind) for at, kind in zip(objects, kinds, strict=True) if kind != raw.FPDF_PAGEOBJ_TEXT and at]
        for at, kind in drawn:
            item = ctypes.cast(at, raw.FPDF_PAGEOBJECT)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix, found)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = self._bounds(item, matrix)
                found.image_share += max(x1 - x0, 0) * max(y1 - y0, 0) / max(self.width * self.height, 1.0)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                own = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(item, own)
                count = min(max(raw.FPDFFormObj_CountObjects(item), 0), MAX_OBJECTS)
                inner = list(map(_form_object, repeat(at, count), range(count)))
                self._collect(inner, _product(_values(own), matrix), found, depth + 1)

    def _bounds(self, item: Any, matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
        left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return self._box((left.value, bottom.value, right.value, top.value), matrix)

    def _box(self, box: tuple[float, ...], matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self._seen(box[0], box[1], matrix), self._seen(box[2], box[3], matrix)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _seen(self, x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
        """A point of the page's own space as a reader sees it."""
        a, b, c, d, e, f = matrix
        x, y = a * x + c * y + e - self._x, b * x + d * y + f - self._y
        if self._rotation == 0:
            return x, self.height - y
        if self._rotation == 90:
            return y, x
        if self._rotation == 180:
            return self.width - x, y
        return self.width - y, self.height - x

    def _path(self, item: Any, matrix: tuple[float, ...], found: Drawings) -> None:
        box = self._bounds(item, matrix)
        if box[2] < 0 or box[3] < 0 or box[0] > self.width or box[1] > self.height:
            return
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        segments = raw.FPDFPath_CountSegments(item)
        thin = min(box[2] - box[0], box[3] - box[1]) <= 3.0
        lines: tuple[tuple[float, float, float, float], ...] = ()
        if not thin and (segments > 5 or (stroke.value and segments != 5)):
            lines, curved = self._segments(item, segments, matrix, bool(stroke.value))
            found.curves += curved
            if curved and max(box[2] - box[0], box[3] - box[1]) > 40 and not lines:
                return
        found.shapes.append(Shape(*box, _colour(item) if mode.value else None, bool(stroke.value), lines))

    def _segments(
        self, item: Any, count: int, matrix: tuple[float, ...], stroked: bool
    ) -> tuple[tuple[tuple[float, float, float, float], ...], bool]:
        """The horizontal and vertical strokes of a path, and whether it has curves."""
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, own)
        whole = _product(_values(own), matrix)
        lines: list[tuple[float, float, float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        before: tuple[float, float] | None = None
        start: tuple[float, float] | None = None
        for index in range(min(count, _MAX_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                return (), True
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._seen(x.value, y.value, whole)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif before:
                lines.append(_line(before, point))
            if raw.FPDFPathSegment_GetClose(segment) and start:
                lines.append(_line(point, start))
            before = point
        straight = tuple(line for line in lines if min(line[2] - line[0], line[3] - line[1]) < 0.8)
        askew = len(lines) - len(straight)
        return (straight if not askew or len(straight) > 4 * askew else ()), False


def _paired(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\x00"


def _pointer(handle: Any) -> int:
    return ctypes.cast(handle, _address).value or 0


def _line(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _values(matrix: Any) -> tuple[float, ...]:
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    a2, b2, c2, d2, e2, f2 = outer
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _colour(item: Any) -> tuple[int, int, int] | None:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or alpha.value == 0:
        return None
    return red.value, green.value, blue.value
