"""Office files (zips) -> the same files without the time they were written: the same report gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def fixed(data: bytes, day: str) -> bytes:
    """The archive with every time set to the start of a day (`YYYY-MM-DD`), its files in the order they had."""
    year, month, date = (int(part) for part in day.split("-"))
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>", content)
            info = zipfile.ZipInfo(entry.filename, (max(year, 1980), month, date, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, content)
    return written.getvalue()
