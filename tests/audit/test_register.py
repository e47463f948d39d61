"""The register of who is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from compliance.audit.register import Expected, load_register
from compliance.errors import InputError

HEADER = "団体コード,団体名,種別,人口区分,ファイル\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "名簿.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_who_is_expected_with_their_files(tmp_path: Path, encoding: str) -> None:
    text = HEADER + '012025,北山市,市,5万以上,"本編.pdf、別冊.xlsx"\n012033,うみべ町,町,,\n'
    assert load_register(written(tmp_path, text, encoding)) == [
        Expected("北山市", "012025", "市", "5万以上", (tmp_path / "本編.pdf", tmp_path / "別冊.xlsx")),
        Expected("うみべ町", "012033", "町"),
    ]


@pytest.mark.parametrize(
    ("cell", "adopted"),
    [("2025-03", "2025-03"), ("2025/3/31", "2025-03-31"), ("令和7年3月", "2025-03"), ("R7.3", "2025-03"), ("", None)],
)
def test_a_date_of_adoption_is_read_as_it_is_written(tmp_path: Path, cell: str, adopted: str | None) -> None:
    [entry] = load_register(written(tmp_path, f"団体名,策定日\n北山市,{cell}\n"))
    assert entry.adopted == adopted


def test_a_workbook_is_a_register_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["団体名", "ファイル"], ["北山市", "本編.pdf"]):
        sheet.append(row)
    book.save(tmp_path / "名簿.xlsx")
    assert load_register(tmp_path / "名簿.xlsx") == [Expected("北山市", files=(tmp_path / "本編.pdf",))]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("市名,ファイル\n北山市,a.md\n", 1, "団体名"),
        (HEADER + "1,,市,,a.md\n", 2, "空"),
        (HEADER + "1,北山市,,,\n2,北山市,,,\n", 3, "二度"),
        ("団体名,策定日\n北山市,来年の春\n", 2, "策定日"),
    ],
)
def test_faults_are_named_with_their_row(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        load_register(written(tmp_path, text))
    assert (caught.value.problems[0].line, said in caught.value.problems[0].ja) == (line, True)
