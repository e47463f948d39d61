"""Bodies with chair, members and role."""

from __future__ import annotations

import pytest

from compliance.plan import Body
from tests.small import plan_of, titled


def bodies(text: str, heading: str = "推進体制") -> list[Body]:
    return plan_of(titled(f"## {heading}\n\n{text}")).bodies


@pytest.mark.parametrize(
    ("text", "name", "members", "role"),
    [
        ("副市長と全ての部長で構成する『DX推進本部』を設け、全庁の施策を決定します。", "dx推進本部", True, True),
        ("各課長から成る村デジタル化推進委員会が、課をまたぐ調整を担う。", "村デジタル化推進委員会", True, True),
        ("全庁横断のデジタル変革会議を設置。施策の優先順位を決めます。", "デジタル変革会議", False, False),
        ("『町DX推進本部』を設置します。", "町dx推進本部", False, False),
        ("庁議、部長会及び町議会の全員協議会は、紙を配らずに開く。", "庁議", False, False),
    ],
)
def test_sentences(text: str, name: str, members: bool, role: bool) -> None:
    [body, *_] = bodies(text)
    assert body.name.endswith(name)
    assert (body.members is not None, body.role is not None) == (members, role)


def test_chair() -> None:
    assert bodies("市長を本部長とする「北山市DX推進本部」を設置します。")[0].chair == "市長"


def test_table() -> None:
    found = bodies(
        "| 会議体 | 構成員 | 役割 |\n|---|---|---|\n| DX推進本部 | 市長、各部長 | 施策の決定 |\n| 幹事会 | 各課長 |"
        " 案件の調整 |"
    )
    assert [(body.name, body.members, body.role) for body in found] == [
        ("dx推進本部", "市長、各部長", "施策の決定"),
        ("幹事会", "各課長", "案件の調整"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "学識経験者5名から成る有識者懇談会を開きます。",
        "災害対策本部を設けます。",
        "県では、DX推進本部を設けています。",
        "教育委員会が担当します。",
    ],
)
def test_none(text: str) -> None:
    assert bodies(text) == []
