"""Web pages -> blocks: the main content without navigation; headings, lists, tables with merged cells; furigana dropped."""

from __future__ import annotations

import re
from typing import Any

from compliance.document import Document, Place
from compliance.errors import InputError, Problem
from compliance.read.lines import Line, blocks_of, escaped, filled, table_lines
from compliance.read.text import decode

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "nav", "aside", "form", "iframe", "object", "svg", "rt", "rp", "head")
)
_ROLES_AROUND = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
_NAME_AROUND = re.compile(
    r"header|footer|g?nav|global-?nav|navigation|menu|side(?:bar)?|breadcrumbs?|topic-?path|pankuzu|skip(?:link)?|pagetop"
)
"""Names that municipal pages give to what stands around their content."""
_INLINE = frozenset(
    ("a", "abbr", "b", "em", "i", "span", "strong", "u", "small", "sub", "sup", "ruby", "rb", "font", "mark", "code")
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DEEP = re.compile(r"depth|nested", re.IGNORECASE)
_MOST_SPAN = 64


def read_html(data: bytes, name: str, password: str | None = None) -> Document:
    """The blocks of a page, each at its line of the source. Raises `InputError` for bytes that are no text and for tags
    nested deeper than the parser follows. A page has no `password`."""
    from lxml import etree, html

    text = _text(data, name)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(Problem("HTML として読めません。", "can't be read as HTML", name)) from error
    if any(_DEEP.search(entry.message) for entry in parser.error_log):
        raise InputError(
            Problem("タグの入れ子が深すぎます。ページを作り直してください。", "tags nested too deeply", name)
        )
    reader = _Reader()
    reader.walk(_main(root), 0)
    reader.flush()
    return Document(source=name, sha256="", blocks=blocks_of(reader.lines, name))


def _text(data: bytes, name: str) -> str:
    """The page as text: by the charset it names where that fits, else as any text."""
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _main(root: Any) -> Any:
    """The element of the main content, where the page marks one; else its body."""
    for found in (root.findall(".//main"), root.xpath('.//*[@role="main"]'), root.findall(".//article")):
        if len(found) == 1 and len("".join(found[0].itertext())) * 2 > len("".join(root.itertext())):
            return found[0]
    body = root.find(".//body")
    return body if body is not None else root


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._bold: list[bool] = []
        self._line = 1
        self._mark = ""

    def walk(self, element: Any, depth: int) -> None:
        """Everything below an element, in order. `depth`: of the list it stands in."""
        self._say(element.text, _is_bold(element))
        for child in element:
            self._child(child, depth)
            self._say(child.tail, _is_bold(element))

    def _child(self, child: Any, depth: int) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _DROPPED or _is_around(child) or (tag in ("header", "footer") and _is_of_page(child)):
            return
        if tag == "br":
            self._parts.append("\n")
        elif tag in _INLINE:
            self.walk(child, depth)
        elif re.fullmatch("h[1-6]", tag):
            self._heading(child, int(tag[1]))
        elif tag == "table":
            self._table(child)
        elif tag in ("ul", "ol"):
            self._list(child, depth)
        else:
            self._block(child, depth)

    def _say(self, text: str | None, bold: bool) -> None:
        if text and text.strip():
            self._bold.append(bold)
        if text:
            self._parts.append(_BLANKS.sub(" ", text))

    def _block(self, element: Any, depth: int) -> None:
        self.flush()
        self._line = element.sourceline or self._line
        self.walk(element, depth)
        self.flush()

    def flush(self) -> None:
        """Finish the paragraph or item being collected."""
        text = "".join(self._parts)
        bold, mark, place = bool(self._bold) and all(self._bold), self._mark, Place(line=self._line)
        self._parts, self._bold, self._mark = [], [], ""
        for line in text.split("\n"):
            said = line.strip(" ")
            if not said.strip():
                continue
            if mark:
                self.lines.append(Line(f"{mark}{escaped(said)}", place))
                mark = ""
            else:
                written = f"**{escaped(said)}**" if bold and len(said) <= 16 else escaped(said)
                self.lines += [Line("", place), Line(written, place), Line("", place)]

    def _heading(self, element: Any, level: int) -> None:
        self.flush()
        place = Place(line=element.sourceline)
        text = _flat(element)
        if text:
            self.lines += [Line("", place), Line(f"{'#' * level} {escaped(text)}", place), Line("", place)]

    def _list(self, element: Any, depth: int) -> None:
        self.flush()
        ordered = element.tag == "ol"
        number = 0
        for item in element:
            if item.tag != "li":
                continue
            number += 1
            self._line = item.sourceline or self._line
            self._mark = "  " * depth + "- " + (f"({number}) " if ordered else "")
            self.walk(item, depth + 1)
            self.flush()
        self._mark = ""

    def _table(self, table: Any) -> None:
        self.flush()
        caption = table.find("caption")
        if caption is not None and _flat(caption):
            self.lines += [
                Line("", Place(line=caption.sourceline)),
                Line(escaped(_flat(caption)), Place(line=caption.sourceline)),
            ]
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        written, places = _grid(rows)
        self.lines.append(Line("", Place(line=table.sourceline)))
        self.lines += table_lines(written, places) if written else []
        self.lines.append(Line("", Place(line=table.sourceline)))


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _grid(rows: list[Any]) -> tuple[list[list[str]], list[Place]]:
    """The texts of a table's cells by row; a cell over several rows stands in the first of them."""
    written: list[list[str]] = []
    places: list[Place] = []
    over: dict[int, int] = {}
    for row in rows:
        spans: list[tuple[str, int]] = []
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while over.get(column, 0) > 0:
                over[column] -= 1
                spans.append(("", 1))
                column += 1
            width = _count(cell.get("colspan"))
            for index in range(column, column + width):
                over[index] = _count(cell.get("rowspan")) - 1
            spans.append((_flat(cell), width))
            column += width
        while over.get(column, 0) > 0:
            over[column] -= 1
            spans.append(("", 1))
            column += 1
        if spans:
            written.append(filled(spans))
            places.append(Place(line=row.sourceline))
    width = max(map(len, written), default=0)
    return [[*cells, *[""] * (width - len(cells))] for cells in written], places


def _count(value: str | None) -> int:
    return max(1, min(int(value), _MOST_SPAN)) if value and value.strip().isdecimal() else 1


def _flat(element: Any) -> str:
    """The text of an element: a line for each block, item or `<br>` in it."""
    reader = _Reader()
    reader.walk(element, 0)
    reader.flush()
    texts = []
    for line in reader.lines:
        if line.text.strip():
            item = line.text.lstrip().startswith("- ")
            texts.append(("・" if item else "") + line.text.strip().removeprefix("- ").strip("*"))
    return _plain("\n".join(texts))


def _plain(text: str) -> str:
    """Take back `escaped`: the text is written again where it is put."""
    import html

    return html.unescape(text)


def _is_bold(element: Any) -> bool:
    return element.tag in ("b", "strong") or any(parent.tag in ("b", "strong") for parent in element.iterancestors())


def _is_around(element: Any) -> bool:
    """A part of the page around its content, by its role or name; what is hidden."""
    names = (element.get("id", ""), *element.get("class", "").split())
    around = any(_NAME_AROUND.fullmatch(name.lower()) for name in names) and _is_of_page(element)
    return around or element.get("role") in _ROLES_AROUND or "hidden" in element.attrib


def _is_of_page(element: Any) -> bool:
    """An element of the page, not of an article or section in it."""
    return not any(parent.tag in ("article", "section", "main") for parent in element.iterancestors())
