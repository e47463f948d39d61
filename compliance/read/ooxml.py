"""What Word and Excel files have in common: parts of a zip that are XML, read without entities or network."""

from __future__ import annotations

import zipfile
from typing import Any

from compliance.errors import InputError, Problem
from compliance.read.archive import damaged, unpacked

MOST_XML = 20_000_000
"""Bytes of one XML part: the text of 1,000 pages. More takes longer than a minute and more than a gibibyte."""


def xml_part(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    """The root element of a part, or None where the archive has none. Raises `InputError` for XML that is damaged, declares
    entities or is too large."""
    from lxml import etree

    try:
        info = archive.getinfo(part)
    except KeyError:
        return None
    if info.file_size > MOST_XML:
        raise InputError(Problem("文書の中身が大きすぎます。", "the document's text is too large", name))
    data = unpacked(archive, part, name)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise InputError(
            Problem(
                "文書の中に使えない宣言(DOCTYPE)があります。作成元に確かめてください。",
                "the document declares a DOCTYPE, which no office suite writes",
                name,
            )
        )
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error


def number(value: str | None, default: int = 0) -> int:
    """The whole number of an attribute; `default` where it is absent or none that an office suite writes."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else default
