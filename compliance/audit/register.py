"""The register of who is expected (CSV or Excel) -> municipalities with their files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import InputError, Problem
from compliance.japanese.normalise import normalise
from compliance.japanese.years import years
from compliance.read.text import decode

NAME, CODE, KIND, BAND, FILES, ADOPTED = "団体名", "団体コード", "種別", "人口区分", "ファイル", "策定日"
_BREAKS = ("\n", ";", "；", "、")


@dataclass(frozen=True, slots=True)
class Expected:
    """A municipality that is expected: its files, as paths from the register's folder (none: not submitted yet); `adopted`: when
    its plan was, for a plan that doesn't say (YYYY, YYYY-MM or YYYY-MM-DD)."""

    name: str
    code: str | None = None
    kind: str | None = None
    band: str | None = None
    files: tuple[Path, ...] = ()
    adopted: str | None = None


def load_register(file: Path) -> list[Expected]:
    """The rows of a register with the column 団体名, and 団体コード, 種別, 人口区分, ファイル, 策定日 where there are. Several files
    of one plan stand in one cell, parted by line ends or 、; towns that share a plan name the same file. Raises `InputError`
    naming the row of what is wrong."""
    rows = list(_rows(file))
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    if NAME not in header:
        raise InputError(
            Problem(
                f"「{NAME}」の列がありません。一行目に列の名前({CODE}、{NAME}、{KIND}、{BAND}、{FILES})を書いてください。",
                f"no column {NAME}; the first row names the columns",
                str(file),
                1,
            )
        )
    found: list[Expected] = []
    problems: list[Problem] = []
    for number, cells in rows[1:]:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not any(row.values()):
            continue
        if not row.get(NAME):
            problems.append(Problem(f"「{NAME}」が空です。", f"no {NAME}", str(file), number))
        elif any(entry.name == row[NAME] for entry in found):
            problems.append(Problem(f"{row[NAME]}が二度あります。", f"{row[NAME]} twice", str(file), number))
        elif row.get(ADOPTED) and not _date(row[ADOPTED]):
            problems.append(
                Problem(
                    f"「{ADOPTED}」({row[ADOPTED][:20]})を日付として読めません。2025-03、令和7年3月のように書いてください。",
                    f"can't read the date {row[ADOPTED][:20]!r}",
                    str(file),
                    number,
                )
            )
        else:
            found.append(
                Expected(
                    row[NAME],
                    row.get(CODE) or None,
                    row.get(KIND) or None,
                    row.get(BAND) or None,
                    tuple(file.parent / name for name in _names(row.get(FILES, ""))),
                    _date(row.get(ADOPTED, "")),
                )
            )
    if problems:
        raise InputError(problems)
    return found


def _date(cell: str) -> str | None:
    """A date as a register or Excel has it (2025-03-31, 2025/3/31, 令和7年3月) as a partial date."""
    plain = re.fullmatch(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?: .*)?)?)?", cell)
    if plain:
        return "-".join([plain[1], *(f"{int(part):02}" for part in plain.groups()[1:] if part)])
    found = years(normalise(cell))
    return found[0].partial_date if found else None


def _names(cell: str) -> list[str]:
    for mark in _BREAKS[1:]:
        cell = cell.replace(mark, _BREAKS[0])
    return [name.strip() for name in cell.split(_BREAKS[0]) if name.strip()]


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of a CSV of any encoding, or of the first sheet of a workbook."""
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        from compliance.read import read

        for number, block in enumerate((block for block in read(file).blocks if block.kind == "row"), 1):
            yield number, list(block.cells)
        return
    text = decode(file.read_bytes(), file.name)
    for number, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        yield number, cells
