"""Real plans, where the folder SHARED is: time rules, scores, and the reviewed models against the documents."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from compliance.assess import Settings, assess
from compliance.rules.ruleset import Rules
from tests.conftest import ROOT

AS_OF = date(2026, 11, 20)
BOUNDS = [
    "coverage=1", "kappa=0.88", "missing_precision=0.95", "firm_agreement=0.95", "firm_share=0.80", "evidence_cited=1",
    "evidence_hit=0.90", "quotes_true=1", "check_agreement=0.85", "raised_precision=0.85",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "edition", "as_of", "expected"),
    [
        ("mishima", "auto", AS_OF, "2.0"),
        ("kamiamakusa", "auto", AS_OF, "5.0"),
        ("mishima", "latest", AS_OF, "5.0"),
        ("mishima", "latest", date(2025, 3, 31), "4.0"),
        ("kamiamakusa", "4.0", AS_OF, "4.0"),
    ],
)
def test_the_edition(rules: Rules, shared: Path, name: str, edition: str, as_of: date, expected: str) -> None:
    path = shared / "corpus" / "plans" / f"{name}.md"
    assessment = assess(path, rules, Settings(as_of=as_of, edition=edition))
    assert assessment.edition == expected
    applicable = {finding.id for finding in assessment.requirements if finding.status != "not_applicable"}
    assert applicable == {
        id_ for id_ in rules.editions[expected].requirements if "municipality" in rules.requirements[id_].applies_to
    }


def test_the_as_of_date_moves_dues_and_periods(rules: Rules, shared: Path) -> None:
    path = shared / "corpus" / "plans" / "mishima.md"
    before, after = (
        assess(path, rules, Settings(as_of=day, edition="4.0")) for day in (date(2025, 3, 31), date(2026, 11, 20))
    )
    dues = [{finding.id: finding.due for finding in result.requirements} for result in (before, after)]
    assert (dues[0]["SEC-03"], dues[1]["SEC-03"]) == ("upcoming", "current")
    assert (dues[0]["STD-04"], dues[1]["STD-04"]) == ("current", "overdue")
    ended = [next(check for check in result.cross_checks if check.id == "CON-01").status for result in (before, after)]
    assert ended == ["clear", "raised"]


def test_the_shown_plans_score_as_readers_do(rules: Rules, shared: Path, tmp_path: Path) -> None:
    specs = []
    for name in ("mishima", "kamiamakusa"):
        source = shared / "corpus" / "plans" / f"{name}.md"
        result = tmp_path / f"{name}.json"
        result.write_text(assess(source, rules, Settings(as_of=AS_OF, edition="4.0")).to_json(), encoding="utf-8")
        specs.append(f"{shared}/annotations/{name}.yaml={result}={source}")
    bounds = [word for bound in BOUNDS for word in ("--min", bound)]
    score = subprocess.run(
        [sys.executable, str(shared / "tools" / "score.py"), *specs, *bounds],
        capture_output=True,
        text=True,
        check=False,
    )
    assert score.returncode == 0, score.stdout + score.stderr


@pytest.mark.parametrize("name", ["mishima", "kamiamakusa"])
def test_model_and_document_differ_only_where_the_review_corrected(rules: Rules, shared: Path, name: str) -> None:
    documents = shared / "corpus" / "plans"
    settings = Settings(as_of=AS_OF, documents=documents)
    model = assess(ROOT / "plans" / f"{name}.yaml", rules, settings)
    document = assess(documents / f"{name}.md", rules, settings)
    changed = {
        one.id
        for one, other in zip(model.requirements, document.requirements, strict=True)
        if (one.status, one.parts) != (other.status, other.parts)
    } | {
        one.id
        for one, other in zip(model.cross_checks, document.cross_checks, strict=True)
        if one.status != other.status
    }
    assert changed == REVIEWED[name]
    quoted = [evidence for finding in model.requirements for evidence in finding.evidence if evidence.quote]
    assert quoted, "the quotes are restored from the document"


REVIEWED: dict[str, set[str]] = {"mishima": set(), "kamiamakusa": set()}
"""Requirements and cross-checks whose verdict the review of the model changed (README, 確かさ)."""
