"""Zip files (Word, Excel, bundles of plan files) opened with care: no bomb, no path out of the archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from compliance.errors import InputError, Problem

MOST_BYTES = 300_000_000
"""All files of an archive unpacked: a plan with photographs has some tens of megabytes."""
MOST_FILES = 5_000
MOST_RATIO = 200
"""A file that unpacks to more than this many times its size is no document (text packs to a tenth)."""
SMALL = 1_000_000
"""Bytes below which the ratio tells nothing."""


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive. Raises `InputError` when it is damaged, encrypted, unpacks to too much or has paths that lead out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _too_large(name)
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False:
            raise InputError(
                Problem(
                    f"圧縮ファイルに不正な名前({entry.filename[:40]})があります。作成元に確かめてください。",
                    f"the archive holds an unsafe path ({entry.filename[:40]!r})",
                    name,
                )
            )
        if entry.flag_bits & 1:
            raise InputError(
                Problem(
                    "暗号化された圧縮ファイルです。解いてから指定してください。",
                    "encrypted archive; unpack it first",
                    name,
                )
            )
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise _too_large(name)
    return archive


def unpacked(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """The bytes of an entry. Raises `InputError` when they are damaged or packed in a way we do not know."""
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise damaged(name) from error


def damaged(name: str) -> InputError:
    """The error of a file whose inside does not hold together."""
    return InputError(
        Problem(
            "ファイルが壊れています。作り直すか、もう一度保存してください。", "the file is damaged; save it again", name
        )
    )


def _too_large(name: str) -> InputError:
    return InputError(
        Problem(
            "展開すると大きすぎるため開きません。計画書のファイルかどうか確かめてください。",
            "unpacks to too much; is this a plan?",
            name,
        )
    )
