"""Word files: what a reader of the page sees, in order, and nothing else."""

from __future__ import annotations

from compliance.document import Block
from compliance.read.docx import read_docx
from tests.read.made_files import W, docx, p, tc, tr

LIST = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="第%1章"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="・"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="b"><w:name w:val="節"/><w:basedOn w:val="c"/></w:style>'
    '<w:style w:styleId="c"><w:name w:val="土台"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)


def blocks(body: str, **parts: str) -> list[Block]:
    return read_docx(docx(body, **parts), "計画.docx").blocks


def shown(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(body, **parts)]


def test_headings_by_name_outline_and_inheritance_with_their_numbers() -> None:
    style = '<w:pStyle w:val="{}"/>'
    body = (
        p("推進体制", style.format("a") + LIST.format(level=0, list=1))
        + p("本部", style.format("b") + LIST.format(level=1, list=1))
        + p("市長を本部長とします。")
        + p("施策", style.format("a") + LIST.format(level=0, list=1))
    )
    found = blocks(body, styles=STYLES, numbering=NUMBERING)
    assert [(block.kind, block.text) for block in found] == [
        ("heading", "第1章 推進体制"),
        ("heading", "1-1 本部"),
        ("paragraph", "市長を本部長とします。"),
        ("heading", "第2章 施策"),
    ]
    assert found[2].headings == ("第1章 推進体制", "1-1 本部")


def test_numbered_and_nested_lists() -> None:
    body = p("受付を広げます。", LIST.format(level=0, list=2)) + p("保育所", LIST.format(level=1, list=2))
    found = blocks(body, numbering=NUMBERING)
    assert [(block.kind, block.text) for block in found] == [("item", "受付を広げます。"), ("item", "保育所")]
    assert found[1].parents == ("受付を広げます。",)


def test_changes_count_as_accepted_and_comments_furigana_and_fields_do_not_show() -> None:
    body = (
        "<w:p><w:r><w:t>窓口を</w:t></w:r><w:del><w:r><w:delText>検討</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>改善</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>昔</w:t></w:r></w:moveFrom>"
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:ruby><w:rt><w:r><w:t>しま</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>します。</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert shown(body) == [("paragraph", "窓口を改善します。")]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('箱の中です。')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>外です。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shown(body) == [("paragraph", "外です。"), ("paragraph", "箱の中です。")]


def test_a_text_box_and_a_table_in_a_cell_are_read_once() -> None:
    box = f"<w:txbxContent>{p('箱の中')}</w:txbxContent>"
    cell = (
        "<w:tc><w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:tbl>{tr('内の表', '値')}</w:tbl></w:tc>"
    )
    found = blocks("<w:tbl>" + tr("項目", "内容") + tr(cell, "導入") + "</w:tbl>")
    assert found[-1].cells == ("外 箱の中 内の表 値", "導入")


def test_tables_with_merged_cells_stand_in_order() -> None:
    table = (
        "<w:tbl>"
        + tr("施策", tc("年度", '<w:gridSpan w:val="2"/>'))
        + tr("", "R7", "R8")
        + tr(tc("窓口", '<w:vMerge w:val="restart"/>'), tc("改善", '<w:gridSpan w:val="2"/>'))
        + tr(tc("", "<w:vMerge/>"), "設計", "開始")
        + "</w:tbl>"
    )
    found = blocks(p("前です。") + table + p("後です。"))
    assert [block.cells for block in found if block.kind == "row"] == [
        ("施策", "年度", "年度"),
        ("", "R7", "R8"),
        ("窓口", "改善", "改善"),
        ("", "設計", "開始"),
    ]
    assert [block.text for block in found if block.kind == "paragraph"] == ["前です。", "後です。"]


def test_a_table_of_one_cell_is_a_frame() -> None:
    body = f"<w:tbl>{tr(tc('囲みの文です。'))}</w:tbl>" + p("続きです。")
    assert shown(body) == [("paragraph", "囲みの文です。"), ("paragraph", "続きです。")]


def test_footnotes_are_apart() -> None:
    note = f'<w:footnote w:id="2">{p("総務省の資料による。")}</w:footnote>'
    body = p("本文です。")
    assert shown(body, footnotes=note)[-1][0] == "footnote"


def test_pages_only_where_the_file_records_them() -> None:
    body = p("一頁です。") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二頁です。</w:t></w:r></w:p>" + p("同じ頁です。")
    assert [block.place.page for block in blocks(body)] == [1, 2, 2]
    assert [block.place.page for block in blocks(p("頁の記録がない。"))] == [None]


def test_what_means_something_in_markdown_means_nothing_here() -> None:
    texts = [
        "# 見出しでない",
        "| 表 | でない |",
        "> 引用でない",
        "- 箇条書きでない",
        "1 < 2 & 3 > 2 です。",
        "&lt;b&gt;太字&lt;/b&gt;",
    ]
    found = shown("".join(p(text.replace("&", "&amp;").replace("<", "&lt;")) for text in texts))
    assert found == [("paragraph", text) for text in texts]


def test_an_empty_body() -> None:
    assert read_docx(docx(f"<w:p {W}/>"), "空.docx").blocks == []
