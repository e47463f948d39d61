"""Files that are broken, locked, endless or hold pages without text: a message for a person, never a wrong document."""

from __future__ import annotations

import io
import sys
import time
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.read.pdf import read_pdf
from compliance.read.pdf.characters import damage, mended
from tests.read.pdf.drawn import Sheet, pdf_of

SECONDS = 10
MEMORY_MB = 1024
PLAIN = pdf_of([Sheet().text(60, 100, "本市は電子申請を広げます。")])


def locked(user: str, owner: str) -> bytes:
    """The plain file, encrypted."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(user=user, owner=owner))
    return file.getvalue()


def _peak() -> float:
    """The most memory this process has had, in megabytes; 0 where the system doesn't tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def refused(data: bytes, password: str | None = None) -> str:
    """The message a file is refused with, within bounds of time and memory."""
    start, peak = time.monotonic(), _peak()
    with pytest.raises(InputError) as caught:
        read_pdf(data, "plan.pdf", password)
    assert time.monotonic() - start < SECONDS
    assert _peak() - peak < MEMORY_MB
    problem = caught.value.problems[0]
    assert problem.file == "plan.pdf"
    assert problem.en
    return problem.ja


def test_a_locked_file_asks_for_its_password() -> None:
    assert "--password-file" in refused(locked("himitsu", "owner"))
    assert "パスワードが合いません" in refused(locked("himitsu", "owner"), "chigau")


@pytest.mark.parametrize(("user", "password"), [("himitsu", "himitsu"), ("", None)])
def test_a_locked_file_opens(user: str, password: str | None) -> None:
    document = read_pdf(locked(user, "owner"), "plan.pdf", password)
    assert [block.text for block in document.blocks] == ["本市は電子申請を広げます。"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_breaks_off_is_refused(share: float) -> None:
    assert "途中で切れています" in refused(PLAIN[: int(len(PLAIN) * share)])


def test_garbage_is_refused() -> None:
    refused(b"%PDF-1.7\n" + bytes(range(256)) * 50 + b"%%EOF")


def pages_of(kids: str, count: int, more: str = "") -> bytes:
    """A file whose page tree is written by hand."""
    body = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Count {count}/Kids[{kids}]>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n{more}"
    )
    return f"{body}trailer<</Size 5/Root 1 0 R>>\n%%EOF\n".encode()


def test_a_hundred_thousand_pages_are_refused() -> None:
    assert "ページが多すぎます" in refused(pages_of("3 0 R " * 100_000, 100_000))


@pytest.mark.parametrize("kids", ["2 0 R", "4 0 R", "4 0 R 3 0 R 2 0 R"])
def test_a_page_tree_that_bites_its_tail_ends(kids: str) -> None:
    assert "壊れている" in refused(pages_of(kids, 100, "4 0 obj<</Type/Pages/Count 9/Kids[2 0 R 4 0 R]>>endobj\n"))


def test_a_page_of_pictures_is_unread_and_the_others_are_read() -> None:
    sheets = [Sheet().text(60, 100, "本市は電子申請を広げます。"), Sheet().picture(), Sheet()]
    document = read_pdf(pdf_of(sheets), "plan.pdf")
    assert [(part.file, part.page) for part in document.unread] == [("plan.pdf", 2)]
    assert "画像" in document.unread[0].why
    assert [block.place.page for block in document.blocks] == [1]


def test_a_picture_with_only_a_page_number_is_unread() -> None:
    sheets = [Sheet().picture().text(290, 815, f"- {number} -") for number in range(1, 5)]
    assert [part.page for part in read_pdf(pdf_of(sheets), "plan.pdf").unread] == [1, 2, 3, 4]


def crowded(kind: str) -> Sheet:
    """A page as only a program writes it: twenty thousand texts or lines."""
    sheet = Sheet()
    for index in range(20_000):
        x, y = index * 7 % 580, index // 80 * 3 % 840
        if kind == "small and large letters":
            sheet.text(x, y, "あい", 4 if index % 2 else 10)
        elif kind == "dots":
            sheet.box(x, y, x + 4, y + 4, 0)
        elif kind == "squares" and index < 4_000:
            sheet.box(x, y, x + 7, y + 3).text(x, y, "計画")
    return sheet.text(60, 800, "本市は電子申請を広げます。")


@pytest.mark.parametrize("kind", ["small and large letters", "dots", "squares"])
def test_a_crowded_page_is_read_in_bounded_time(kind: str) -> None:
    data = pdf_of([crowded(kind)])
    start = time.monotonic()
    read_pdf(data, "plan.pdf")
    assert time.monotonic() - start < SECONDS


def test_codes_without_meaning_are_unread() -> None:
    sheets = [Sheet().text(60, 100, "本市は電子申請を広げます。", font="C"), Sheet().text(60, 100, "読める頁です。")]
    document = read_pdf(
        pdf_of(sheets, {code: 0xE000 + code % 64 for code in range(0x3000, 0x9FFF, 1)[:200]}), "plan.pdf"
    )
    assert [part.page for part in document.unread] == [1]
    assert [block.text for block in document.blocks] == ["読める頁です。"]


def test_radicals_and_compatibility_ideographs_are_the_characters_they_look_like() -> None:
    meant = {ord("甲"): 0x2F42, ord("乙"): 0xFA19, ord("丙"): 0x2ED1}
    document = read_pdf(pdf_of([Sheet().text(60, 100, "甲乙丙", font="C")], meant), "plan.pdf")
    assert document.blocks[0].text == "文神長"
    assert mended("\u2f42\u2f9c\ufa19") == "文足神"


def test_null_and_broken_hyphens_are_mended() -> None:
    assert mended("e\ufffe") == "e-"
    meant = {ord("甲"): 0, ord("乙"): ord("市")}
    document = read_pdf(pdf_of([Sheet().text(60, 100, "乙甲乙乙乙乙乙乙乙", font="C")], meant), "plan.pdf")
    assert "\x00" not in document.blocks[0].text


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("本市は電子申請を広げます。AI・RPAの利用を進めます。", False),
        ("①〜⑨ ○◎△→ ℃ ㎡ 令和７年度 Ⅳ", False),
        ("\ue001\ue002\ue003\ue004です", True),
        ("ᕳᕴഈഉᕵᕶ", True),
        ("", False),
    ],
)
def test_damage_is_told_from_rare_characters(text: str, broken: bool) -> None:
    assert damage(text) is broken


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_message(tail: bytes) -> None:
    for data in (b"%PDF-1.7\n" + tail + b"\n%%EOF", PLAIN[:300] + tail + PLAIN[300:]):
        with suppress(InputError):
            assert read_pdf(data, "plan.pdf").source == "plan.pdf"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60))
def test_mending_keeps_places(text: str) -> None:
    assert len(mended(text)) == len(text)
