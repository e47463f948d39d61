"""A file -> `Document`. One literal dict says which suffix is read by which reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from compliance.document import Document
from compliance.errors import InputError, Problem
from compliance.read.markdown import read_markdown
from compliance.read.text import decode

READERS: dict[str, Callable[[str, str], Document]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_markdown,
}
"""Suffix -> function of (text, file name) that makes the blocks."""

SAVE_AS = {
    ".doc": "Word 文書 (.docx)",
    ".xls": "Excel ブック (.xlsx)",
    ".ppt": "PDF",
    ".pptx": "PDF",
    ".jtd": "Word 文書 (.docx) 又は PDF",
    ".jtdc": "Word 文書 (.docx) 又は PDF",
}
"""Old formats -> the form to save them in."""

MAX_BYTES = 20_000_000
"""A longer text is no plan: a plan of 300 pages has about 1 MB."""


def read(path: Path) -> Document:
    """Read one plan document. Raises `InputError` for what can't be read: no such file, a folder, a format we do not
    read, an empty file, bytes that are no text, a file above `MAX_BYTES`."""
    _check(path)
    data = path.read_bytes()
    text = decode(data, path.name)
    if not text.strip():
        raise InputError(
            Problem(
                "ファイルに文字がありません。中身のあるファイルを指定してください。",
                "the file holds no text; name a file with content",
                str(path),
            )
        )
    document = READERS[path.suffix.lower()](text, path.name)
    document.sha256 = hashlib.sha256(data).hexdigest()
    return document


def _check(path: Path) -> None:
    """Raise `InputError` when the path is no file of a kind and size we read."""
    name = str(path)
    if not path.exists():
        raise InputError(
            Problem(
                "ファイルが見つかりません。名前と場所を確かめてください。",
                "no such file; check its name and folder",
                name,
            )
        )
    if path.is_dir():
        raise InputError(
            Problem(
                "フォルダーです。計画書のファイルを一つずつ指定してください。",
                "this is a folder; name the plan's files",
                name,
            )
        )
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        raise InputError(
            Problem("すでに計画モデルです。check に渡せます。", "this is a plan model already; give it to check", name)
        )
    if suffix in SAVE_AS:
        raise InputError(
            Problem(
                f"{suffix} 形式は読めません。{SAVE_AS[suffix]} 又はテキストで保存し直してください。",
                f"{suffix} files can't be read; save it in a newer format or as text",
                name,
            )
        )
    if suffix not in READERS:
        known = "、".join([*READERS, ".yaml"])
        raise InputError(
            Problem(
                f"この形式 ({suffix or '拡張子なし'}) は読めません。読める形式: {known}",
                f"this format ({suffix or 'no suffix'}) can't be read; readable: {known}",
                name,
            )
        )
    if path.stat().st_size > MAX_BYTES:
        size = path.stat().st_size // 1_000_000
        raise InputError(
            Problem(
                f"大きすぎます ({size} MB)。計画書は {MAX_BYTES // 1_000_000} MB までのテキストを読みます。"
                "計画書のファイルかどうか確かめてください。",
                f"too large ({size} MB); texts up to {MAX_BYTES // 1_000_000} MB are read",
                name,
            )
        )
