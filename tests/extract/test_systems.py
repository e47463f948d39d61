"""The systems to be standardised: counted, listed, explained."""

from __future__ import annotations

import pytest

from compliance.plan import Systems
from tests.small import plan_of, reference, titled


def systems(text: str, heading: str = "具体的な取組") -> Systems:
    return plan_of(titled(f"## {heading}\n\n{text}")).systems


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("標準化の対象となる20業務のシステムを、標準準拠システムへ移行します。", 20),
        ("標準化対象20業務のうち、先行して6業務を令和6年度に移行します。", 20),
        ("標準準拠システムへの移行は、18業務を令和7年度に完了し、2業務は令和9年度に完了します。", 20),
        ("標準化の対象となる18業務を移行します。", 18),
        ("本市では34システムが標準化の対象です。", 34),
        ("標準化対象の二十業務を移行します。", 20),
        ("国が定める17業務のシステムを標準準拠システムに移行します。", 17),
        ("RPAを12業務に導入します。基幹業務システムの標準化を進めます。", None),
        ("基幹業務システムの標準化のうち、まず3業務を移行します。", None),
        ("標準化の対象外となる43システムは、令和9年度までに連携の改修を終える。", None),
    ],
)
def test_count(text: str, count: int | None) -> None:
    assert systems(text).count == count


def test_national_text_is_not_counted() -> None:
    assert systems("国は、標準化の対象として17業務を定めました。", "国の動向").count is None


def test_complete_list() -> None:
    names = [task.name for task in reference().tasks]
    found = systems("\n".join(f"- {name}" for name in names), "情報システムの標準化")
    assert found.names == names
    assert found.exhaustive


@pytest.mark.parametrize(
    "text",
    [
        "住民基本台帳、個人住民税等の基幹業務システムを標準化します。",
        "標準化の対象は、住民基本台帳、戸籍、印鑑登録、固定資産税、軽自動車税、国民年金、介護保険、生活保護、"
        "児童手当、就学などです。",
        "標準化の対象は、住民基本台帳、戸籍、印鑑登録、固定資産税、軽自動車税、国民年金、介護保険、生活保護、"
        "児童手当、就学、文書管理です。",
    ],
)
def test_examples_are_no_complete_list(text: str) -> None:
    assert not systems(text).exhaustive


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("標準化の対象となる22業務を移行します。", False),
        ("標準化の対象となる18業務を移行します。本町で該当しない業務は除いています。", True),
        ("標準化の対象となる19業務を移行します。生活保護は県が所管します。", True),
    ],
)
def test_explained(text: str, explained: bool) -> None:
    assert systems(text).explained is explained
