"""The command line as people and programs meet it: output, messages, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from compliance.cli import main
from compliance.report.formats import FORMATS
from tests.conftest import SAMPLE

AS_OF = ["--as-of", "2026-11-20"]


def run(*arguments: object) -> Result:
    """Run the command; a traceback would be an exception other than SystemExit."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan."""
    path = tmp_path / "plan.md"
    path.write_text(
        "# ひのかわ市DX推進計画\n\n令和5年7月 策定\n\n## 具体的な取組\n\n"
        "本市は、令和7年度までに20の基幹業務を標準準拠システムへ移行します。\n",
        encoding="utf-8",
    )
    return path


def test_the_report_names_edition_gaps_and_quotes(plan: Path) -> None:
    result = run("check", plan, *AS_OF)
    assert "2.0" in result.output
    assert "記載が確認できない" in result.output
    assert "違反" not in result.output
    assert result.exit_code == 1


def test_json_is_the_same_twice_and_has_no_place_of_the_machine(plan: Path) -> None:
    first, second = (run("check", plan, "--format", "json", *AS_OF) for _ in range(2))
    assert first.output == second.output
    assert str(plan.parent) not in first.output
    data = json.loads(first.output)
    found = {finding["id"]: finding for finding in data["requirements"]}
    assert found["STD-01"]["status"] == "satisfied"
    assert found["STD-01"]["evidence"][0]["line"] == 7
    assert data["engine"] == "durable+reference"


def test_the_sample_can_be_checked_by_both_engines_alike() -> None:
    durable, reference = (
        json.loads(run("check", SAMPLE, "--format", "json", "--engine", engine, *AS_OF).output)
        for engine in ("durable", "reference")
    )
    for data in (durable, reference):
        data.pop("engine")
        for finding in data["requirements"] + data["cross_checks"]:
            finding.pop("derivation", None)
    assert durable == reference


def test_outputs_are_written_beside_what_is_printed(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    result = run("check", plan, "-o", f"json:{target}", "-o", f"text:{tmp_path / 'result.txt'}", *AS_OF)
    assert result.exit_code == 1
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == "1"
    assert "点検結果" in (tmp_path / "result.txt").read_text(encoding="utf-8")


def test_select_and_ignore(plan: Path) -> None:
    data = json.loads(run("check", plan, "--format", "json", "--select", "STD", "--ignore", "STD-09", *AS_OF).output)
    assert {finding["id"][:3] for finding in data["requirements"]} == {"STD"}
    assert "STD-09" not in {finding["id"] for finding in data["requirements"]}
    assert sum(data["summary"]["by_status"].values()) == len(data["requirements"])


def test_the_gate_follows_the_obligation(plan: Path) -> None:
    assert run("check", plan, "--fail-on", "statutory", "--select", "STD-01", *AS_OF).exit_code == 0
    assert run("check", plan, "--select", "FYD-01", *AS_OF).exit_code == 1
    assert run("check", plan, "--select", "FYD-01", "--fail-on", "effort", *AS_OF).exit_code == 0


def test_quiet_prints_only_what_fails(plan: Path) -> None:
    lines = run("check", plan, "--quiet", "--select", "STD-01", "--select", "FYD-01", *AS_OF).output.splitlines()
    assert len(lines) == 1
    assert "FYD-01" in lines[0]


def test_english(plan: Path) -> None:
    assert run("check", plan, "--edition", "9", *AS_OF).exit_code == 2
    assert run("--help").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.pages", b"x", "読めません"),
        ("plan.doc", b"x", "docx"),
        ("plan.jtd", b"x", "保存し直して"),
        ("empty.md", b"", "文字がありません"),
        ("blank.txt", b" \n \n", "文字がありません"),
        ("binary.txt", bytes(range(256)) * 40, "文字として読めません"),
        ("wrong.yaml", b"source: x.md\nsha256: '0'\nadopteb: '2023-07'\n", "wrong.yaml:3"),
        ("date.yaml", b"source: x.md\nsha256: '0'\nadopted: '2023-13'\n", "date.yaml:3"),
        ("broken.yaml", b"source: [", "YAML"),
        ("list.yaml", b"- 1\n", "list.yaml"),
        ("bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "アンカー"),
        ("deep.yaml", b"a: " + b"[" * 5000, "YAML"),
    ],
)
def test_input_that_cannot_be_used_gives_one_clear_message(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    target = tmp_path / "out.json"
    result = run("check", path, "-o", f"json:{target}", *AS_OF)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert not target.exists()


def test_missing_path_folder_and_large_file(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for path, says in ((tmp_path / "nowhere.md", "見つかりません"), (tmp_path, "フォルダー"), (large, "大きすぎます")):
        result = run("check", path, *AS_OF)
        assert result.exit_code == 2
        assert says in result.stderr


def test_one_bad_plan_does_not_stop_the_others_and_the_highest_code_wins(plan: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere.md", plan, *AS_OF)
    assert "ひのかわ市" in result.output
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-of", "2026-13-01"],
        ["-o", "pdf:x"],
        ["-o", "json"],
        ["--select", "XYZ"],
        ["--nonsense"],
        ["--edition", "1.0"],
    ],
)
def test_usage_errors(plan: Path, arguments: list[str]) -> None:
    assert run("check", plan, *arguments).exit_code == 2


def test_an_output_folder_that_does_not_exist_is_said(plan: Path, tmp_path: Path) -> None:
    result = run("check", plan, "-o", f"json:{tmp_path}/no/where.json", *AS_OF)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_explain_shows_criterion_and_proof_of_absence(plan: Path) -> None:
    present = run("explain", plan, "STD-01", *AS_OF).output
    assert "7行" in present
    assert "基準" in present
    absent = run("explain", plan, "SEC-01", *AS_OF).output
    assert "探した語" in absent
    assert run("explain", plan, "XXX-01").exit_code == 2


def test_extract_gives_the_same_assessment(plan: Path, tmp_path: Path) -> None:
    model = tmp_path / "plan.yaml"
    assert run("extract", plan, "-o", model).exit_code == 0
    assert yaml.safe_load(model.read_text(encoding="utf-8"))["municipality"] == "ひのかわ市"
    for path in (plan, model):
        assert run("check", path, "--format", "json", *AS_OF).exit_code == 1
    document, restored = (run("check", path, "--format", "json", *AS_OF).output for path in (plan, model))
    assert document == restored


def test_schema_validates_an_extracted_plan(plan: Path) -> None:
    schema = json.loads(run("schema", "plan").output)
    assert "commitments" in schema["properties"]
    assert "requirements" in json.loads(run("schema", "assessment").output)["properties"]


def test_a_plan_model_names_no_folder_to_read_from(plan: Path, tmp_path: Path) -> None:
    model = tmp_path / "inner" / "plan.yaml"
    model.parent.mkdir()
    assert run("extract", plan, "--no-quotes", "-o", model).exit_code == 0
    text = model.read_text(encoding="utf-8")
    assert "source: plan.md" in text
    model.write_text(text.replace("source: plan.md", "source: ../plan.md"), encoding="utf-8")
    data = json.loads(run("check", model, "--format", "json", *AS_OF).output)
    assert not any("quote" in evidence for finding in data["requirements"] for evidence in finding["evidence"])


HOSTILE_PLAN = (
    "# 北山市DX推進計画\n\n令和5年7月 策定\n\n## 具体的な取組\n\n"
    "本市は、令和7年度までに20の基幹業務を標準準拠システムへ移行し、"
    "=cmd|' /C calc'!A0 と <script>alert(1)</script> を ]]> \u202e書きます。\n\n"
    "- {{ 7 * 7 }} の窓口に \x1b[31m書かない窓口を導入します。\n- " + "電子申請を広げる長い行です。" * 800 + "\n"
)


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_plan_can_put_nothing_into_a_report(tmp_path: Path, form: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(HOSTILE_PLAN, encoding="utf-8")
    outputs = []
    for name in ("a", "b"):
        result = run("check", path, "--quiet", "-o", f"{form}:{tmp_path / name}", *AS_OF)
        assert result.exit_code in (0, 1)
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    if form == "html":
        assert b"<script>alert" not in outputs[0]
    if form not in ("json", "xlsx", "docx"):
        assert b"\x1b" not in outputs[0]
