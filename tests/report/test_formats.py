"""Every format: read by a reader that is not ours, harmless whatever a plan holds, the same bytes twice."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document
from junitparser import JUnitXml
from openpyxl import load_workbook

from compliance.assessment import Assessment, Correction, Evidence, Finding, Near, UnreadPart, Waiver
from compliance.report.formats import FORMATS, Options, render
from compliance.report.reviewed_workbook import EVIDENCE, ID, VERDICT, corrections_of
from tests.made import assessment, check_finding, finding

HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> <!-- --> & \"quoted\" \x00\x1b[31m\x07 \u202eright to left\u202c "
    "`code` [link](javascript:x) |cell| {{ secret }} {% raw %} %0A::error::x \r\n::warning::y \u061c\u2028\ufffe\uffff "
)
LONG = "長い行です。" * 1_700
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
WAIVER = Waiver(
    reason=HOSTILE, approver="副市長", document="1号", from_="2026-04-01", until="2027-03-31", verdict="missing"
)
CORRECTION = Correction(verdict="missing", reason=HOSTILE, page=3, by="企画課", on="2026-11-01")


def hostile() -> Assessment:
    evidence = [Evidence(quote=HOSTILE, line=3, section=HOSTILE), Evidence(quote=LONG, page=2, sheet="=1+1", cell="B2")]
    return assessment(
        finding("AAA-01", status="missing", reason=HOSTILE, nearest=[Near(quote=HOSTILE, line=9, why_not=HOSTILE)]),
        finding("AAA-02", status="partial", evidence=evidence, needs_review=True),
        finding("AAA-03", status="satisfied", evidence=evidence, correction=CORRECTION),
        finding("AAA-04", status="waived", waiver=WAIVER),
        finding("AAA-05", status="missing", baseline="known", obligation="statutory", inferred=True, due="upcoming"),
        finding("AAA-06", status="not_applicable"),
        checks=(check_finding(message=HOSTILE, evidence=evidence), check_finding("CON-92", status="clear")),
        unread=[UnreadPart(file=HOSTILE, page=2, why="画像だけの頁です")],
    )


def of(source: str, *findings: Finding) -> Assessment:
    """An assessment of the plan in this file."""
    whole = assessment(*findings)
    return whole.model_copy(update={"plan": whole.plan.model_copy(update={"source": source})})


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_twice_and_no_control_character(form: str, lang: str) -> None:
    options = Options(lang=lang)
    report = render(form, [hostile()], options)
    assert report == render(form, [hostile()], options)
    assert b" object at 0x" not in report
    if form not in ("xlsx", "docx", "json"):
        assert not CONTROLS.search(report.decode("utf-8-sig"))


def test_json_comes_back_whole() -> None:
    assert Assessment.model_validate_json(render("json", [hostile()], Options())) == hostile()


def test_html_and_markdown_hold_no_markup_of_the_plan() -> None:
    for form in ("html", "md"):
        text = render(form, [hostile()], Options()).decode("utf-8")
        assert "<script>alert" not in text
        assert "{{ secret }}" in text.replace("\\", "")
    markdown = render("md", [hostile()], Options()).decode("utf-8")
    assert "](javascript" not in markdown.replace("\\]", "")


def test_csv_opens_in_excel_and_computes_nothing() -> None:
    data = render("csv", [hostile()], Options())
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {14}
    assert [row[1] for row in rows[1:]] == [*(f"AAA-0{number}" for number in range(1, 7)), "CON-91", "CON-92"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("begin", ["=", " =", "\u200b=", "\u3000＝", "＋", "－", "＠", "\t@"])
def test_csv_computes_nothing_however_it_is_written(begin: str) -> None:
    report = render("csv", [assessment(finding("AAA-01", reason=f"{begin}1+1"))], Options()).decode("utf-8-sig")
    [_, row] = list(csv.reader(io.StringIO(report)))
    assert row[9].startswith("'")


def test_the_workbook_computes_nothing_and_can_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "点検.xlsx"
    path.write_bytes(render("xlsx", [hostile()], Options()))
    book = load_workbook(path)
    assert book.sheetnames == ["概要", "全要件", "指摘事項", "整合性の点検"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    sheet = book["全要件"]
    header = [str(cell.value) for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    assert str(sheet.auto_filter.ref).startswith("A1:")
    assert [sheet.cell(row, header.index(ID) + 1).value for row in range(2, 7)] == [f"AAA-0{n}" for n in range(1, 6)]
    assert sheet.column_dimensions[sheet.cell(1, header.index(EVIDENCE) + 1).column_letter].hidden
    for name, value in (
        (VERDICT, "記載あり"),
        ("人の判定の理由", "別冊"),
        ("確認者", "企画課"),
        ("確認日", "2026-11-20"),
    ):
        sheet.cell(2, header.index(name) + 1).value = value
    book.save(path)
    [entry] = corrections_of(path)
    assert (entry.id, entry.plan, entry.verdict, len(entry.evidence or "")) == ("AAA-01", "北山市", "satisfied", 16)


def test_the_letter_parts_firm_advice_from_reference_and_never_says_violation() -> None:
    firm = assessment(
        finding(
            "AAA-01",
            status="missing",
            title="方針",
            nearest=[Near(quote="国は定めた。", page=4, why_not="国の説明です")],
        ),
        finding("AAA-02", status="partial", title="体制", needs_review=True),
        finding("AAA-03", status="satisfied", title="周知", evidence=[Evidence(quote="載せます。", page=5)]),
        checks=(check_finding(title="年の併記"),),
    )
    texts = [p.text for p in Document(io.BytesIO(render("docx", [firm], Options()))).paragraphs]
    text = "\n".join(texts)
    assert texts[0] == "案"
    assert "北山市長　様" in texts
    assert "令和8年11月20日" in texts
    order = ("AAA-01　方針(記載が確認できない)", "CON-91", "AAA-03　周知 5頁", "AAA-02　体制: 一部記載 [要確認]")
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "4頁: 「国は定めた。」" in text
    assert "違反" not in text
    assert "{{" not in text


def test_a_prefecture_can_use_a_letter_of_its_own(tmp_path: Path) -> None:
    template = tmp_path / "県の手紙.docx"
    own = Document()
    own.add_paragraph("県デジタル第{{文書番号}}")
    own.add_paragraph("{{指摘事項}}")
    own.save(str(template))
    report = render("docx", [hostile()], Options(letter_template=template))
    texts = [p.text for p in Document(io.BytesIO(report)).paragraphs]
    assert texts[0].startswith("県デジタル第")
    assert any(text.startswith("AAA-01") for text in texts)


def test_sarif_fits_its_schema_and_names_what_is_suppressed_known_and_to_be_reviewed() -> None:
    schema = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    log = json.loads(render("sarif", [hostile()], Options()))
    validator: Any = jsonschema.Draft7Validator(schema)
    assert [
        error.message[:200] for error in validator.iter_errors({**log, "$schema": schema.get("id", log["$schema"])})
    ] == []
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    assert set(results) == {"AAA-01", "AAA-02", "AAA-04", "AAA-05", "CON-91"}
    assert results["AAA-01"]["level"] == "error"
    assert results["AAA-01"]["locations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert results["AAA-02"]["kind"] == "review"
    assert results["AAA-02"]["relatedLocations"][0]["properties"]["page"] == 2
    assert results["AAA-04"]["suppressions"][0]["kind"] == "external"
    assert results["AAA-05"]["baselineState"] == "unchanged"
    moved = hostile()
    moved.requirements[1].evidence[0].line = 99
    again = json.loads(render("sarif", [moved], Options()))
    assert again["runs"][0]["results"][1]["partialFingerprints"] == results["AAA-02"]["partialFingerprints"]


def test_junit_is_read_by_a_parser_of_others() -> None:
    suites = JUnitXml.fromstring(render("junit", [hostile()], Options()))
    [suite] = list(suites)
    outcomes = {case.name.split()[0]: [type(entry).__name__ for entry in case.result] for case in suite}
    assert (suite.tests, suite.failures, suite.skipped) == (7, 2, 1)
    assert outcomes["AAA-01"] == ["Failure"]
    assert outcomes["AAA-03"] == []
    assert outcomes["AAA-04"] == ["Skipped"]
    assert outcomes["CON-91"] == ["Failure"]


def test_github_gets_whole_lines_the_worst_first_within_its_limits() -> None:
    many = assessment(
        *(finding(f"AAA-{number:02}", obligation="optional") for number in range(1, 30)),
        finding("BBB-01", obligation="statutory"),
        finding("BBB-02", reason=HOSTILE),
    )
    lines = render("github", [many], Options()).decode("utf-8").splitlines()
    assert all(re.match(r"::(error|warning|notice)( |::)", line) for line in lines)
    errors = [line for line in lines if line.startswith("::error")]
    assert [re.search(r"title=(\S+)", line)[1] for line in errors] == ["BBB-01", "BBB-02"]  # type: ignore[index]
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert "19" in lines[-1]


def test_the_limits_of_github_hold_for_all_plans_of_a_step() -> None:
    plans = [of(name, *(finding(f"AAA-{number:02}") for number in range(1, 8))) for name in ("一.md", "二.md")]
    lines = render("github", plans, Options()).decode("utf-8").splitlines()
    assert [sum(line.startswith(kind) for line in lines) for kind in ("::error", "::notice")] == [10, 1]
    assert {re.search(r"file=([^,]+)", line)[1] for line in lines[:10]} == {"一.md", "二.md"}  # type: ignore[index]


def test_a_property_of_github_holds_no_mark_that_ends_it() -> None:
    [line] = render("github", [of("C:計画,案.md", finding("AAA-01"))], Options()).decode("utf-8").splitlines()
    assert line.startswith("::error file=C%3A計画%2C案.md,title=")
    assert line.count("::") == 2


def test_what_readers_take_as_one_file_holds_every_plan() -> None:
    plans = [of(name, finding("AAA-01")) for name in ("一.md", "二.md")]
    log = json.loads(render("sarif", plans, Options()))
    assert len({run["automationDetails"]["id"] for run in log["runs"]}) == 2
    assert [suite.tests for suite in JUnitXml.fromstring(render("junit", plans, Options()))] == [1, 1]
    issues = json.loads(render("gitlab", plans, Options()))
    assert len({issue["fingerprint"] for issue in issues}) == 2
    rows = list(csv.reader(io.StringIO(render("csv", plans, Options()).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["AAA-01", "AAA-01"]
    markdown = render("md", plans, Options()).decode("utf-8")
    assert markdown.count("**AAA-01 ") == 2
    with pytest.raises(ValueError, match="one assessment"):
        render("html", plans, Options())


def test_gitlab_gets_unique_lasting_fingerprints() -> None:
    issues = json.loads(render("gitlab", [hostile()], Options()))
    assert {issue["check_name"]: issue["severity"] for issue in issues} == {
        "AAA-01": "critical",
        "AAA-02": "info",
        "CON-91": "critical",
    }
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
