"""Which document, which edition or date, and in what role."""

from __future__ import annotations

import pytest

from compliance.extract.citations import citations
from compliance.plan import Citation
from tests.small import plan_of, reference, statements_of, titled


def cited(heading: str, text: str) -> list[Citation]:
    return plan_of(titled(f"## {heading}\n\n{text}")).citations


@pytest.mark.parametrize(
    ("text", "edition", "date"),
    [
        ("本計画は、総務省の『自治体DX推進計画【第4.0版】』に沿って策定しました。", "4.0", None),
        ("本計画は、自治体DX推進計画第5.0版を基本とします。", "5.0", None),
        ("本計画は、自治体DX推進計画(2.2版)を踏まえます。", "2.2", None),
        ("本計画は、自治体DX推進計画 Ver.3.0 に基づきます。", "3.0", None),
        ("令和7年3月に改定された総務省の自治体DX推進計画に対応する、本町の計画である。", None, "2025-03"),
        (
            "本計画は、「自治体デジタル・トランスフォーメーション(DX)推進計画」(2020年(令和2年)12月策定、"
            "2022年(令和4年)9月改定)を踏まえます。",
            None,
            "2022-09",
        ),
        (
            "本計画は、"
            "国が策定した「自治体デジタル・トランスフォーメーション（ＤＸ）推進計画」（令和２年12月25日策定）をもとにします。",
            None,
            "2020-12-25",
        ),
        ("本計画は、国の自治体DX推進計画を踏まえ、令和6年3月に策定しました。", None, None),
    ],
)
def test_edition_and_date(text: str, edition: str | None, date: str | None) -> None:
    [found] = cited("計画の位置付け", text)
    assert (found.document, found.edition, found.date, found.role, found.actor) == (
        "national_dx_plan",
        edition,
        date,
        "basis",
        "own",
    )


@pytest.mark.parametrize(
    ("heading", "text", "role"),
    [
        ("計画の位置付け", "本計画は、デジタル・ガバメント実行計画に基づいて策定します。", "basis"),
        ("具体的な取組", "オープンデータは、国の推奨データセットに準拠して公開する。", "basis"),
        ("国の動向", "国では、デジタル臨時行政調査会において規制の見直しの議論が行われている。", "basis"),
        ("国の動向", "国は令和2年12月に「デジタル・ガバメント実行計画」を策定しました。", "history"),
        ("策定の経緯", "国のデジタル・ガバメント実行計画は2021年12月に廃止されました。", "note"),
        ("具体的な取組", "デジタル臨時行政調査会(終了)の考え方に沿って改めます。", "note"),
        ("資料編 準拠する国の文書", "自治体DX推進計画【第2.1版】", "basis"),
        ("具体的な取組", "従来の「推奨データセット」に代わる自治体標準オープンデータセットで公開します。", "note"),
        ("用語集", "推奨データセット:公開を勧めるデータの一覧", "mention"),
    ],
)
def test_role(heading: str, text: str, role: str) -> None:
    assert [citation.role for citation in cited(heading, text)] == [role]


def test_rows_of_a_chronicle_are_history() -> None:
    found = cited(
        "国の動向",
        "| 年月 | 国の動き |\n|---|---|\n| 令和2年12月 | 自治体DX推進計画の公表 |\n| 令和7年3月 |"
        " 自治体DX推進計画(第4.0版)の公表 |",
    )
    assert [citation.role for citation in found] == ["history", "history"]


@pytest.mark.parametrize(
    "text",
    [
        "北山市自治体DX推進計画を定めます。",
        "本自治体DX推進計画は毎年見直します。",
        "自治体標準オープンデータセット(旧推奨データセット)で公開します。",
        "北山市デジタル田園都市国家構想総合戦略と整合を図ります。",
        "人材育成・確保基本方針策定指針を踏まえます。",
        "全国自治体DX推進度調査に答えます。",
    ],
)
def test_other_documents_of_a_like_name(text: str) -> None:
    known = {"national_dx_plan", "recommended_dataset", "garden_city_strategy", "hr_guideline_1997"}
    assert not known & {citation.document for citation in cited("計画の位置付け", text)}


def test_own_title_is_no_citation() -> None:
    text = "# 自治体DX推進計画\n\n## 1 目的\n\n自治体DX推進計画は、北山市の計画です。\n"
    assert citations(statements_of(text), reference(), "自治体DX推進計画") == []
