"""A report is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compliance.files import write


@given(st.text(alphabet=st.characters(codec="utf-8")))
@example("一行目\n二行目\r\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_written_byte_for_byte_on_every_machine(tmp_path: Path, text: str) -> None:
    write(tmp_path / "報告.txt", text.encode())
    assert (tmp_path / "報告.txt").read_bytes() == text.encode()
    assert len(os.listdir(tmp_path)) == 1


def test_others_may_read_the_file(tmp_path: Path) -> None:
    write(tmp_path / "報告.txt", "よし\n".encode())
    assert (tmp_path / "報告.txt").stat().st_mode & 0o777 == 0o644


def full(*_: Any) -> NoReturn:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_a_failure_on_the_way_leaves_the_old_report_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "報告.txt"
    write(target, "前の報告\n".encode())
    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space"):
        write(target, "新しい報告\n".encode())
    assert os.listdir(tmp_path) == ["報告.txt"]
    assert target.read_text(encoding="utf-8") == "前の報告\n"


def test_a_disk_that_fills_up_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.fdopen

    def half(*args: Any, **options: Any) -> Any:
        file = opened(*args, **options)
        real = file.write

        def fill(text: bytes) -> NoReturn:
            real(text[:3])
            full()

        monkeypatch.setattr(file, "write", fill, raising=False)
        return file

    monkeypatch.setattr(os, "fdopen", half)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "報告.txt", "新しい報告\n".encode())
    assert os.listdir(tmp_path) == []


def test_text_that_is_no_utf_8_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "報告.txt", "よし\ud800".encode())
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there_is_an_os_error_for_the_caller_to_word(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "ない" / "報告.txt", "よし\n".encode())
