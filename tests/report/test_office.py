"""The workbook and the letter in an office suite: nothing of them is lost on paper."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from compliance.assess import Settings, assess
from compliance.report.formats import Options, render
from compliance.rules.ruleset import Rules
from tests.conftest import SAMPLE
from tests.laid_out import SOFFICE

pytestmark = pytest.mark.skipif(
    not SOFFICE or not shutil.which("pdftotext"), reason="LibreOffice 又は poppler-utils がありません"
)


@pytest.fixture(scope="module")
def reports(rules: Rules) -> dict[str, bytes]:
    assessment = assess(SAMPLE, rules, Settings(as_of=date(2026, 11, 20), edition="2.2"))
    return {form: render(form, [assessment], Options()) for form in ("xlsx", "docx")}


def printed(folder: Path, name: str, data: bytes) -> str:
    """The text of the PDF that LibreOffice makes of a file, without blanks."""
    (folder / name).write_bytes(data)
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / name)], check=True, capture_output=True, timeout=180
    )
    pdf = folder / f"{Path(name).stem}.pdf"
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return "".join(text.split())


def squeezed(text: object) -> str:
    return "".join(str(text).split())


def test_every_paragraph_of_the_letter_is_on_paper(reports: dict[str, bytes], tmp_path: Path) -> None:
    text = printed(tmp_path, "手紙.docx", reports["docx"])
    for paragraph in Document(io.BytesIO(reports["docx"])).paragraphs:
        assert squeezed(paragraph.text)[:12] in text
        assert squeezed(paragraph.text)[-12:] in text


def test_every_cell_of_the_workbook_is_on_paper(reports: dict[str, bytes], tmp_path: Path) -> None:
    text = printed(tmp_path, "点検.xlsx", reports["xlsx"])
    for sheet in load_workbook(io.BytesIO(reports["xlsx"])):
        hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, "") and cell.column_letter not in hidden:
                    for line in str(cell.value).splitlines():
                        assert squeezed(line)[:6] in text, (sheet.title, cell.coordinate)
                        assert squeezed(line)[-4:] in text, (sheet.title, cell.coordinate)
