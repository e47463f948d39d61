"""PDF files for tests, written letter by letter and line by line: every place is known. Not used for parity, where real
programs lay plans out."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
EM = 10.0

_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass
class Sheet:
    """One page. Heights are counted from the upper edge, as people do."""

    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    image: bool = False

    def text(self, x: float, y: float, text: str, size: float = EM, font: str = "F") -> Sheet:
        """Text with its base line at `y`. PDFium passes over a lone digit of a font that is not embedded: it has no ink."""
        code = (f"{text} " if text.isascii() else text).encode("utf-16-be").hex()
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def lines(self, x: float, y: float, texts: list[str], size: float = EM, step: float = 1.6) -> float:
        """Lines one below the other; gives the height of the next one."""
        for text in texts:
            self.text(x, y, text, size)
            y += step * size
        return y

    def turned(self, x: float, y: float, text: str, size: float = EM) -> Sheet:
        """Text that runs upwards."""
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F {size} Tf 0 1 -1 0 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Sheet:
        """A stroke."""
        self.content.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, grey: float | None = None) -> Sheet:
        """A frame, or (with `grey`) an area of that colour."""
        paint = f"{grey} g" if grey is not None else ""
        self.content.append(f"{paint} {x0} {self.height - y1} {x1 - x0} {y1 - y0} re {'f' if paint else 'S'} 0 g")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """All lines of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def picture(self) -> Sheet:
        """An image over the whole page."""
        self.image = True
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I Do Q")
        return self


def pdf_of(sheets: list[Sheet], to_unicode: dict[int, int] | None = None) -> bytes:
    """The file. Font F: any text; font B: the same, bold; font C: codes that mean what `to_unicode` says (None: nothing)."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(content: bytes, extra: str = "") -> int:
        return add(f"<</Length {len(content)}{extra}>>stream\n".encode() + content + b"\nendstream")

    catalog, pages = add(""), add("")
    fonts = f"/F {_font(add, 'IPAMincho')} 0 R /B {_font(add, 'IPAGothic-Bold')} 0 R /C {_coded(add, stream, to_unicode)} 0 R"
    image = stream(b"\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    kids = []
    for sheet in sheets:
        content = stream("\n".join(sheet.content).encode("latin-1"))
        pictures = f"/XObject<</I {image} 0 R>>" if sheet.image else ""
        kids.append(
            add(
                f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
                f"/Contents {content} 0 R/Resources<</Font<<{fonts}>>{pictures}>>>>"
            )
        )
    objects[catalog - 1] = f"<</Type/Catalog/Pages {pages} 0 R>>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[pages - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    return _file(objects)


def _font(add, name: str) -> int:  # type: ignore[no-untyped-def]
    info = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"
    described = add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120"
        "/ItalicAngle 0/CapHeight 700/StemV 80>>"
    )
    inner = add(
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}{info}/DW 1000/W[1 632 500]/FontDescriptor {described} 0 R>>"
    )
    return int(
        add(f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/UniJIS-UTF16-H/DescendantFonts[{inner} 0 R]>>")
    )


def _coded(add, stream, to_unicode: dict[int, int] | None) -> int:  # type: ignore[no-untyped-def]
    inner = add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Coded/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
    )
    mapped = ""
    if to_unicode:
        pairs = "\n".join(f"<{code:04x}> <{meant:04x}>" for code, meant in to_unicode.items())
        mapped = f"/ToUnicode {stream(_TO_UNICODE.format(count=len(to_unicode), pairs=pairs).encode())} 0 R"
    return int(
        add(f"<</Type/Font/Subtype/Type0/BaseFont/Coded/Encoding/Identity-H/DescendantFonts[{inner} 0 R]{mapped}>>")
    )


def _file(objects: list[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)
