"""PDF files on the command line: what can't be read ends with code 2 and a message, pages without text are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_check import AS_OF, run
from tests.read.pdf.drawn import Sheet, pdf_of
from tests.read.pdf.test_damaged import PLAIN, locked, pages_of

HOSTILE = {
    "locked": (locked("himitsu", "owner"), "--password-file"),
    "broken off": (PLAIN[: len(PLAIN) // 2], "途中で切れています"),
    "endless": (pages_of("3 0 R " * 100_000, 100_000), "ページが多すぎます"),
    "cyclic": (pages_of("2 0 R", 100), "PDF"),
    "empty": (pdf_of([Sheet()] * 3), "文字がありません"),
    "garbage": (b"%PDF-1.7\n" + bytes(range(256)) * 50 + b"%%EOF", "PDF として読めません"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_end_with_a_message_and_code_2(tmp_path: Path, case: str) -> None:
    data, expected = HOSTILE[case]
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    result = run("check", path, *AS_OF)
    assert result.exit_code == 2
    assert expected in result.output
    assert "Traceback" not in result.output


def test_a_password_file_opens_a_locked_plan(tmp_path: Path) -> None:
    plan, password = tmp_path / "plan.pdf", tmp_path / "password.txt"
    plan.write_bytes(locked("himitsu", "owner"))
    password.write_text("himitsu\n", encoding="utf-8")
    assert run("check", plan, "--password-file", password, *AS_OF).exit_code in (0, 1)
    password.write_text("chigau\n", encoding="utf-8")
    result = run("check", plan, "--password-file", password, *AS_OF)
    assert result.exit_code == 2
    assert "パスワードが合いません" in result.output


def test_a_page_of_pictures_is_named_and_nothing_is_missing_for_sure(tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(pdf_of([Sheet().text(60, 100, "本市は電子申請を広げます。"), Sheet().picture()]))
    result = run("check", plan, "--format", "json", *AS_OF)
    assert result.exit_code == 2
    data = json.loads(result.stdout)
    assert [(part["file"], part["page"]) for part in data["unread"]] == [("plan.pdf", 2)]
    missing = [finding for finding in data["requirements"] if finding["status"] == "missing"]
    assert missing
    assert all(finding["needs_review"] for finding in missing)
    assert run("check", plan, "--allow-unread", *AS_OF).exit_code in (0, 1)
