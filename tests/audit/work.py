"""Work that an executor is given: some ends well, some fails, some kills its process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from compliance.errors import InputError, Problem


def doubled(text: str) -> bytes:
    """The text twice."""
    return (text * 2).encode()


def fails(text: str) -> bytes:
    """Can't be done."""
    raise InputError(Problem(f"{text}は読めません", "unreadable"))


def dies_once(mark: str) -> bytes:
    """Kills its process the first time; `mark`: a file that tells the second."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return b"alive"
