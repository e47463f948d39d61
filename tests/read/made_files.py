"""Small Word and Excel files made part by part, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file of this body (the XML inside w:body) and further parts (`styles`, `numbering`, `footnotes`)."""
    root = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    more = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": root, **more})


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tr(*cells: str) -> str:
    """A row; a cell may be given as XML (beginning with `<`) or as text."""
    return "<w:tr>" + "".join(cell if cell.startswith("<") else tc(cell) for cell in cells) + "</w:tr>"


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"
