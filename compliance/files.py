"""Bytes -> files, whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

PREFIX, SUFFIX = ".compliance-", ".tmp"
"""Of the name of a file that is being written."""


def write(path: Path, content: bytes) -> None:
    """Write the file at once: a temporary file beside it, then a rename. Raises OSError; leaves no half-written file."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX, suffix=SUFFIX)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:  # a full disk names no file
        Path(name).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def clear_unfinished(folder: Path) -> None:
    """Take away what `write` left in a folder, and below it, when it was killed."""
    for left in folder.rglob(f"{PREFIX}*{SUFFIX}"):
        left.unlink()
