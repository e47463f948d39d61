"""A plan gives the same verdicts whichever form it comes in: laid out by an office suite and a browser, read back."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from compliance.assess import Settings, assess, extract_file
from compliance.japanese.normalise import normalise
from compliance.plan_file import dump_plan
from compliance.rules.ruleset import Rules
from tests import laid_out
from tests.conftest import SAMPLE

SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0")
SHARED = Path(os.environ.get("SHARED") or "/nonexistent") / "corpus" / "plans"
PLANS = [SAMPLE, SHARED / "mishima.md", SHARED / "kamiamakusa.md"]
LEAST = 0.97
"""Share of requirements with the same status as from the Markdown source."""


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_same_statuses_in_every_form(rules: Rules, tmp_path: Path, plan: Path, form: str) -> None:
    if not plan.is_file():
        pytest.skip("SHARED に実在の計画のフォルダーがありません")
    if form == "docx" and not laid_out.SOFFICE:
        pytest.skip("LibreOffice(libreoffice-writer)がありません")
    if form == "pdf" and not laid_out.CHROMIUM:
        pytest.skip("Chromium がありません")
    path = tmp_path / f"plan.{form}"
    path.write_bytes({"html": laid_out.html_of, "docx": laid_out.docx_of, "pdf": laid_out.pdf_of}[form](plan))
    source = {finding.id: finding.status for finding in assess(plan, rules, SETTINGS).requirements}
    found = {finding.id: finding.status for finding in assess(path, rules, SETTINGS).requirements}
    same = sum(found[id_] == status for id_, status in source.items())
    assert same >= LEAST * len(source), {
        id_: (status, found[id_]) for id_, status in source.items() if found[id_] != status
    }


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_the_page_of_an_evidence_is_where_its_quote_stands(rules: Rules, tmp_path: Path, plan: Path) -> None:
    """Looked up in the text that PDFium gives for the page; a sentence may end on the next one."""
    if not plan.is_file():
        pytest.skip("SHARED に実在の計画のフォルダーがありません")
    if not laid_out.CHROMIUM:
        pytest.skip("Chromium がありません")
    path = tmp_path / "plan.pdf"
    path.write_bytes(laid_out.pdf_of(plan))
    with pypdfium2.PdfDocument(path) as pdf:
        pages = ["", *(normalise(page.get_textpage().get_text_range()) for page in pdf), ""]
    assessment = assess(path, rules, SETTINGS)
    evidence = [one for finding in assessment.requirements for one in finding.evidence if one.quote]
    assert len(evidence) > 50
    wrong = [
        (one.page, piece)
        for one in evidence
        for piece in _pieces(one.quote or "")
        if not _stands(piece, pages[one.page or 0], pages[(one.page or 0) + 1])
    ]
    assert not wrong


def _pieces(quote: str) -> list[str]:
    """What stands in one run on the page: the sentence, or each line of each cell of a row."""
    cells = re.split(r" \| |\s*・|…| ", quote) if " | " in quote else [quote.removesuffix("…")]
    return [piece for cell in cells if len(piece := normalise(cell)) >= 4]


def _stands(piece: str, page: str, following: str) -> bool:
    if piece in page:
        return True
    return any(piece[:cut] in page and piece[cut:] in following for cut in range(3, len(piece)))


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_plan_model_of_every_form_gives_the_same_assessment(rules: Rules, tmp_path: Path, form: str) -> None:
    if form == "docx" and not laid_out.SOFFICE:
        pytest.skip("LibreOffice(libreoffice-writer)がありません")
    document = tmp_path / f"plan.{form}"
    document.write_bytes({"html": laid_out.html_of, "docx": laid_out.docx_of}[form](SAMPLE))
    model = tmp_path / "plan.yaml"
    plan = extract_file(document, (), None)
    model.write_text(dump_plan(plan, {}, quotes=True), encoding="utf-8")
    one, other = (assess(path, rules, SETTINGS) for path in (document, model))
    assert [(f.id, f.status, f.needs_review, f.evidence) for f in one.requirements] == [
        (f.id, f.status, f.needs_review, f.evidence) for f in other.requirements
    ]
    assert one.cross_checks == other.cross_checks
