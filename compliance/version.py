"""The tool's version, as reports name it."""

from __future__ import annotations

VERSION = "0.1.0"
