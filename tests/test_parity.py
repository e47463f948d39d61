"""A plan gives the same verdicts whichever form it comes in: laid out by an office suite and a browser, read back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from compliance.assess import Settings, assess
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
