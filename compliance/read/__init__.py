"""A file -> `Document`. One literal dict says which kind of content is read by which reader; the kind is told by the content,
not by the name: a Word document may well be called .pdf."""

from __future__ import annotations

import codecs
import hashlib
import importlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compliance.document import Document
from compliance.errors import InputError, Problem
from compliance.read.archive import open_archive, unpacked

READERS = {
    "markdown": ("compliance.read.text", "read_text"),
    "html": ("compliance.read.html", "read_html"),
    "pdf": ("compliance.read.pdf", "read_pdf"),
    "docx": ("compliance.read.docx", "read_docx"),
    "xlsx": ("compliance.read.xlsx", "read_xlsx"),
}
"""Kind of content -> module and function of (data, name, password) -> `Document`, imported when it is needed."""

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".zip")
"""Suffixes of the files we read, for messages and for finding a plan's source."""

TEXTS = (".md", ".markdown", ".txt")
PAGES = (".html", ".htm")

SAVE_AS = {
    ".doc": "Word 文書 (.docx)",
    ".rtf": "Word 文書 (.docx)",
    ".odt": "Word 文書 (.docx)",
    ".xls": "Excel ブック (.xlsx)",
    ".ods": "Excel ブック (.xlsx)",
    ".odp": "PDF",
    ".ppt": "PDF",
    ".pptx": "PDF",
    ".jtd": "Word 文書 (.docx) 又は PDF",
    ".jtdc": "Word 文書 (.docx) 又は PDF",
    ".xdw": "PDF",
    ".xbd": "PDF",
}
"""Formats we do not read -> the form to save them in."""

MAX_TEXT = 20_000_000
"""A longer text is no plan: a plan of 300 pages has about 1 MB."""
MAX_BYTES = 200_000_000
"""A larger file is no plan, even with photographs."""
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": ".pptx"}
"""What only one kind of zip holds -> that kind."""
_OPEN_DOCUMENT = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
"""The end of the media type in the part `mimetype` -> the suffix of that kind."""
_STREAMS = {"WordDocument": ".doc", "Workbook": ".xls", "PowerPoint Document": ".ppt"}
"""What only one kind of old Office file holds -> its suffix."""
_BEFORE_TAGS = re.compile(rb"^(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(path: Path, password: str | None = None) -> Document:
    """Read one plan document; `password` opens an encrypted PDF. Raises `InputError` for what can't be read: no such
    file, a folder, a format we do not read, an empty, damaged, encrypted or too large file, bytes that are no text."""
    _check(path)
    return _read(path.read_bytes(), path.name, password)


def read_as_one(paths: Sequence[Path], password: str | None = None) -> Document:
    """Several files, or the files of a .zip, as one plan, in the order of their names; every place names its file."""
    parts: list[Document] = []
    for path in sorted(paths, key=lambda path: path.name):
        _check(path)
        data = path.read_bytes()
        if _kind(data, path.name) == "zip":
            archive = open_archive(data, path.name)
            names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
            parts += [
                _read(unpacked(archive, name, path.name), name, password) for name in names if not _is_litter(name)
            ]
        else:
            parts.append(_read(data, path.name, password))
    if not parts:
        raise InputError(
            Problem("読めるファイルが入っていません。", "no file to read", "、".join(path.name for path in paths))
        )
    blocks = [replace(block, place=replace(block.place, file=part.source)) for part in parts for block in part.blocks]
    digest = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    name = "+".join(path.name for path in sorted(paths, key=lambda path: path.name))
    return Document(name, digest, blocks, [unread for part in parts for unread in part.unread])


def _is_litter(name: str) -> bool:
    """What systems put into archives by themselves."""
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last.startswith(".") or last in ("Thumbs.db", "desktop.ini")


def _read(data: bytes, name: str, password: str | None) -> Document:
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(
            Problem(
                "ファイルに文字がありません。中身のあるファイルを指定してください。",
                "the file holds no text; name a file with content",
                name,
            )
        )
    kind = _kind(data, name)
    if kind not in READERS:
        raise _not_readable(kind, name)
    if kind in ("markdown", "html") and len(data) > MAX_TEXT:
        raise _too_large(len(data), MAX_TEXT, name)
    module, function = READERS[kind]
    document: Document = getattr(importlib.import_module(module), function)(data, name, password)
    document.sha256 = hashlib.sha256(data).hexdigest()
    if not document.blocks and not document.unread:
        raise InputError(
            Problem(
                "ファイルに文字がありません。中身のあるファイルを指定してください。",
                "the file holds no text; name a file with content",
                name,
            )
        )
    return document


def _kind(data: bytes, name: str) -> str:
    """The kind of content: a key of `READERS`, or why it is none (`zip`, `encrypted`, `old`, `damaged`, or a suffix)."""
    suffix = Path(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, name)
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in data else _kind_of_old(data, suffix)
    if suffix in SAVE_AS:
        return suffix
    start = _BEFORE_TAGS.sub(b"", data[:2048].removeprefix(codecs.BOM_UTF8)).lower()
    if suffix in PAGES or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "markdown" if suffix in TEXTS else "damaged" if suffix in SUFFIXES else "unknown"


def _kind_of_archive(data: bytes, name: str) -> str:
    archive = open_archive(data, name)
    names = set(archive.namelist())
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    if "mimetype" in names:
        kind = unpacked(archive, "mimetype", name).decode("ascii", "replace").strip().rpartition(".")[2]
        return _OPEN_DOCUMENT.get(kind, "zip")
    suffix = Path(name).suffix.lower()
    return suffix if suffix in SAVE_AS else "zip"


def _kind_of_old(data: bytes, suffix: str) -> str:
    """The suffix of an old Office file's kind by its content; of an unknown kind, the suffix it has."""
    found = (kind for stream, kind in _STREAMS.items() if stream.encode("utf-16-le") in data)
    return next(found, suffix if suffix in SAVE_AS else "old")


def _not_readable(kind: str, name: str) -> InputError:
    suffix = Path(name).suffix.lower()
    messages = {
        "zip": (
            "複数のファイルをまとめた圧縮ファイルです。一つの計画として読むには --as-one を付けてください。",
            "an archive of several files; read it as one plan with --as-one",
        ),
        "encrypted": (
            "パスワードで保護されています。パスワードを外して保存し直してください。",
            "protected by a password; save it without one",
        ),
        "old": (
            "古い形式の文書です。Word 文書 (.docx)、Excel ブック (.xlsx) 又は PDF で保存し直してください。",
            "an old format; save it as .docx, .xlsx or PDF",
        ),
        "damaged": (
            f"{suffix} の中身が壊れているか、別の形式です。作成元から入手し直すか、もう一度保存してください。",
            f"damaged, or no {suffix} file; save it again",
        ),
    }
    if kind in SAVE_AS:
        ja = f"{kind} 形式は読めません。{SAVE_AS[kind]} で保存し直してください。"
        return InputError(Problem(ja, f"{kind} files can't be read; save it in a newer format or as PDF", name))
    if kind in messages:
        return InputError(Problem(*messages[kind], name))
    known = "、".join([*SUFFIXES, ".yaml"])
    return InputError(
        Problem(
            f"この形式 ({suffix or '拡張子なし'}) は読めません。読める形式: {known}",
            f"this format ({suffix or 'no suffix'}) can't be read; readable: {known}",
            name,
        )
    )


def _check(path: Path) -> None:
    """Raise `InputError` when the path is no file of a size we read."""
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
    most = MAX_TEXT if suffix in (*TEXTS, *PAGES) else MAX_BYTES
    if path.stat().st_size > most:
        raise _too_large(path.stat().st_size, most, name)


def _too_large(size: int, most: int, name: str) -> InputError:
    return InputError(
        Problem(
            f"大きすぎます ({size // 1_000_000} MB)。計画書は {most // 1_000_000} MB まで読みます。"
            "計画書のファイルかどうか確かめてください。",
            f"too large ({size // 1_000_000} MB); up to {most // 1_000_000} MB are read",
            name,
        )
    )
