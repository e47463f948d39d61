"""Waivers, corrections, baselines and revisions as people meet them on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compliance.cli import main

PLAN = """# 光が丘市DX推進計画

令和7年7月 策定

## 計画の期間

本計画の期間は、令和7年度から令和10年度までとします。

## 具体的な取組

- 市の基幹業務システムは、令和8年1月に標準準拠システムへの移行を完了しました。
- 情報セキュリティポリシーを毎年度見直し、総務省のガイドラインに沿った対策を行います。
- {telework}
"""
FIRM = "全ての職員を対象に、在宅勤務の制度を設け、持出し用の端末を貸し出します。"
WEAK = "在宅勤務の制度について検討します。"
AS_OF = ("--as-of", "2026-11-20")
STRICT = ("--edition", "2.2", *AS_OF, "--fail-on", "optional")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "前.md"
    file.write_text(PLAN.format(telework=FIRM), encoding="utf-8")
    return file


@pytest.fixture
def new(tmp_path: Path) -> Path:
    file = tmp_path / "後.md"
    file.write_text(PLAN.format(telework=WEAK), encoding="utf-8")
    return file


def waivers(folder: Path, until: str) -> Path:
    file = folder / "免除.yaml"
    file.write_text(
        "waivers:\n  - id: TEL-01\n    plan: 光が丘市\n    reason: 制度を検討中\n    approver: 副市長\n    document: 1号\n"
        f"    from: 2026-04-01\n    until: {until}\n",
        encoding="utf-8",
    )
    return file


def finding(result: Result, id_: str) -> dict[str, object]:
    return next(entry for entry in json.loads(result.stdout)["requirements"] if entry["id"] == id_)


def test_a_weakened_revision_is_told_with_both_sentences_and_closes_the_gate(old: Path, new: Path) -> None:
    result = run("diff", old, new, *AS_OF)
    assert result.exit_code == 1
    assert "TEL-01" in result.output
    assert FIRM in result.output
    assert WEAK in result.output
    back = run("diff", new, old, *AS_OF)
    assert back.exit_code == 0
    assert "新たに満たした要件" in back.output


def test_results_can_be_compared_like_documents_and_nothing_changed_is_said(
    old: Path, new: Path, tmp_path: Path
) -> None:
    for file in (old, new):
        run("check", file, "-o", f"json:{tmp_path / file.stem}.json", *AS_OF)
    result = run("diff", tmp_path / "前.json", tmp_path / "後.json", "--format", "json")
    assert any(change["id"] == "TEL-01" for change in json.loads(result.stdout)["changes"])
    same = run("diff", old, old, *AS_OF)
    assert (same.exit_code, "変わりはありません" in same.output) == (0, True)


@pytest.mark.parametrize(("day", "status"), [("2026-11-20", "waived"), ("2026-11-21", "partial")])
def test_a_waiver_holds_to_its_last_day(new: Path, tmp_path: Path, day: str, status: str) -> None:
    file = waivers(tmp_path, "2026-11-20")
    result = run("check", new, "--waivers", file, "--as-of", day, "--format", "json")
    assert finding(result, "TEL-01")["status"] == status
    assert ("期限が切れています" in result.stderr) == (status == "partial")
    without = run("check", new, "--waivers", file, "--no-waivers", "--as-of", day, "--format", "json")
    assert finding(without, "TEL-01")["status"] == "partial"


def test_waivers_are_listed_and_their_faults_named(tmp_path: Path) -> None:
    file = waivers(tmp_path, "2026-11-20")
    assert "有効" in run("waivers", "list", file, *AS_OF).output
    assert run("waivers", "lint", file, *AS_OF).exit_code == 0
    expired = run("waivers", "lint", file, "--as-of", "2026-12-01")
    assert (expired.exit_code, "免除.yaml:2: " in expired.stderr) == (2, True)


def test_known_findings_do_not_close_the_gate(new: Path, old: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert run("check", new, *STRICT).exit_code == 1
    assert run("baseline", "create", new, "-o", file, *STRICT[:4]).exit_code == 0
    assert run("check", new, "--baseline", file, *STRICT).exit_code == 0
    better = run("check", old, "--baseline", file, *STRICT)
    assert "解消した指摘: TEL-01" in better.stderr
    before = len(json.loads(file.read_text(encoding="utf-8"))["known"])
    run("baseline", "update", file, old, "--prune", *STRICT[:4])
    after = json.loads(file.read_text(encoding="utf-8"))["known"]
    assert len(after) < before
    assert all(entry["id"] != "TEL-01" for entry in after)


def test_a_persons_verdict_is_shown_with_the_tools(new: Path, tmp_path: Path) -> None:
    file = tmp_path / "人の判定.yaml"
    file.write_text(
        "corrections:\n  - id: TEL-01\n    plan: 光が丘市\n    verdict: satisfied\n    reason: 別紙の規程にある\n    by: 総務課\n"
        "    on: 2026-11-01\n",
        encoding="utf-8",
    )
    found = finding(run("check", new, "--corrections", file, "--format", "json", *AS_OF), "TEL-01")
    assert found["status"] == "satisfied"
    assert found["correction"] == {
        "verdict": "partial",
        "reason": "別紙の規程にある",
        "by": "総務課",
        "on": "2026-11-01",
        "stale": False,
    }


def test_what_the_nation_revised_and_how_the_plan_stands_on_it(new: Path) -> None:
    result = run("editions", "diff", "2.2", "5.0", new, *AS_OF)
    assert result.exit_code == 0
    assert "加わった要件" in result.output
    assert "COM-01" in result.output
    assert "改善: " in result.output
    unknown = run("editions", "diff", "2.2", "9.9")
    assert (unknown.exit_code, "9.9" in unknown.stderr) == (2, True)
