"""Plans of invented municipalities with their writers' labels. Scores are demanded of the opened ones only: those kept
closed are for measuring (docs/accuracy.md)."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml

from compliance.assess import Settings, assess
from compliance.assessment import Assessment
from compliance.rules.loading import Rules
from tests.conftest import ROOT

INVENTED = ROOT / "plans" / "invented"
OPENED = ("kusanagi", "misakino", "hamakaze", "kotobukino")
SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0")


def assessed(name: str, rules: Rules) -> tuple[Assessment, dict[str, str]]:
    """The assessment of an invented plan and its labels: id -> status."""
    labels = yaml.safe_load((INVENTED / name / "labels.yaml").read_text(encoding="utf-8"))["requirements"]
    return assess(INVENTED / name / "plan.md", rules, SETTINGS), {id_: label["status"] for id_, label in labels.items()}


@pytest.mark.parametrize("name", OPENED)
def test_what_was_learned_stays_learned(rules: Rules, name: str) -> None:
    assessment, labels = assessed(name, rules)
    same = [finding for finding in assessment.requirements if finding.status == labels[finding.id]]
    assert len(same) >= 0.95 * len(labels)
    missing = [finding for finding in assessment.requirements if finding.status == "missing"]
    assert sum(labels[finding.id] == "missing" for finding in missing) >= 0.95 * len(missing)


@pytest.mark.parametrize("plan", sorted(INVENTED.glob("*/plan.md")), ids=lambda path: path.parent.name)
def test_every_quote_stands_on_its_line(rules: Rules, plan: Path) -> None:
    lines = plan.read_text(encoding="utf-8").split("\n")
    for finding in assess(plan, rules, SETTINGS).requirements:
        for evidence in finding.evidence:
            assert evidence.line is not None
            around = "".join(lines[max(evidence.line - 3, 0) : evidence.line + 3])
            assert squeezed(evidence.quote or "")[:15] in squeezed(around), (finding.id, evidence.quote)


@pytest.mark.parametrize("name", ["kusanagi", "misakino"])
def test_a_chapter_of_national_policy_and_a_glossary_change_nothing(rules: Rules, name: str, tmp_path: Path) -> None:
    text = (INVENTED / name / "plan.md").read_text(encoding="utf-8")
    foreign = (
        "\n# 国の動向\n\n国は、情報セキュリティポリシーの見直しと生成AIの利用を求めています。政府は、テレワークを広げるとしています。\n"
        "\n# 用語集\n\n- RPA: 定型の作業をソフトウェアが代わりに行う仕組みのこと\n- CIO: 情報の責任者のこと\n"
    )
    (tmp_path / "plan.md").write_text(text + foreign, encoding="utf-8")
    before, after = (assess(path, rules, SETTINGS) for path in (INVENTED / name / "plan.md", tmp_path / "plan.md"))
    assert [finding.status for finding in before.requirements] == [finding.status for finding in after.requirements]


def squeezed(text: str) -> str:
    """NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())
