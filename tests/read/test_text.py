"""Bytes of Japanese offices."""

from __future__ import annotations

import pytest

from compliance.errors import InputError
from compliance.read.text import decode

SENTENCES = (
    "本市は、令和7年度までに基幹業務システムを標準準拠システムへ移行します。\n窓口では①申請書の記入を減らす。\n" * 5
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_reads_the_encodings_of_offices(encoding: str) -> None:
    text = SENTENCES.replace("①", "1") if encoding in ("euc_jp", "iso2022_jp") else SENTENCES
    assert decode(text.encode(encoding), "計画.txt") == text


def test_line_ends_become_one_kind() -> None:
    assert decode("一\r\n二\r三\n".encode(), "x") == "一\n二\n三\n"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(2000), b"\x00\x01\x02" * 500, b"\xff\xfe\x00"]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="文字として読めません"):
        decode(data, "計画.txt")
