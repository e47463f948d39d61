"""Lists of the national plan's priorities, and lists of a town's own."""

from __future__ import annotations

from compliance.plan import PriorityList
from tests.small import plan_of, titled

SIX = [
    "フロントヤード改革",
    "情報システムの標準化・共通化",
    "マイナンバーカードの普及",
    "セキュリティ対策",
    "AI・RPAの利用",
    "テレワーク",
]


def lists(body: str) -> list[PriorityList]:
    return plan_of(titled(body)).priorities


def test_list_after_a_sentence() -> None:
    [found] = lists(
        "## 国の動向\n\n自治体DX推進計画(第2.2版)は、次を重点取組事項としています。\n\n"
        + "\n".join(f"- {item}" for item in SIX)
    )
    assert (found.items, found.edition, found.own) == (SIX, "2.2", False)


def test_edition_from_the_heading_above() -> None:
    body = "## 自治体DX推進計画(令和4年9月改定)\n\n### 重点取組事項\n\n" + "\n".join(f"- {item}" for item in SIX)
    assert [found.edition for found in lists(body)] == ["2.0"]


def test_one_sentence() -> None:
    body = "## 国の動向\n\n国の重点取組事項は、" + "".join(f"「{item}」" for item in SIX) + "です。"
    assert [len(found.items) for found in lists(body)] == [6]


def test_column_and_group_of_rows() -> None:
    column = "## 対応\n\n| 重点取組事項 | 本市の施策 |\n|---|---|\n" + "\n".join(f"| {item} | 施策 |" for item in SIX)
    group = (
        "## 工程表\n\n| 区分 | 取組 | R7 | R8 |\n|---|---|---|---|\n"
        + "\n".join(
            f"| {'重点取組事項' if number == 0 else ''} | {item} | 調査 | 導入 |" for number, item in enumerate(SIX)
        )
        + "\n| その他 | 防災 | 調査 | 導入 |"
    )
    assert [found.items for found in lists(column)] == [SIX]
    assert [found.items for found in lists(group)] == [SIX]


def test_own_list() -> None:
    [found] = lists("## 本市の重点取組事項\n\n" + "\n".join(f"- {item}" for item in SIX))
    assert found.own


def test_other_lists() -> None:
    assert lists("## 重点取組事項\n\n- 防災\n- 観光\n- 農業\n- 教育") == []
    assert lists("## 用語集\n\n- テレワーク\n- セキュリティ\n- 標準化\n- マイナンバーカード") == []


def test_a_bare_enumeration_after_the_plan_is_named() -> None:
    [found] = lists(
        "## 位置付け\n\n本計画は総務省の自治体DX推進計画(第3.0版)に沿っています。同計画は重点として、"
        + "、".join(SIX)
        + "の六つを挙げています。"
    )
    assert (len(found.items), found.edition, found.own) == (6, "3.0", False)
