"""PDF -> blocks (plain text extraction)."""

from __future__ import annotations

from compliance.document import Document, Place
from compliance.read.lines import Line, blocks_of, escaped


def read_pdf(data: bytes, name: str, password: str | None = None) -> Document:
    """The blocks of a PDF's text."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data, password=password)
    lines = [
        Line(escaped(text), Place(page=number))
        for number, page in enumerate(pdf, 1)
        for text in page.get_textpage().get_text_range().splitlines()
    ]
    return Document(source=name, sha256="", blocks=blocks_of(lines, name))
