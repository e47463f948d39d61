"""`make accuracy`: how right the tool is, on every plan that has been judged by readers, at 2026-11-20 under edition 4.0, which holds
every requirement. Scored by tools/score.py of the folder SHARED. `make health` writes the table per requirement.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import yaml

from compliance.agreement import Judged as Pair
from compliance.agreement import agreement
from compliance.assess import Settings, assess
from compliance.assessment import Assessment
from compliance.examples import Judged, judge, load_examples, rules_examples
from compliance.rules.loading import national_rules
from compliance.rules.ruleset import Rules
from tests.conftest import ROOT, SAMPLE
from tests.laid_out import CHROMIUM, SOFFICE, docx_of, pdf_of

SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0")
PLANS = ROOT / "plans"
HELD = PLANS / "blind" / "passages.jsonl"
WORKED = ROOT / "rules" / "examples"
STATUSES = ("satisfied", "partial", "missing")


@dataclass(frozen=True)
class Labelled:
    """A plan and its readers' labels."""

    source: Path
    gold: Path


def sets_of_plans(shared: Path) -> dict[str, list[Labelled]]:
    """All plans with labels, by how far they were seen when the rules were made."""
    real = [
        Labelled(shared / "corpus" / "plans" / f"{gold.stem}.md", gold)
        for gold in sorted((shared / "annotations").glob("*.yaml"))
    ]
    invented = {
        kind: [Labelled(gold.with_name("plan.md"), gold) for gold in sorted((PLANS / kind).glob("*/labels.yaml"))]
        for kind in ("blind", "invented")
    }
    return {
        "伏せた計画": invented["blind"],
        "実在の計画(見せた)": real,
        "見本の計画": [Labelled(SAMPLE, SAMPLE.with_name("hinokawa-dx-plan.expected.yaml"))],
        "開いた計画": invented["invented"],
    }


def score(shared: Path, title: str, plans: list[Labelled], arguments: list[str], rules: Rules) -> None:
    """Print the figures of some plans by some rules."""
    with tempfile.TemporaryDirectory() as folder:
        specs = []
        for number, plan in enumerate(plans):
            result = Path(folder) / f"{number}.json"
            result.write_text(assess(plan.source, rules, SETTINGS).to_json(), encoding="utf-8")
            specs.append(f"{plan.gold}={result}={plan.source}")
        print(f"{title}({'、'.join(plan.gold.parent.name for plan in plans)})", flush=True)
        subprocess.run([sys.executable, str(shared / "tools" / "score.py"), *specs, *arguments], check=False)


def without_given_plans(rules: Rules, plans: dict[str, list[Labelled]]) -> Rules | None:
    """The rules with a likeness that has not learned from the plans that were given; None without scikit-learn."""
    if find_spec("sklearn") is None:
        return None
    from compliance.likeness_training import learn, lines_of

    passages = [one for file in sorted(WORKED.glob("*.jsonl")) for one in load_examples(file)]
    own = [*plans["開いた計画"], *plans["見本の計画"]]
    lines = [line for plan in own for line in lines_of(plan.source, plan.gold, rules)]
    return replace(rules, likeness=learn([*rules_examples(rules), *passages], lines, rules))


def score_forms(title: str, plans: list[Labelled]) -> None:
    """Print the kappa of the same plans as Markdown and laid out as Word and PDF."""
    said = []
    with tempfile.TemporaryDirectory() as folder:
        for form, laid_out in (("md", Path.read_bytes), ("docx", docx_of), ("pdf", pdf_of)):
            pairs: list[Pair] = []
            for plan in plans:
                gold = yaml.safe_load(plan.gold.read_text(encoding="utf-8"))["requirements"]
                file = Path(folder) / f"plan.{form}"
                file.write_bytes(laid_out(plan.source))
                got = {finding.id: finding.status for finding in assess(file, national_rules(), SETTINGS).requirements}
                pairs += [
                    Pair(plan.source.stem, id_, label["status"], got[id_])
                    for id_, label in gold.items()
                    if label["status"] in STATUSES
                ]
            said.append(f"{form} {agreement(pairs, resamples=0).kappa.value:.3f}")
    print(f"{title} 形式ごとの kappa: {', '.join(said)}", flush=True)


def score_passages(title: str, judged: list[Judged]) -> None:
    """Print how many passages of each status are judged as their writers did."""
    shares = []
    for status in STATUSES:
        own = [one for one in judged if one.example.status == status]
        right = sum(one.got == status for one in own)
        shares.append(f"{status} {right}/{len(own)} ({right / max(len(own), 1):.2f})")
    partly = [one for one in judged if one.example.status == "partial"]
    atleast = sum(one.got != "missing" for one in partly)
    print(f"{title}: {', '.join(shares)}, 一部以上 {atleast}/{len(partly)} ({atleast / max(len(partly), 1):.2f})")


def health() -> str:
    """The table of docs/health.md: for each requirement its examples, how many are judged right, how many plans are, and the share
    of verdicts that no person is asked about."""
    rules = national_rules()
    examples = [
        *rules_examples(rules),
        *(one for file in sorted(WORKED.glob("*.jsonl")) for one in load_examples(file)),
    ]
    by_id: dict[str, list[Judged]] = defaultdict(list)
    for one in judge(rules, examples):
        by_id[one.example.id].append(one)
    plans = {
        kind: [
            (assess(gold.with_name("plan.md"), rules, SETTINGS), yaml.safe_load(gold.read_text(encoding="utf-8")))
            for gold in sorted((PLANS / kind).glob("*/labels.yaml"))
        ]
        for kind in ("invented", "blind")
    }
    lines = [
        "# 要件ごとの健康診断",
        "",
        "`make health` が作る。例文は規則のもの(記載あり/一部/なしの数)、計画は読み手の判定と同じだった数、",
        "確かな割合は要確認でない判定の割合。",
        "",
        "| 要件 | 例文 | 例文の一致 | 開いた計画 | 伏せた計画 | 確かな割合 |",
        "|---|---|---|---|---|---|",
    ]
    for id_, rule in rules.requirements.items():
        own = by_id[id_]
        counts = "/".join(str(sum(one.example.status == status for one in own)) for status in STATUSES)
        right = sum(one.got == one.example.status for one in own) / max(len(own), 1)
        cells = [f"{id_} {rule.title}", counts, f"{right:.2f}"]
        firm: list[bool] = []
        for kind in ("invented", "blind"):
            same = [_verdict(assessment, id_) for assessment, _ in plans[kind]]
            gold = [labels["requirements"][id_]["status"] for _, labels in plans[kind]]
            agree = sum(status == label for (status, _), label in zip(same, gold, strict=True))
            cells.append(f"{agree}/{len(gold)}")
            firm += [not review for status, review in same if status != "not_applicable"]
        cells.append(f"{sum(firm) / len(firm):.2f}" if firm else "―")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _verdict(assessment: Assessment, id_: str) -> tuple[str, bool]:
    finding = next(finding for finding in assessment.requirements if finding.id == id_)
    return finding.status, finding.needs_review


def main() -> int:
    """Print the figures, or write the table of health."""
    if sys.argv[1:] == ["health"]:
        (ROOT / "docs" / "health.md").write_text(health(), encoding="utf-8")
        return 0
    rules = national_rules()
    shared = Path(os.environ.get("SHARED") or "/nonexistent")
    if not (shared / "tools" / "score.py").is_file():
        print("SHARED に採点の道具と実在の計画のフォルダーがないため、計画は採点しません。")
    else:
        sets = sets_of_plans(shared)
        for title, plans in sets.items():
            score(shared, title, plans, sys.argv[1:], rules)
            if SOFFICE and CHROMIUM:
                score_forms(title, plans)
        if without := without_given_plans(rules, sets):
            given = "実在の計画(見せた)"
            score(shared, f"{given}、言い方の近さをこの二つに学ばせずに", sets[given], sys.argv[1:], without)
    score_passages("分けておいた例文", judge(rules, load_examples(HELD)))
    for file in sorted(WORKED.glob("*.jsonl")):
        score_passages(f"作業に使った例文 {file.name}", judge(rules, load_examples(file)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
