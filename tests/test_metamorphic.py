"""What must change nothing changes nothing, and what must weaken a verdict weakens it, on every plan whose text is ours."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from compliance.assess import Settings, assess
from compliance.assessment import Finding
from compliance.rules.ruleset import Rules
from tests.conftest import ROOT, SAMPLE

PLANS = [*sorted((ROOT / "plans" / "invented").glob("*/plan.md")), SAMPLE]
SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0", engine="reference")
NATIONAL = """国は、地方公共団体に対し、電子申請、標準化、テレワーク及び生成AIの活用を求めています。各自治体が主体となって
情報セキュリティポリシーを見直し、CIOとその補佐官を任用し、全庁的な推進本部を置くことが重要です。総務省は、人材育成の手引を
公表し、研修を広げます。

デジタル庁は、ガバメントクラウドを整え、地方公共団体の職員が使う仕組みを広げます。本計画は、国の動向に応じて見直します。
"""
_BACK_MATTER = re.compile(r"#+\s.*(?:資料|用語|付録|付 |経過)")
_PROSE = re.compile(r"\s*(?![#|\-*・0-9(（①-⑳◆■●○>]|  ).{31,}")
_ACTS = re.compile(r"(実施|導入|推進|整備|構築|移行|開始|配置|設置|公開|活用|策定|利用|改定)(します|する)(?=[。\n])")
each = pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.parent.name)


def findings(text: str, folder: Path, rules: Rules) -> dict[str, Finding]:
    (folder / "plan.md").write_text(text, encoding="utf-8")
    return {finding.id: finding for finding in assess(folder / "plan.md", rules, SETTINGS).requirements}


def changed(before: dict[str, Finding], after: dict[str, Finding]) -> dict[str, tuple[str, str]]:
    return {
        id_: (finding.status, after[id_].status)
        for id_, finding in before.items()
        if finding.status != after[id_].status
    }


def with_national(text: str, national: str) -> list[str]:
    """The plan with national text before its first chapter and behind its last."""
    first = re.search(r"\n##? (?!.*計画\n)", text[5:])
    at = first.start() + 5 if first else len(text)
    return [
        f"{text}\n\n# 参考資料 国の自治体DX推進計画\n\n{national}",
        f"{text[:at]}\n\n## 国の動向\n\n{national}\n{text[at:]}",
    ]


@each
def test_national_text_before_and_behind_changes_nothing(rules: Rules, tmp_path: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    before = findings(text, tmp_path, rules)
    for version in with_national(text, NATIONAL):
        assert changed(before, findings(version, tmp_path, rules)) == {}


def test_the_sentences_of_the_national_plan_change_nothing(rules: Rules, tmp_path: Path, shared: Path) -> None:
    source = (shared / "corpus" / "national" / "soumu-jichitai-dx-2.2.md").read_text(encoding="utf-8")
    sentences = [line for line in source.split("\n") if line.endswith("。") and not line.startswith("|")]
    national = "\n\n".join(line.lstrip("# ") for line in sentences)
    for plan in PLANS[:3]:
        text = plan.read_text(encoding="utf-8")
        before = findings(text, tmp_path, rules)
        for version in with_national(text, national):
            assert changed(before, findings(version, tmp_path, rules)) == {}


@each
def test_the_order_of_chapters_does_not_matter(rules: Rules, tmp_path: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    chapters = chapters_of(text)
    if len(chapters) < 4:
        pytest.skip("章が見出しの記号で分かれていない計画")
    back = next((at for at, chapter in enumerate(chapters) if at and _BACK_MATTER.match(chapter)), len(chapters))
    middle = chapters[1:back]
    random.Random(1).shuffle(middle)
    mixed = "\n".join([chapters[0], *middle, *chapters[back:]])
    assert changed(findings(text, tmp_path, rules), findings(mixed, tmp_path, rules)) == {}


def chapters_of(text: str) -> list[str]:
    """The text cut at its outermost headings of which there are several; the title stays with the cover."""
    lines = text.split("\n")
    headings = [(at, len(found[0])) for at, line in enumerate(lines) if (found := re.match(r"#+(?= )", line))]
    counts = Counter(level for _, level in headings)
    level = min((level for level, count in counts.items() if count >= 4), default=0)
    cuts = [at for nth, (at, own) in enumerate(headings) if own == level or (own < level and nth)]
    return ["\n".join(lines[a:b]) for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)]


@each
def test_where_lines_end_does_not_matter(rules: Rules, tmp_path: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    draw = random.Random(1)
    broken = []
    for line in text.split("\n"):
        at = draw.randrange(10, len(line) - 5) if _PROSE.fullmatch(line) else 0
        broken.append(f"{line[:at]}\n{line[at:]}" if at else line)
    assert changed(findings(text, tmp_path, rules), findings("\n".join(broken), tmp_path, rules)) == {}


@each
def test_what_is_only_considered_is_worth_less(rules: Rules, tmp_path: Path, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    weak = _ACTS.sub(r"\1を検討\2", text)
    rank = {"missing": 0, "partial": 1, "satisfied": 2}
    before, after = findings(text, tmp_path, rules), findings(weak, tmp_path, rules)
    risen = {id_: pair for id_, pair in changed(before, after).items() if rank.get(pair[1], 0) > rank.get(pair[0], 0)}
    assert risen == {}


@each
def test_without_the_evidence_it_cites_a_verdict_falls(rules: Rules, tmp_path: Path, plan: Path) -> None:
    """Taking the lines of all evidence away, again and again, ends at missing."""
    text = plan.read_text(encoding="utf-8")
    before = findings(text, tmp_path, rules)
    met = [id_ for id_, finding in before.items() if finding.status == "satisfied"]
    id_ = random.Random(1).choice(met)
    lines = text.split("\n")
    for _ in range(40):
        finding = findings("\n".join(lines), tmp_path, rules)[id_]
        if finding.status != "satisfied":
            return
        for evidence in finding.evidence:
            assert evidence.line is not None
            lines[evidence.line - 1] = ""
    pytest.fail(f"{id_} は根拠がなくても満たすまま")
