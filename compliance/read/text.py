"""Bytes -> text, and the blocks of a text or Markdown file.

Japanese offices still write Shift_JIS (CP932), EUC-JP and UTF-16 beside UTF-8."""

from __future__ import annotations

import codecs
import unicodedata

from compliance.document import Document
from compliance.errors import InputError, Problem
from compliance.read.markdown import read_markdown

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODINGS = ["cp932", "euc_jis_2004", "utf_16_le", "utf_16_be"]


def read_text(data: bytes, name: str, password: str | None = None) -> Document:
    """The blocks of a text. Raises `InputError` when the bytes are no text or hold none. A text has no `password`."""
    text = decode(data, name)
    return read_markdown(text, name) if text.strip() else Document(source=name, sha256="", blocks=[])


def decode(data: bytes, name: str) -> str:
    """The text of the bytes, line ends as `\\n`. Raises `InputError` when they are no text in an encoding we know."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lines(_strict(data, encoding, name))
    if b"\x1b$" in data:  # the escapes of ISO-2022-JP are valid UTF-8 too
        return _lines(_strict(data, "iso2022_jp_ext", name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(data, name)
    if not _is_text(text):
        raise _no_text(name)
    return _lines(text)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(name) from error


def _guess(data: bytes, name: str) -> str:
    """Let charset-normalizer choose among the encodings Japanese offices use."""
    from charset_normalizer import from_bytes  # imported late: 20 ms that most runs do not need

    best = from_bytes(data, cp_isolation=_ENCODINGS, threshold=0.5).best()
    if best is None:
        raise _no_text(name)
    return str(best)


def _is_text(text: str) -> bool:
    """Control characters, unassigned and private ones make up less than one part in a hundred."""
    sample = text[:200_000]
    bad = [
        character
        for character in set(sample)
        if character not in "\n\r\t\f" and unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")
    ]
    return sum(map(sample.count, bad)) * 100 <= len(sample)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _no_text(name: str) -> InputError:
    return InputError(
        Problem(
            "文字として読めません。UTF-8、Shift_JIS、EUC-JP 又は UTF-16 のテキストで保存し直してください。",
            "these bytes are no text; save it as UTF-8, Shift_JIS, EUC-JP or UTF-16",
            name,
        )
    )
