"""The sample plan of an invented city against its expected assessment, which two readers wrote from the catalogue before
the tool first read the plan (plans/sample/hinokawa-dx-plan.expected.yaml)."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
import yaml

from compliance.assess import Settings, assess
from compliance.assessment import Assessment
from compliance.rules.ruleset import Rules
from tests.conftest import SAMPLE

SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0")


@pytest.fixture(scope="module")
def expected() -> Any:
    """The readers' labels."""
    return yaml.safe_load(SAMPLE.with_name("hinokawa-dx-plan.expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def assessment(rules: Rules) -> Assessment:
    """The tool's assessment under the edition that holds every requirement."""
    return assess(SAMPLE, rules, SETTINGS)


def test_no_written_thing_is_called_missing(assessment: Assessment, expected: Any) -> None:
    accused = {finding.id for finding in assessment.requirements if finding.status == "missing"}
    written = {id_ for id_, label in expected["requirements"].items() if label["status"] in ("satisfied", "partial")}
    assert not accused & written


def test_at_least_nine_verdicts_in_ten_are_the_readers(assessment: Assessment, expected: Any) -> None:
    labels = {id_: label["status"] for id_, label in expected["requirements"].items()}
    same = [finding.id for finding in assessment.requirements if finding.status == labels[finding.id]]
    assert len(same) >= 0.9 * len(labels)


def test_the_planted_contradictions_are_raised_and_no_other(assessment: Assessment, expected: Any) -> None:
    raised = {check.id for check in assessment.cross_checks if check.status == "raised"}
    assert raised == {id_ for id_, label in expected["cross_checks"].items() if label["status"] == "raised"}
    assert raised == {"CON-02", "CON-06", "CON-07", "CON-12", "CON-14"}


def test_every_quote_stands_on_its_line(assessment: Assessment) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    for finding in assessment.requirements:
        for evidence in finding.evidence:
            assert evidence.line is not None
            around = squeezed("".join(lines[max(evidence.line - 3, 0) : evidence.line + 3]))
            assert squeezed(evidence.quote or "")[:15] in around, (finding.id, evidence.quote)


def test_every_verdict_says_why(assessment: Assessment) -> None:
    for finding in assessment.requirements:
        assert finding.reason
        if finding.status in ("satisfied", "partial"):
            assert finding.evidence, finding.id
            assert finding.derivation, finding.id
        if finding.status == "missing":
            assert finding.searched or finding.nearest or finding.id in STRUCTURAL, finding.id


STRUCTURAL = {"PLN-02", "PLN-03", "PLN-04"}
"""Told by tables and dates, not by words that could be listed."""


def squeezed(text: str) -> str:
    """NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())
