"""PDF -> `Document`: letters -> lines -> columns and tables -> paragraphs -> blocks, each with its page."""

from __future__ import annotations

from compliance.document import Document, Unread
from compliance.errors import InputError
from compliance.read.pdf.blocks import blocks_of
from compliance.read.pdf.columns import Arranger, Item
from compliance.read.pdf.furniture import without_furniture
from compliance.read.pdf.layout import Page, laid_out, unread_without_text
from compliance.read.pdf.paragraphs import measures, paragraphs, right_edges
from compliance.read.pdf.pdfium import broken, opened, outline, page_of

_NOT_LOADED = "ページを読み込めません(壊れています)。PDF をもう一度入手するか、保存し直してください。"


def read_pdf(data: bytes, name: str, password: str | None = None) -> Document:
    """Blocks of a PDF with their pages. `name`: the file's name for the places; `password`: opens a protected file.

    Pages whose text can't be read are told in `unread`. Raises `InputError` for a file that is no PDF or broken, needs
    another password, or has too many pages.
    """
    with opened(data, name, password) as document:
        bookmarks = outline(document)
        pages: list[Page] = []
        for index in range(len(document)):
            with page_of(document, index) as opened_page:
                if opened_page:
                    pages.append(laid_out(opened_page, index + 1))
                else:
                    pages.append(Page(index + 1, 0, 0, unread=_NOT_LOADED))
    if all(page.unread == _NOT_LOADED for page in pages):
        raise InputError(broken(name))
    kept = without_furniture([(page.width, page.height, page.lines) for page in pages])
    for page, lines in zip(pages, kept, strict=True):
        page.lines = lines
        page.unread = page.unread or unread_without_text(page)
    arranged = _arranged(pages)
    usual = measures(items for _, items in arranged)
    return Document(
        source=name,
        sha256="",
        blocks=blocks_of(paragraphs(arranged, usual), usual, bookmarks),
        unread=[Unread(name, page.number, page.unread) for page in pages if page.unread],
    )


def _arranged(pages: list[Page]) -> list[tuple[int, list[Item]]]:
    """The pages in reading order: number and content."""
    edges = right_edges([page.lines for page in pages])
    return [
        (page.number, Arranger(page.number, edge or _mirrored(page)).arrange([*page.lines, *page.tables, *page.framed]))
        for page, edge in zip(pages, edges, strict=True)
    ]


def _mirrored(page: Page) -> float:
    """Where lines would end if the right margin were as wide as the left one."""
    return page.width - min((line.x0 for line in page.lines), default=0.0)
