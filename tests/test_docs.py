"""The documents say what is so: the guide's example is a working rule pack, and every command is in the README."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from compliance.assess import Settings, assess_plan, plan_of
from compliance.cli import COMMANDS
from compliance.examples import judge, rules_examples
from compliance.read.markdown import read_markdown
from compliance.rules.loading import rules_with
from tests.conftest import ROOT

BLOCK = re.compile(r"`(?P<folder>\w+)/(?P<name>\w+\.yaml)` — [^\n]*\n\n```yaml\n(?P<text>.*?)```", re.DOTALL)
PLAN = "# ひのかわ市DX推進計画\n\n## 具体的な取組\n\n{sentence}\n"


def pack_of_the_guide(folder: Path) -> Path:
    """The YAML files that the guide shows, written as it says."""
    for block in BLOCK.finditer((ROOT / "docs" / "rule-writing.md").read_text(encoding="utf-8")):
        (folder / block["folder"]).mkdir(exist_ok=True)
        (folder / block["folder"] / block["name"]).write_text(block["text"], encoding="utf-8")
    return folder


def test_the_guides_requirement_needs_no_python(tmp_path: Path) -> None:
    rules = rules_with((pack_of_the_guide(tmp_path),))
    own = [example for example in rules_examples(rules) if example.id == "KEN-01"]
    assert {entry.example.status for entry in judge(rules, own)} == {"satisfied", "partial", "missing"}
    assert all(entry.got == entry.example.status for entry in judge(rules, own))


def test_the_guides_requirement_is_assessed_along_with_the_national_edition(tmp_path: Path) -> None:
    rules = rules_with((pack_of_the_guide(tmp_path),))
    settings = Settings(as_of=date(2026, 11, 20))
    for sentence, expected in (
        ("市道の点検に無人航空機を用います。", "satisfied"),
        ("ドローンレースを開きます。", "missing"),
    ):
        plan = plan_of(read_markdown(PLAN.format(sentence=sentence), "計画.md"), rules)
        assessment = assess_plan(plan, rules, settings)
        statuses = {finding.id: finding.status for finding in assessment.requirements}
        assert (assessment.edition, statuses["KEN-01"]) == ("5.0", expected)
        assert statuses["STD-01"] == "missing"


def test_every_command_and_target_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"compliance {command}" in readme for command in COMMANDS)
    assert "make demo" in readme
    assert "make test" in readme
    assert "apt-get install python3 python3-venv python3-dev make gcc" in readme
