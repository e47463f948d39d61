"""Files as people have them, and as nobody should: each is read, or refused with one clear message, in bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from compliance.cli import main
from compliance.errors import InputError
from compliance.read import read, read_as_one
from compliance.read.docx import read_docx
from tests.read.made_files import MC, W, docx, p, tc, tr, zipped

SENTENCE = "本市は、令和7年度までに20の基幹業務を標準準拠システムへ移行します。"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
XXE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BODY = f"<w:document {W} {MC}><w:body>{p('&j;')}</w:body></w:document>"


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def book() -> bytes:
    buffer = io.BytesIO()
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["施策", SENTENCE])
    workbook.save(buffer)
    return buffer.getvalue()


FORMS = {
    "計画.docx": docx(p("北山市DX推進計画") + p(SENTENCE)),
    "計画.xlsx": book(),
    "計画.html": f"<html><body><h1>北山市DX推進計画</h1><p>{SENTENCE}</p></body></html>".encode(),
    "計画.md": f"# 北山市DX推進計画\n\n{SENTENCE}\n".encode(),
}


def spoilt(data: bytes) -> bytes:
    """The packed bytes of the first part turned round: its checksum no longer fits."""
    start = 30 + int.from_bytes(data[26:28], "little") + 20
    return data[:start] + bytes(byte ^ 0xFF for byte in data[start : start + 20]) + data[start + 20 :]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("called", ["as it is", "by another suffix"])
def test_the_content_tells_the_kind(tmp_path: Path, name: str, called: str) -> None:
    other = "x.pdf" if name.endswith(("docx", "xlsx")) else "x.txt"
    path = saved(tmp_path, name if called == "as it is" else other, FORMS[name])
    assert any(SENTENCE in block.text for block in read(path).blocks)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"PK\x03\x04broken", "壊れています"),
        ("a.docx", FORMS["計画.docx"][:200], "壊れています"),
        ("a.docx", b"no zip at all", "壊れているか、別の形式"),
        ("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": BOMB + BODY}), "DOCTYPE"),
        (
            "a.docx",
            zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": XXE + BODY.replace("&j;", "&x;")}),
            "DOCTYPE",
        ),
        ("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}), "壊れています"),
        ("a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": BOMB + "<x>&j;</x>"}), "DOCTYPE"),
        ("a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "壊れています"),
        ("a.docx", zipped({"word/document.xml": b"0" * 50_000_000}), "大きすぎる"),
        ("a.zip", zipped({"../../etc/plan.md": "x"}), "不正な名前"),
        ("a.zip", zipped({"/etc/plan.md": "x"}), "不正な名前"),
        ("a.zip", zipped({"計画.md": SENTENCE}), "--as-one"),
        ("a.doc", OLE + b"x" * 600, ".docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        ("a.dat", OLE + b"x" * 600, "古い形式"),
        ("a.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "PDF"),
        ("a.jtd", b"\x00\x01\x02jtd", "PDF"),
        ("a.html", b"<html><body>" + b"<div>" * 1_000_000 + b"x" + b"</div>" * 1_000_000, "入れ子が深すぎ"),
        ("a.docx", docx("<w:p/>"), "文字がありません"),
        ("a.docx", zipped({"ppt/presentation.xml": "<x/>"}), ".pptx 形式"),
        ("a.docx", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), ".odt 形式"),
        ("a.dat", OLE + "PowerPoint Document".encode("utf-16-le"), ".ppt 形式"),
        ("a.xdw", b"\x60\x0e\x82\x00", "PDF"),
        ("a.docx", zipped({"word/document.xml": BODY}).replace(b"PK\x01\x02", b"PK\x01\x03"), "壊れています"),
        ("a.docx", spoilt(FORMS["計画.docx"]), "壊れています"),
        ("a.xlsx", spoilt(FORMS["計画.xlsx"]), "壊れています"),
        ("a.docx", zipped({"word/document.xml": os.urandom(10_500_000).hex()}), "大きすぎ"),
        ("a.yaml", b"a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "アンカー(&)と別名(*)"),
        ("a.csv", "団体,計画\n".encode(), "読める形式"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_one_message(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    began = time.monotonic()
    result = run("check", saved(tmp_path, name, data))
    assert time.monotonic() - began < 10
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    # In kilobytes: one gibibyte beyond what this process has, which the fork that reads shares.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < own + (1 << 20)


def test_a_sparse_file_of_a_gibibyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 1 << 30)
    assert "大きすぎます" in run("check", path).stderr


def test_macros_of_a_document_are_never_looked_at(tmp_path: Path) -> None:
    data = io.BytesIO(FORMS["計画.docx"])
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xcc" * 100)
    assert any(SENTENCE in block.text for block in read(saved(tmp_path, "a.docm", data.getvalue())).blocks)


@pytest.mark.parametrize("command", ["explain", "extract"])
def test_every_command_refuses_alike(tmp_path: Path, command: str) -> None:
    path = saved(tmp_path, "a.docx", b"PK\x03\x04broken")
    result = run(command, path, *(["STD-01"] if command == "explain" else []))
    assert (result.exit_code, "壊れています" in result.stderr) == (2, True)


def test_several_files_and_an_archive_are_one_plan_in_the_order_of_their_names(tmp_path: Path) -> None:
    first = saved(tmp_path, "1-本編.md", "# 北山市DX推進計画\n\n## 取組\n\n窓口を改めます。\n".encode())
    second = saved(
        tmp_path, "2-別冊.docx", docx(p("別冊です。") + f"<w:tbl>{tr('施策', '時期')}{tr('移行', '令和7年度')}</w:tbl>")
    )
    together = read_as_one((second, first))
    assert list(dict.fromkeys(block.place.file for block in together.blocks)) == ["1-本編.md", "2-別冊.docx"]
    bundle = saved(
        tmp_path,
        "計画.zip",
        zipped({"b/2-別冊.docx": second.read_bytes(), "a/1-本編.md": first.read_bytes(), "__MACOSX/x": "?"}),
    )
    archived = read_as_one((bundle,))
    assert [block.text for block in archived.blocks] == [block.text for block in together.blocks]
    result = run("check", second, first, "--as-one", "--format", "json", "--as-of", "2026-11-20")
    assert '"file": "2-別冊.docx"' in result.stdout or '"file": "1-本編.md"' in result.stdout


def test_explain_reads_several_files_as_one(tmp_path: Path) -> None:
    bundle = saved(tmp_path, "計画.zip", zipped({"1.md": "# 北山市DX推進計画\n", "2.docx": FORMS["計画.docx"]}))
    result = run("explain", bundle, "STD-01", "--as-one", "--as-of", "2026-11-20")
    assert (result.exit_code, "2.docx" in result.stdout) == (0, True)


def test_a_text_in_an_archive_is_bounded_as_outside_of_it(tmp_path: Path) -> None:
    bundle = saved(tmp_path, "計画.zip", zipped({"1.md": os.urandom(200_000).hex().encode() * 60}))
    assert "大きすぎます" in run("check", bundle, "--as-one").stderr


WORD = docx(
    p("本部", '<w:outlineLvl w:val="1"/>')
    + p("窓口", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    + "<w:tbl>"
    + tr(tc("年度", '<w:gridSpan w:val="2"/>'), "R7")
    + "</w:tbl>",
    numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
)
VALUES = st.sampled_from(["", "x", "-1", "1e9", "９", "²", "9" * 30])


@given(st.data())
def test_no_value_of_an_attribute_ends_in_a_traceback(data: st.DataObject) -> None:
    """Every number of a Word file is what somebody wrote there."""
    archive = zipfile.ZipFile(io.BytesIO(WORD))
    parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = data.draw(st.sampled_from([name for name, text in sorted(parts.items()) if 'w:val="' in text]))
    found = data.draw(st.sampled_from([match.span(1) for match in re.finditer(r'="([^":]*)"', parts[name])]))
    parts[name] = parts[name][: found[0]] + data.draw(VALUES) + parts[name][found[1] :]
    with contextlib.suppress(InputError):
        read_docx(zipped(dict(parts)), "a.docx")


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 100_000), st.binary(min_size=1, max_size=8))
def test_no_damage_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, bytes_: bytes
) -> None:
    data = FORMS[name]
    at %= len(data)
    path = saved(tmp_path_factory.mktemp("damaged"), name, data[:at] + bytes_ + data[at + len(bytes_) :])
    with contextlib.suppress(InputError):
        read(path)


def test_an_archive_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="読めるファイル"):
        read_as_one((saved(tmp_path, "空.zip", zipped({"__MACOSX/x": "?"})),))
