"""The workbook's own columns for a person's verdict: their names, and what was written into them -> corrections."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from compliance.decisions.corrections import CorrectionEntry
from compliance.errors import InputError, Problem
from compliance.report.words import words_for

ID, PLAN, VERDICT, REASON, PAGE, BY, ON, EVIDENCE = (
    "番号",
    "団体",
    "人の判定",
    "人の判定の理由",
    "人が見た頁",
    "確認者",
    "確認日",
    "根拠の鍵",
)
"""Headers of the columns, in the sheets that have all of them. `EVIDENCE` is hidden: it tells later whether the evidence is
still what the person saw."""
WRITABLE = (VERDICT, REASON, PAGE, BY, ON)
"""The columns that are empty for a person to fill."""
VERDICTS = ("satisfied", "partial", "missing", "not_applicable", "raised", "clear", "not_assessable")


def verdict_names(lang: str = "ja") -> dict[str, str]:
    """Name of a verdict as it is written in the workbook -> the verdict."""
    words = words_for(lang)
    return {words[verdict]: verdict for verdict in VERDICTS}


def corrections_of(book: Path) -> list[CorrectionEntry]:
    """The corrections written into a workbook of `check -o xlsx:`. Raises `InputError` naming sheet row and column of every
    row that is begun and not complete, and for a file that is no such workbook."""
    problems: list[Problem] = []
    found: list[CorrectionEntry] = []
    rows = list(_rows(book))
    for number, row in rows:
        if any(row.get(name) not in (None, "") for name in WRITABLE):
            entry = _entry(row, number, book, problems)
            found.extend([entry] if entry else [])
    if problems:
        raise InputError(problems)
    return found


def _rows(book: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number, header -> value) of every sheet that has the columns."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(book, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise InputError(
            Problem("Excel ブック (.xlsx) として開けません。", "can't be opened as a workbook (.xlsx)", str(book))
        ) from error
    known = False
    for sheet in workbook.worksheets:
        header: list[str] | None = None
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            values = ["" if value is None else value for value in cells]
            if header is None:
                header = (
                    [str(value).strip() for value in values] if {ID, PLAN, VERDICT} <= {*map(str, values)} else None
                )
                known = known or header is not None
            else:
                yield number, dict(zip(header, values, strict=False))
    if not known:
        raise InputError(
            Problem(
                f"「{VERDICT}」の列がありません。check の -o xlsx: で書いたブックを指定してください。",
                f"no column {VERDICT}; name a workbook that check wrote with -o xlsx:",
                str(book),
            )
        )


def _entry(row: dict[str, Any], number: int, book: Path, problems: list[Problem]) -> CorrectionEntry | None:
    names = {**verdict_names("en"), **verdict_names("ja"), **{verdict: verdict for verdict in VERDICTS}}
    verdict = names.get(str(row.get(VERDICT, "")).strip())
    missing = [name for name in (REASON, BY, ON) if not str(row.get(name, "")).strip()]
    if verdict is None:
        allowed = "、".join(verdict_names())
        problems.append(
            Problem(
                f"「{VERDICT}」は {allowed} のどれかを書いてください。",
                f"{VERDICT}: one of {allowed}",
                str(book),
                number,
            )
        )
        return None
    if missing:
        listed = "、".join(missing)
        problems.append(
            Problem(f"{row[ID]} の「{listed}」を書いてください。", f"{row[ID]}: fill in {listed}", str(book), number)
        )
        return None
    try:
        return CorrectionEntry(
            id=str(row[ID]),
            plan=str(row[PLAN]),
            verdict=verdict,
            reason=str(row[REASON]).strip(),
            page=row.get(PAGE) or None,
            by=str(row[BY]).strip(),
            on=_day(row[ON]),
            evidence=str(row.get(EVIDENCE) or "") or None,
        )
    except (ValidationError, ValueError):
        problems.append(
            Problem(
                f"{row[ID]} の「{ON}」は 2026-11-20 の形の日付、「{PAGE}」は頁の数で書いてください。",
                f"{row[ID]}: {ON} is a date like 2026-11-20, {PAGE} a number",
                str(book),
                number,
            )
        )
        return None


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip().replace("/", "-"))
