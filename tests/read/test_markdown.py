"""Markdown as PDF converters leave it -> blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.document import Block
from compliance.read.markdown import read_markdown


def blocks(text: str) -> list[Block]:
    return read_markdown(text, "計画.md").blocks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def test_lines_of_a_paragraph_are_joined_and_keep_their_lines() -> None:
    (block,) = blocks("本市は、窓口の改\n革を進めます。\n次の文です。")
    assert block.text == "本市は、窓口の改革を進めます。次の文です。"
    assert [block.line_at(0), block.line_at(9), block.line_at(16)] == [1, 2, 3]


def test_a_sentence_cut_by_a_page_end_is_joined_over_page_number_and_blank_lines() -> None:
    (first,) = blocks(
        "本市では、これまで業務の改善に取り組み、その成果を全庁で共有するとともに職員\n\n12\n\nの育成を図ってきました。"
    )
    assert first.text.endswith("職員の育成を図ってきました。")


def test_headings_nest_by_numbering_even_when_the_hashes_contradict() -> None:
    text = "# 第1章 背景\n\n## 1 国の動向\n\n### (1) 計画\n\n## (2) 法令\n\n### 2 本市の状況\n\n本文。\n\n# 第2章 施策\n\n本文。"
    paths = [block.headings for block in blocks(text) if block.kind == "paragraph"]
    assert paths == [("第1章 背景", "2 本市の状況"), ("第2章 施策",)]


def test_numbered_lines_without_hashes_are_headings_when_they_stand_alone() -> None:
    assert kinds("1. はじめに\n\n1.1 背景\n\n本文です。")[:2] == [("heading", "1. はじめに"), ("heading", "1.1 背景")]


def test_a_law_printed_in_the_appendix_does_not_end_it() -> None:
    text = "# 第3章 体制\n\n本文。\n\n# 資料編\n\n## 法律\n\n### 第1章 総則\n\n条文です。"
    assert blocks(text)[-1].headings[0] == "資料編"


def test_nothing_stands_under_the_contents() -> None:
    assert [block.headings for block in blocks("目次\n\n1. はじめに\n\n本文です。") if block.kind == "paragraph"] == [
        ("1. はじめに",)
    ]


def test_tables_of_pipes_and_tabs() -> None:
    pipe = [block for block in blocks("| 施策 | 令和7年度 |\n|---|---|\n| 窓口 | 導入 |") if block.kind == "row"]
    tab = [block for block in blocks("施策\t令和7年度\n窓口\t導入") if block.kind == "row"]
    for rows in (pipe, tab):
        assert rows[1].cells == ("窓口", "導入")
        assert rows[1].header == ("施策", "令和7年度")


def test_html_of_converters_in_cells_and_lists() -> None:
    text = (
        "<ul><li>◇端末を導入します。</li><li>◇研修を行います。</li></ul>\n\n"
        "| 項目 | <b>内容</b><br>説明 |\n|---|---|\n| a | <ul><li>一</li><li>二</li></ul> |"
    )
    found = kinds(text)
    assert found[:2] == [("item", "端末を導入します。"), ("item", "研修を行います。")]
    assert "<br" not in "".join(value for _, value in found)
    assert "<li" not in "".join(value for _, value in found)


def test_bullets_on_one_line_are_separate_items() -> None:
    assert kinds("◇端末を導入します。 ◇研修を行います。") == [
        ("item", "端末を導入します。"),
        ("item", "研修を行います。"),
    ]


def test_footnotes_are_kept_apart() -> None:
    assert ("footnote", "¹ ICT:情報通信技術") in kinds("本文に続きが\n¹ ICT:情報通信技術\nあります。")


@given(st.text(alphabet="#|- \t\n。、1(あ漢<>*[]・①\\`", max_size=200))
def test_any_text_has_blocks_and_no_line_is_invented(text: str) -> None:
    lines = text.split("\n")
    for block in blocks(text):
        assert block.place.line is not None
        assert 1 <= block.place.line <= len(lines)


def test_a_line_of_alignments_parts_the_header_of_a_table() -> None:
    found = blocks("| 取組 | R7 | R8 |\n|---|:-:|-:|\n| 電子申請 | ○ | → |")
    assert [block.header for block in found] == [(), ("取組", "R7", "R8")]


def test_middle_dots_nest_below_circles() -> None:
    found = blocks("○窓口\n・予約を受けます。\n・電話でも受けます。\n○端末\n・貸し出します。")
    assert [block.parents for block in found] == [(), ("窓口",), ("窓口",), (), ("端末",)]


def test_a_circle_alone_heads_only_what_is_below_it() -> None:
    found = blocks(
        "## 期間\n\n○令和8年度から3年間\n\n## 体制\n\n○経過\n\n庁内で話し合いました。\n\n○本部\n・毎月開きます。"
    )
    kinds_of = [(block.kind, block.text, block.headings) for block in found if block.text != "期間"]
    assert ("item", "令和8年度から3年間", ("期間",)) in kinds_of
    assert ("paragraph", "庁内で話し合いました。", ("体制", "○経過")) in kinds_of
    assert ("item", "本部", ("体制",)) in kinds_of


def test_a_line_that_names_an_office_is_no_heading() -> None:
    assert ("heading", "〔担当:総務課情報係〕") not in kinds("## 窓口\n\n〔担当:総務課情報係〕\n\n予約を受けます。")


def test_a_measure_with_many_offices_behind_its_name_is_a_heading() -> None:
    offices = "デジタル推進課、市民課、市民税課、健康づくり課、生活福祉課、会計課ほか"
    text = f"# 計画\n\n**取組2-1 標準準拠システムへの移行**(担当:{offices})\n\n移行します。\n"
    assert read_markdown(text, "計画.md").blocks[1].kind == "heading"


def test_a_numbered_name_right_above_its_text_heads_it() -> None:
    text = "## 具体的な取組\n\n① 窓口の改善\n申請書を職員が聞き取って作ります。\n\n② 様式の見直し\n全ての様式を改めて確かめます。"
    assert [(block.kind, block.text, block.headings[-1]) for block in blocks(text)[1:]] == [
        ("heading", "① 窓口の改善", "具体的な取組"),
        ("paragraph", "申請書を職員が聞き取って作ります。", "① 窓口の改善"),
        ("heading", "② 様式の見直し", "具体的な取組"),
        ("paragraph", "全ての様式を改めて確かめます。", "② 様式の見直し"),
    ]


def test_a_numbered_sentence_broken_over_lines_heads_nothing() -> None:
    for broken in (
        "① 住民票の写しと印鑑登録証明書の\nコンビニ交付サービスの利用を広げます。",
        "① 電子申請の対象を毎年二十手続ずつ広\nげます。",
        "① 窓口の改善\nを進めるため、申請書を職員が聞き取って作ります。",
        "① 窓口の改善\n・申請書を職員が聞き取って作る窓口を開きます。",
        "① 窓口の改善\n令和八年度",
        "① 申請書の様式を改めて\n窓口で書く欄を減らし、職員が聞き取って作ります。",
    ):
        assert all(block.kind == "item" for block in blocks(broken)), broken


def test_an_item_nested_in_another_heads_nothing() -> None:
    nested = "- 窓口を改めます。\n  ① 様式の見直し\n  全ての様式を改めて確かめます。"
    assert all(block.kind == "item" for block in blocks(nested))
