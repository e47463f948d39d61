"""Layouts as real plans have them, drawn with known places."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.document import Block, Document
from compliance.japanese.normalise import normalise
from compliance.read.pdf import read_pdf
from tests.read.pdf.drawn import Sheet, pdf_of

FULL = "本市は全ての手続について電子申請ができるようにすることを目指して取組を進めるとともに窓口の改善を進め"
"""A line of 48 letters: 480 points of 10 point type."""


def read(*sheets: Sheet, to_unicode: dict[int, int] | None = None) -> Document:
    """The document of drawn pages."""
    return read_pdf(pdf_of(list(sheets), to_unicode), "plan.pdf")


def texts(document: Document, *kinds: str) -> list[str]:
    """The texts of the blocks of these kinds (all, when none is named)."""
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def rows(document: Document) -> list[tuple[str, ...]]:
    """The cells of all rows."""
    return [block.cells for block in document.blocks if block.kind == "row"]


def heading_paths(document: Document) -> list[tuple[str, ...]]:
    """The path of every heading, itself included."""
    return [(*block.headings, block.text) for block in document.blocks if block.kind == "heading"]


def test_lines_become_paragraphs_whatever_the_break_cuts() -> None:
    sheet = Sheet()
    y = sheet.lines(60, 100, [FULL, "ます。"])
    sheet.lines(60, y, ["　次の段落です。"])
    assert texts(read(sheet)) == [FULL + "ます。", "次の段落です。"]


def test_a_sentence_runs_over_a_page_and_keeps_both_pages() -> None:
    first, second = Sheet(), Sheet()
    first.lines(60, 700, ["前の文です。", FULL])
    second.lines(60, 80, ["ます。次の文です。"])
    document = read(first, second)
    block = document.blocks[-1]
    assert block.text == FULL + "ます。次の文です。"
    assert (block.page_at(0), block.page_at(len(FULL))) == (1, 2)


def test_latin_words_broken_at_a_line_end_are_mended() -> None:
    sheet = Sheet()
    sheet.lines(60, 100, [FULL[:-8] + "innova-", "tion と AI の活用を進めます。"])
    assert "innovation" in texts(read(sheet))[0]


def test_headings_by_size_and_by_number_nest() -> None:
    sheet = Sheet()
    sheet.text(60, 80, "第1章 計画の趣旨", 18)
    sheet.text(60, 120, "1-1 背景", 14)
    sheet.lines(60, 150, [FULL, "ます。"])
    sheet.text(60, 210, "(1) 国の動き")
    sheet.lines(60, 240, [FULL, "ます。"])
    sheet.text(60, 300, "第2章 体制", 18)
    assert heading_paths(read(sheet)) == [
        ("第1章 計画の趣旨",),
        ("第1章 計画の趣旨", "1-1 背景"),
        ("第1章 計画の趣旨", "1-1 背景", "(1) 国の動き"),
        ("第2章 体制",),
    ]


def test_a_numbered_name_right_above_its_text_heads_it() -> None:
    sheet = Sheet()
    y = sheet.lines(60, 100, ["① 窓口の改善", FULL, "ます。", "② 様式の見直し", FULL, "ます。", "③ 研修"])
    sheet.lines(60, y, ["・" + FULL[:20], "④ 庁舎の工事"])
    document = read(sheet)
    assert texts(document, "heading") == ["① 窓口の改善", "② 様式の見直し"]
    assert texts(document, "paragraph") == [FULL + "ます。"] * 2


def test_a_bold_label_heads_the_text_behind_it() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "取組内容", font="B").text(110, 100, FULL[:30] + "ます。")
    document = read(sheet)
    assert [(block.kind, block.text, block.headings) for block in document.blocks] == [
        ("heading", "取組内容", ()),
        ("paragraph", FULL[:30] + "ます。", ("取組内容",)),
    ]


def test_a_word_that_opens_three_paragraphs_is_a_label_without_bold() -> None:
    sheet = Sheet()
    for index, office in enumerate(["税務課", "市民課", "福祉課"]):
        sheet.text(60, 100 + 60 * index, f"(注) 第{index}の施策です。")
        sheet.text(60, 130 + 60 * index, f"担当課　{office}、企画課")
    labels = [block for block in read(sheet).blocks if block.kind == "heading"]
    assert [label.text for label in labels] == ["担当課"] * 3


def test_labels_in_brackets_head_what_stands_behind_them() -> None:
    sheet = Sheet().text(60, 100, "【目指す姿】　届く情報発信　【取組方針】　動画で伝えます。")
    assert [(block.kind, block.text, block.headings) for block in read(sheet).blocks] == [
        ("heading", "【目指す姿】", ()),
        ("paragraph", "届く情報発信", ("【目指す姿】",)),
        ("heading", "【取組方針】", ()),
        ("paragraph", "動画で伝えます。", ("【取組方針】",)),
    ]


def test_bullets_of_a_symbol_font_make_items() -> None:
    codes = {ord("甲"): 0xF0B7, ord("乙"): 0xF0A7, ord("丙"): 0x3000}
    sheet = Sheet().text(60, 100, "甲丙", font="C").text(85, 100, "窓口の改善").text(60, 116, "乙丙", font="C")
    sheet.text(85, 116, "電子申請")
    assert texts(read(sheet, to_unicode=codes), "item") == ["窓口の改善", "電子申請"]


def test_a_stretched_line_is_still_one_word_after_the_other() -> None:
    sheet = Sheet()
    for index, letter in enumerate("無作為に選んだ市民"):
        sheet.text(60 + 20 * index, 100, letter)
    assert texts(read(sheet)) == ["無作為に選んだ市民"]


def test_characters_beyond_the_first_plane_stay() -> None:
    meant = {ord("甲"): ord("野")}
    sheet = Sheet().text(60, 100, "\U00020bb7野町の計画です。")
    assert texts(read(sheet, to_unicode=meant)) == ["\U00020bb7野町の計画です。"]


def test_lists_and_their_nesting() -> None:
    sheet = Sheet().text(60, 100, "・ 窓口の改善").text(80, 116, "○ 書かない窓口").text(60, 132, "・ 電子申請")
    items = [(block.text, block.parents) for block in read(sheet).blocks if block.kind == "item"]
    assert items == [("窓口の改善", ()), ("書かない窓口", ("窓口の改善",)), ("電子申請", ())]


def test_bullets_drawn_as_dots_make_items() -> None:
    sheet = Sheet().box(62, 94, 65, 97, grey=0).text(75, 100, "窓口を改善します。")
    sheet.box(62, 110, 65, 113, grey=0).text(75, 116, "電子申請を広げます。")
    assert texts(read(sheet), "item") == ["窓口を改善します。", "電子申請を広げます。"]


@pytest.mark.parametrize("form", ["{}", "- {} -", "－{}－", "{}/40", "p. {}", "{}ページ", "〔{}〕"])
def test_page_numbers_and_running_headers_go(form: str) -> None:
    sheets = []
    for number in range(1, 7):
        chapter = "第1章 計画の趣旨" if number < 4 else "第2章 推進体制"
        sheet = Sheet().text(60, 40, "架空市DX推進計画").text(440, 40, chapter)
        sheet.lines(60, 100, [f"{number}番目の頁の文です。"])
        sheets.append(sheet.text(290, 815, form.format(number)))
    assert texts(read(*sheets)) == [f"{number}番目の頁の文です。" for number in range(1, 7)]


def test_what_stands_once_at_the_edge_stays() -> None:
    sheets = [Sheet().text(60, 60, f"{number}番目の頁の初めの項目") for number in "壱弐参四"]
    assert len(texts(read(*sheets))) == 4


def two_columns(sheet: Sheet, y: float) -> None:
    """Two columns of full lines, 22 letters each."""
    left = [f"左の段の{n}行目の文がここに続いて行の終わりまで" for n in "一二三四五六"]
    right = [f"右の段の{n}行目の文がここに続いて行の終わりまで" for n in "一二三四五六"]
    sheet.lines(60, y, left)
    sheet.lines(320, y + 4, right)


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    two_columns(sheet, 100)
    text = "".join(texts(read(sheet)))
    assert text.index("左の段の六行目") < text.index("右の段の一行目")
    assert "行の終わりまで左の段の二行目" in text


def test_a_table_over_both_columns_keeps_its_place() -> None:
    sheet = Sheet().text(60, 60, "表の前の文です。")
    sheet.grid([60, 200, 540], [80, 100, 120])
    sheet.text(64, 93, "区分").text(204, 93, "内容").text(64, 113, "窓口").text(204, 113, "書かない窓口")
    two_columns(sheet, 160)
    blocks = read(sheet).blocks
    assert [block.kind for block in blocks][:3] == ["paragraph", "row", "row"]
    rest = "".join(block.text for block in blocks[3:])
    assert rest.index("左の段の六行目") < rest.index("右の段の一行目")


def test_a_ruled_table_with_merged_cells_and_cells_of_several_lines() -> None:
    sheet = Sheet()
    sheet.grid([60, 160, 280, 400], [100, 120, 140])
    for x in (60, 160, 280, 400):
        sheet.line(x, 140, x, 200)
    sheet.line(160, 170, 400, 170).line(60, 200, 400, 200)
    for x, head in zip((64, 164, 284), ("分野", "指標", "目標値(令和11年度)"), strict=True):
        sheet.text(x, 113, head)
    sheet.text(64, 133, "行政").text(164, 133, "利用率").text(284, 133, "60%")
    sheet.text(64, 155, "地域").text(164, 152, "講座の参加者の延べ数を").text(164, 164, "数えたもの").text(
        284, 155, "180人"
    )
    sheet.text(164, 188, "公開数").text(284, 188, "80件")
    document = read(sheet)
    assert rows(document) == [
        ("分野", "指標", "目標値(令和11年度)"),
        ("行政", "利用率", "60%"),
        ("地域", "講座の参加者の延べ数を数えたもの", "180人"),
        ("", "公開数", "80件"),
    ]
    assert document.blocks[1].header == ("分野", "指標", "目標値(令和11年度)")


YEARS = ["施策", "令和7年度", "令和8年度", "令和9年度"]


def timetable() -> Sheet:
    """The frame of a timetable of three years and one row below its header."""
    sheet = Sheet().grid([60, 150, 250, 350, 450], [400, 420, 440])
    for x, text in zip((64, 154, 254, 354), YEARS, strict=True):
        sheet.text(x, 413, text)
    return sheet.text(64, 433, "窓口の改善").text(154, 433, "導入")


def test_a_filled_band_over_years_means_it_goes_on() -> None:
    assert rows(read(timetable().box(258, 424, 445, 436, grey=0.6)))[1] == ("窓口の改善", "導入", "→", "→")


def test_an_arrow_over_years_means_it_goes_on() -> None:
    assert rows(read(timetable().line(258, 430, 340, 430, 1.5)))[1] == ("窓口の改善", "導入", "→", "")


def test_nothing_drawn_leaves_years_empty() -> None:
    assert rows(read(timetable()))[1] == ("窓口の改善", "導入", "", "")


def test_a_cell_merged_over_years_holds_for_each() -> None:
    sheet = Sheet().grid([60, 150, 250, 350, 450], [400, 420])
    for x, text in zip((64, 154, 254, 354), YEARS, strict=True):
        sheet.text(x, 413, text)
    for x in (60, 150, 450):
        sheet.line(x, 420, x, 440)
    sheet.line(60, 440, 450, 440).text(64, 433, "窓口の改善").text(160, 433, "順次導入")
    assert rows(read(sheet))[1] == ("窓口の改善", "順次導入", "→", "→")


def test_a_header_of_two_rows_names_each_column_whole() -> None:
    sheet = Sheet()
    sheet.line(60, 100, 460, 100).line(160, 120, 460, 120).line(60, 140, 460, 140).line(60, 160, 460, 160)
    for x in (60, 160, 460):
        sheet.line(x, 100, x, 160)
    for x in (260, 360):
        sheet.line(x, 120, x, 160)
    sheet.text(64, 123, "施策").text(280, 113, "実施年度")
    for x, year in zip((164, 264, 364), YEARS[1:], strict=True):
        sheet.text(x, 133, year)
    sheet.text(64, 153, "窓口").text(164, 153, "検討").text(264, 153, "導入").text(364, 153, "運用")
    block = read(sheet).blocks[-1]
    assert block.cells == ("窓口", "検討", "導入", "運用")
    assert block.header == ("施策", "実施年度 令和7年度", "令和8年度", "令和9年度")


def test_a_table_goes_on_over_a_page() -> None:
    first, second = Sheet(), Sheet()
    first.grid([60, 200, 400], [740, 760, 780])
    first.text(64, 753, "指標").text(204, 753, "目標値").text(64, 773, "利用率").text(204, 773, "60%")
    second.grid([60, 200, 400], [60, 80, 100])
    second.text(64, 73, "指標").text(204, 73, "目標値").text(64, 93, "公開数").text(204, 93, "80件")
    document = read(first, second)
    assert rows(document) == [("指標", "目標値"), ("利用率", "60%"), ("公開数", "80件")]
    last = document.blocks[-1]
    assert (last.header, last.place.page) == (("指標", "目標値"), 2)


def test_a_row_cut_by_a_page_end_is_one_row() -> None:
    first, second = Sheet(), Sheet()
    first.grid([60, 200, 405], [720, 740])
    for x in (60, 200, 405):
        first.line(x, 740, x, 780)
        second.line(x, 60, x, 80)
    first.text(64, 733, "施策").text(204, 733, "内容").text(64, 753, "窓口").text(
        204, 753, "手続の案内を改めて待ち時間を減らす取組"
    )
    second.line(60, 80, 405, 80).text(204, 73, "を続けます。")
    assert rows(read(first, second))[-1] == ("窓口", "手続の案内を改めて待ち時間を減らす取組を続けます。")


def test_a_table_without_rulings() -> None:
    sheet = Sheet()
    table = [
        ("指標", "現状値", "目標値"),
        ("電子申請の利用率", "31.2%", "60%"),
        ("待ち時間", "48分", "25分"),
        ("公開数", "34件", "80件"),
    ]
    sheet.text(60, 80, "本計画の指標は次のとおりです。")
    for index, cells in enumerate(table):
        for x, cell in zip((60, 260, 380), cells, strict=True):
            sheet.text(x, 120 + 20 * index, cell)
    document = read(sheet)
    assert rows(document) == table
    assert document.blocks[-1].header == table[0]


def test_a_full_cell_without_rulings_ends_where_the_next_column_begins() -> None:
    sheet = Sheet()
    names = ["電子申請の利用率", "窓口の平均の待ち時間を測ったもの", "公開数", "講座の数"]
    for index, name in enumerate(names):
        sheet.text(60, 120 + 20 * index, name).text(224, 120 + 20 * index, f"{index}件").text(
            300, 120 + 20 * index, "増"
        )
    assert rows(read(sheet)) == [(name, f"{index}件", "増") for index, name in enumerate(names)]


def test_a_sheet_of_labels_and_texts() -> None:
    sheet = Sheet().grid([60, 150, 500], [100, 120, 140, 160])
    sheet.text(64, 113, "施策名").text(154, 113, "窓口の改善")
    sheet.text(64, 133, "担当課").text(154, 133, "市民課").text(64, 153, "取組").text(
        154, 153, "書かない窓口を導入します。"
    )
    document = read(sheet)
    assert rows(document)[0] == ("施策名", "窓口の改善")
    assert {block.header for block in document.blocks} == {()}


def test_footnotes_stay_apart_from_the_sentence_they_stand_in() -> None:
    first, second = Sheet(), Sheet()
    first.lines(60, 700, [FULL])
    first.text(60, 760, "1", 5).text(64, 763, "標準化:仕様をそろえること。", 8)
    second.lines(60, 80, ["ます。"])
    document = read(first, second)
    assert texts(document, "footnote") == ["¹標準化:仕様をそろえること。"]
    assert texts(document, "paragraph") == [FULL + "ます。"]


def test_furigana_goes_and_note_marks_stay() -> None:
    sheet = (
        Sheet()
        .text(60, 100, "標準化を推進します")
        .text(60, 89, "ひょうじゅんか", 4)
        .text(150, 96, "3", 5)
        .text(154, 100, "。")
    )
    assert texts(read(sheet)) == ["標準化を推進します³。"]


def test_full_width_forms_are_the_same_to_the_vocabulary() -> None:
    assert normalise(texts(read(Sheet().text(60, 100, "ＤＸを進めるﾃﾞｼﾞﾀﾙ化です。")))[0]) == "dxを進めるデジタル化です。"


def test_a_vertical_sidebar_is_no_part_of_the_text() -> None:
    sheets = []
    for number in range(4):
        sheet = Sheet()
        for index, letter in enumerate("第二章施策"):
            sheet.text(570, 200 + 11 * index, letter)
        sheets.append(sheet.text(60, 100 + 50 * number, f"{'壱弐参四'[number]}番目の頁の文です。"))
    assert all(text.endswith("番目の頁の文です。") for text in texts(read(*sheets)))


def test_vertical_letters_in_a_merged_cell_are_one_word() -> None:
    sheet = Sheet().line(60, 100, 300, 100).line(60, 180, 300, 180).line(90, 140, 300, 140)
    for x in (60, 90, 300):
        sheet.line(x, 100, x, 180)
    for index, letter in enumerate("重点取組"):
        sheet.text(70, 120 + 12 * index, letter)
    sheet.text(94, 123, "窓口の改善").text(94, 163, "電子申請")
    assert rows(read(sheet)) == [("重点取組", "窓口の改善"), ("", "電子申請")]


def test_turned_text_does_not_break_the_lines_it_stands_beside() -> None:
    sheet = Sheet().turned(40, 300, "資料編").text(60, 100, FULL).text(60, 116, "ます。")
    assert FULL + "ます。" in texts(read(sheet))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_seen(rotate: int) -> None:
    """A page whose /Rotate puts text upright that was written sideways."""
    width, height = (842.0, 595.0) if rotate in (90, 270) else (595.0, 842.0)
    upright = Sheet(width, height).text(60, 80, "第1章 計画の趣旨", 18).text(60, 120, "本文の一行目です。")
    turn = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[rotate]
    sheet = Sheet(595.0, 842.0, rotate=rotate, content=[f"q {turn} cm", *upright.content, "Q"])
    document = read(sheet)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "第1章 計画の趣旨"),
        ("paragraph", "本文の一行目です。"),
    ]


def test_slides_are_read_box_by_box() -> None:
    sheet = Sheet(842, 595).text(60, 60, "窓口の改善", 24)
    sheet.box(60, 100, 400, 300).box(440, 100, 780, 300)
    for x, side in ((75, "左"), (455, "右")):
        for index, number in enumerate("一二三"):
            sheet.text(x, 130 + 40 * index, f"・ {side}の箱の{number}つ目", 14)
    items = texts(read(sheet), "item")
    assert items == [f"{side}の箱の{number}つ目" for side in "左右" for number in "一二三"]


def test_a_contents_line_is_no_table_and_no_heading() -> None:
    sheet = Sheet().text(60, 80, "目次", 16)
    for index, title in enumerate(["第1章 趣旨", "第2章 体制", "第3章 施策"]):
        sheet.text(60, 120 + 20 * index, title).text(500, 120 + 20 * index, str(index + 1))
    document = read(sheet)
    assert not rows(document)
    assert texts(document, "paragraph") == ["第1章 趣旨\t1", "第2章 体制\t2", "第3章 施策\t3"]


def test_every_block_names_its_page() -> None:
    sheets = [
        Sheet()
        .text(60, 100, f"{n}頁です。")
        .grid([60, 200, 400], [200, 220])
        .text(64, 213, "語")
        .text(204, 213, "説明")
        for n in range(1, 4)
    ]
    found: list[Block] = read(*sheets).blocks
    assert [block.place.page for block in found if block.kind == "paragraph"] == [1, 2, 3]
    assert all(block.place.page for block in found)


CELLS = st.text(alphabet="窓口改善電子申請計画推進指標", min_size=1, max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6), st.integers(50, 200), st.booleans())
def test_any_ruled_table_comes_back_cell_by_cell(cells: list[list[str]], left: int, separate: bool) -> None:
    """Whether its lines are drawn whole or as a box for each cell."""
    xs = [left + 100.0 * column for column in range(4)]
    ys = [100.0 + 20 * row for row in range(len(cells) + 1)]
    sheet = Sheet()
    if separate:
        for row in range(len(cells)):
            for column in range(3):
                sheet.box(xs[column], ys[row], xs[column + 1], ys[row + 1])
    else:
        sheet.grid(xs, ys)
    for row, texts_ in enumerate(cells):
        for x, text in zip(xs, texts_, strict=False):
            sheet.text(x + 4, ys[row] + 14, text)
    assert rows(read(sheet)) == [tuple(row) for row in cells]


@given(
    st.lists(st.text(alphabet="窓口の改善を電子申請で計画", min_size=1, max_size=46), min_size=1, max_size=30),
    st.randoms(),
)
def test_every_letter_is_read_once_whatever_the_order_of_writing(lines: list[str], random: Random) -> None:
    sheet = Sheet()
    sheet.lines(60, 100, lines)
    random.shuffle(sheet.content)
    found = "".join(texts(read(sheet)))
    assert "".join(found.split()) == "".join(lines)
