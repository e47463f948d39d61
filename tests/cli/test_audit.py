"""An audit of a small prefecture: planted gaps, one plan unreadable, one missing; stopped and gone on with; the year after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.audit.prefecture import AS_OF, MOVE, NATION, TELEWORK, audited, contents, plan, run, small_prefecture


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return small_prefecture(tmp_path / "計画")


def test_who_lacks_what_who_is_missing_and_what_could_not_be_read(plans: Path, tmp_path: Path) -> None:
    result = audited(plans, tmp_path / "結果", "--letters")
    assert result.exit_code == 2
    assert "西浦村: 未提出です。" in result.stderr
    audit = json.loads((tmp_path / "結果" / "audit.json").read_text(encoding="utf-8"))
    states = {entry["name"]: entry["state"] for entry in audit["plans"]}
    assert states == {
        "北山市": "assessed",
        "南川市": "assessed",
        "東野町": "assessed",
        "西浦村": "not_submitted",
        "damaged": "unread",
    }
    statuses = {entry["name"]: entry["statuses"] for entry in audit["plans"] if entry["state"] == "assessed"}
    assert {name: (own["TEL-01"], own["STD-01"]) for name, own in statuses.items()} == {
        "北山市": ("satisfied", "satisfied"),
        "南川市": ("missing", "satisfied"),
        "東野町": ("satisfied", "missing"),
    }
    assert sorted(path.name for path in (tmp_path / "結果" / "letters").iterdir()) == [
        "北山市.docx",
        "南川市.docx",
        "東野町.docx",
    ]
    assert audited(plans, tmp_path / "結果", "--allow-unread").exit_code == 1


def test_the_workbook_has_the_matrix_the_gaps_and_whom_to_learn_from(plans: Path, tmp_path: Path) -> None:
    audited(plans, tmp_path / "結果")
    book = load_workbook(tmp_path / "結果" / "matrix.xlsx")
    assert book.sheetnames == [
        "団体×要件",
        "主題別の割合",
        "指摘事項",
        "整合性の点検",
        "提出と読み取り",
        "ほかの団体の例",
    ]
    rows = list(book["団体×要件"].iter_rows(values_only=True))
    column = rows[0].index("TEL-01")
    assert {row[1]: str(row[column])[:1] for row in rows[1:4]} == {"北山市": "○", "南川市": "×", "西浦村": "N"}
    gaps = [row for row in book["指摘事項"].iter_rows(values_only=True) if row[:2] == ("南川市", "TEL-01")]
    assert len(gaps) == 1
    assert f"「{TELEWORK}」" in str(gaps[0][-1])


def test_an_unchanged_audit_writes_nothing_and_a_stopped_one_ends_the_same(plans: Path, tmp_path: Path) -> None:
    folder, other = tmp_path / "結果", tmp_path / "別"
    audited(plans, folder, "--jobs", "1")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    audited(plans, folder, "--jobs", "2")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    whole = contents(folder)
    audited(plans, other)
    assert contents(other) == whole
    stopped = sorted((other / "assessments").iterdir())
    stopped[0].unlink()
    stopped[1].write_bytes(stopped[1].read_bytes()[:100])
    for name in ("audit.json", "index.html", "matrix.xlsx"):
        (other / name).unlink()
    audited(plans, other)
    assert contents(other) == whole


def test_another_date_is_another_audit(plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "結果"
    audited(plans, folder)
    first = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    run("audit", plans, "-o", folder, "--as-of", "2027-11-20", "--edition", "2.2")
    second = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    assert (first["as_of"], second["as_of"]) == ("2026-11-20", "2027-11-20")
    assert all(
        '"as_of": "2027-11-20"' in path.read_text(encoding="utf-8") for path in (folder / "assessments").iterdir()
    )


def test_the_year_after_shows_who_improved_and_who_lost(plans: Path, tmp_path: Path) -> None:
    audited(plans, tmp_path / "昨年")
    (plans / "kita.md").write_text(plan("北山市", NATION, MOVE), encoding="utf-8")
    (plans / "minami.md").write_text(plan("南川市", TELEWORK, MOVE), encoding="utf-8")
    audited(plans, tmp_path / "今年", "--previous", tmp_path / "昨年")
    audit = json.loads((tmp_path / "今年" / "audit.json").read_text(encoding="utf-8"))
    changes = {entry["name"]: entry for entry in audit["changes"]}
    assert "TEL-01" in changes["南川市"]["met"]
    assert "TEL-01" in changes["北山市"]["lost"]
    assert changes["東野町"]["met"] == changes["東野町"]["lost"] == []
    assert "前回との比較" in load_workbook(tmp_path / "今年" / "matrix.xlsx").sheetnames


def test_what_a_new_edition_asks_is_kept_apart_from_what_the_plan_lost(plans: Path, tmp_path: Path) -> None:
    audited(plans, tmp_path / "昨年")
    later = ("--as-of", "2026-11-20", "--edition", "5.0", "--previous", tmp_path / "昨年")
    run("audit", plans, "--register", plans / "名簿.csv", "-o", tmp_path / "今年", *later)
    audit = json.loads((tmp_path / "今年" / "audit.json").read_text(encoding="utf-8"))
    change = next(entry for entry in audit["changes"] if entry["name"] == "南川市")
    assert change["edition"]
    assert "SEC-03" in change["asked"]
    assert change["met"] == change["lost"] == []
    assert change["unchanged"] > 50


def test_towns_that_share_a_plan_have_each_its_own_report(plans: Path, tmp_path: Path) -> None:
    (plans / "名簿.csv").write_text(
        "団体名,ファイル,策定日\n北山市,kita.md,\n北山広域連合,kita.md,\n南川市,minami.md,\n", encoding="utf-8"
    )
    audited(plans, tmp_path / "結果")
    audit = json.loads((tmp_path / "結果" / "audit.json").read_text(encoding="utf-8"))
    results = {entry["name"]: (entry.get("result"), entry.get("report")) for entry in audit["plans"]}
    assert results["北山市"][0] == results["北山広域連合"][0]
    assert results["北山市"][1] != results["北山広域連合"][1]
    assert (tmp_path / "結果" / "reports" / "北山広域連合.html").is_file()


def test_the_register_tells_when_a_plan_was_adopted_that_does_not_say(plans: Path, tmp_path: Path) -> None:
    undated = (plans / "kita.md").read_text(encoding="utf-8").replace("令和5年12月 策定\n\n", "")
    (plans / "kita.md").write_text(undated, encoding="utf-8")
    editions = []
    for adopted in ("2023-07", "令和8年4月"):
        (plans / "名簿.csv").write_text(f"団体名,ファイル,策定日\n北山市,kita.md,{adopted}\n", encoding="utf-8")
        run("audit", "--register", plans / "名簿.csv", "-o", tmp_path / "結果", "--as-of", "2026-11-20")
        audit = json.loads((tmp_path / "結果" / "audit.json").read_text(encoding="utf-8"))
        editions.append(audit["plans"][0]["edition"])
    assert editions == ["2.0", "5.0"]


def test_a_file_of_the_register_that_is_not_there_costs_its_own_town(plans: Path, tmp_path: Path) -> None:
    (plans / "名簿.csv").write_text("団体名,ファイル\n北山市,kita.md\n南川市,どこにもない.md\n", encoding="utf-8")
    result = run("audit", "--register", plans / "名簿.csv", "-o", tmp_path / "結果", *AS_OF)
    assert result.exit_code == 2
    assert "どこにもない.md" in result.stderr


def test_the_way_out_is_said_when_there_is_nothing_to_audit(tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    result = run("audit", empty, "-o", tmp_path / "結果")
    assert (result.exit_code, "--register" in result.stderr) == (2, True)
    wrong = run("audit", "-o", tmp_path / "結果", "--previous", empty, "--register", __file__)
    assert wrong.exit_code == 2


def test_a_letter_names_whom_to_learn_from_where_it_is_wished(plans: Path, tmp_path: Path) -> None:
    for wished in ((), ("--with-examples",)):
        audited(plans, tmp_path / "結果", "--letters", *wished)
        letter = Document(str(tmp_path / "結果" / "letters" / "南川市.docx"))
        told = [
            paragraph.text
            for paragraph in letter.paragraphs
            if TELEWORK in paragraph.text and "北山市" in paragraph.text
        ]
        assert bool(told) == bool(wished)


def test_the_trend_of_several_audits(plans: Path, tmp_path: Path) -> None:
    audited(plans, tmp_path / "昨年")
    (plans / "minami.md").write_text(plan("南川市", TELEWORK, MOVE), encoding="utf-8")
    run("audit", plans, "-o", tmp_path / "今年", "--as-of", "2027-11-20", "--edition", "2.2")
    result = run("trend", tmp_path / "昨年", tmp_path / "今年", "-o", tmp_path / "trend.html")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("TEL-01"))
    assert line.split()[-2:] == ["67%", "100%"]
    page = (tmp_path / "trend.html").read_text(encoding="utf-8")
    assert page.count("<polyline") == 16 + 95
    assert run("trend", tmp_path).exit_code == 2
