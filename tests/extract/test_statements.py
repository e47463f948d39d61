"""A document cut into the things it says: sentences, items, rows, headings, each whole and at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.statements import Statement, StatementReader
from compliance.japanese.normalise import normalise
from compliance.read.markdown import read_markdown
from tests.small import reading, statements_of, titled


def said(body: str) -> list[Statement]:
    """The statements of a plan of these lines, without the title and its headings."""
    return [entry for entry in statements_of(titled(f"## 具体的な取組\n\n{body}")) if entry.form != "heading"]


def row(*cells: str, header: tuple[str, ...] = ("取組", "内容")) -> Statement:
    lines = (header, ("---",) * len(header), cells)
    return said("\n".join("| " + " | ".join(line) + " |" for line in lines))[-1]


def test_each_sentence_stands_at_its_own_line() -> None:
    found = said("電子申請を広げます。窓口を\n改めます。会議を減らします。\n\n- 研修を行います。")
    assert [(entry.text, entry.form, entry.line, entry.first) for entry in found] == [
        ("電子申請を広げます。", "sentence", 5, True),
        ("窓口を改めます。", "sentence", 5, False),
        ("会議を減らします。", "sentence", 6, False),
        ("研修を行います。", "item", 8, True),
    ]


@pytest.mark.parametrize("text", ["「迷わない。待たない。」窓口を目指します。", "窓口(本庁。支所を除く。)を改めます。"])
def test_a_full_stop_in_quotes_or_brackets_ends_no_sentence(text: str) -> None:
    assert [entry.text for entry in said(text)] == [text]


def test_headings_are_named_and_promise_nothing() -> None:
    heading = statements_of(titled("## 電子申請を導入します"))[-1]
    assert heading.form == "heading"
    assert [clause.strength for clause in heading.clauses] == ["mention"]


def test_a_heading_is_quoted_as_it_is_written_and_read_without_its_emphasis() -> None:
    heading = statements_of(titled("## 施策1 **電子申請**の拡大"))[-1]
    assert heading.text == "施策1 **電子申請**の拡大"
    assert "*" not in heading.norm + heading.block.text


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("電子申請の拡大", "対象を広げる"), ["committed", "committed"]),
        (("電子申請の拡大", "○"), ["mention"]),
        (("電子申請の拡大", "12ページ"), ["mention"]),
        (("電子申請の拡大", "検討"), ["considered", "considered"]),
        (("電子申請の拡大", "導入を検討する"), ["considered", "considered"]),
        (("電子申請の拡大", "導入済み"), ["committed", "done"]),
        (("電子申請の拡大", "△", "△ 取りまとめ"), ["considered", "considered", "considered"]),
        (("1-2", "証明書の追加", "市民課", "△"), ["considered", "considered", "considered", "considered"]),
        (("電子申請の拡大", "2-1、2-3として継続"), ["mention"]),
        (("方針1", "1-1 電子申請の拡大/1-2 窓口の改善"), ["mention"]),
        (("電子申請の拡大", "C", "公開にとどまった"), ["necessity", "necessity", "necessity"]),
    ],
)
def test_a_row_promises_what_it_names_unless_a_cell_says_less(cells: tuple[str, ...], expected: list[str]) -> None:
    assert [clause.strength for clause in row(*cells).clauses] == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("ガバメントクラウドの利用検討", "経費を比較する", "開始"), "considered"),
        (("く-1", "申請データの取込み", "方法の検討"), "considered"),
        (("申請データの取込み", "方法の検討", "開始"), "committed"),
    ],
)
def test_a_row_named_as_considered_or_of_which_only_the_name_acts_is_considered(
    cells: tuple[str, ...], expected: str
) -> None:
    named = row(*cells, header=("取組", "内容", "令和8年度"))
    assert named.clauses[1 if cells[0] == "く-1" else 0].strength == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (("検討", "○", "→"), "committed"),
        (("―", "検討", "→"), "considered"),
        (("○", "→", "検討"), "committed"),
        (("○", "廃止", "―"), "ended"),
        (("○", "→", "―"), "committed"),
    ],
)
def test_marks_below_years_tell_how_far_the_row_goes(marks: tuple[str, ...], expected: str) -> None:
    header = ("事業", "概要", "令和6年度", "令和7年度", "令和8年度")
    assert row("電子申請の拡大", "対象手続の追加", *marks, header=header).clauses[0].strength == expected


def test_a_mark_below_no_year_tells_nothing() -> None:
    entry = row("電子申請の拡大", "検討", "○", header=("事業", "段階", "重点"))
    assert entry.clauses[0].strength == "considered"


def test_a_sentence_that_only_says_how_far_it_is_rules_the_one_before() -> None:
    weighed = said("台帳は紙です。設置箇所を地図の上で管理する。検討。")
    assert [entry.clauses[-1].strength for entry in weighed] == ["mention", "considered", "considered"]
    settled = said("設置箇所を地図の上で管理している。検討。")
    assert settled[0].clauses[-1].strength == "doing"


def test_the_first_sentence_below_a_circled_name_is_read_with_the_name() -> None:
    document = read_markdown(
        titled("## 具体的な取組\n\n### ⑥ テレワーク\n\n端末10台。年間74日。\n\n### 導入\n\n機器を買う。"), "計画.md"
    )
    reader = StatementReader(reading(), "municipality", "北山市")
    first, second, other = [one for one in reader.parts(reader.read(document)) if one.form == "sentence"]
    assert (first.norm, first.text) == ("テレワーク|端末10台。", "端末10台。")
    assert (second.norm, other.norm) == ("年間74日。", "機器を買う。")


def test_a_row_of_costs_promises_nothing() -> None:
    text = "## 経費\n\n| 区分 | 令和7年度 | 備考 |\n|---|---|---|\n| システムの切替え | 1,200万円 | 補助金を充てる |"
    assert {clause.strength for clause in statements_of(titled(text))[-1].clauses} == {"mention"}


def test_a_paragraph_about_the_plan_goes_on_about_it() -> None:
    told = statements_of(
        titled("## 計画の位置付け\n\n本計画は、部門の計画である。また、法律が定める市の計画を兼ねる。")
    )
    assert (told[-1].actor, told[-1].named) == ("own", True)


def test_what_is_done_together_with_other_towns_is_the_plans_own() -> None:
    assert said("隣接する二つの町との共同利用についても検討しています。")[0].actor == "own"


def test_items_that_a_sentence_of_the_nations_leads_in_are_the_nations() -> None:
    items = said("国は、次のことを進めています。\n\n- 窓口の見直し\n- 電子申請の拡大")
    assert {item.actor for item in items} == {"nation"}


def test_a_row_in_which_something_is_done_and_something_considered_is_not_weak_as_a_whole() -> None:
    entry = row("電子申請の拡大", "検討", "導入", header=("取組", "令和7年度", "令和8年度"))
    assert entry.clauses[0].strength == "committed"


def test_a_row_of_a_timetable_has_the_years_of_the_columns_in_which_something_stands() -> None:
    entry = row("電子申請", "", "導入", header=("取組", "令和7年度", "令和8年度"))
    assert (entry.place, [year.fiscal_year for year in entry.years]) == ("timetable", [2026])


@pytest.mark.parametrize(
    ("cells", "actor"),
    [(("国", "手順書を改定する"), "nation"), (("県", "研修を開く"), "prefecture"), (("市", "様式を改める"), "own")],
)
def test_the_label_of_a_row_says_whose_it_is(cells: tuple[str, ...], actor: str) -> None:
    assert row(*cells, header=("主体", "内容")).actor == actor


@pytest.mark.parametrize(
    ("text", "number", "frequency"),
    [
        ("研修を年2回行い、100人が受けます。", "2回", "年2回"),
        ("手続の80%を電子化します。", "80%", None),
        ("計画を毎年度見直します。", None, "毎年"),
        ("窓口を改めます。", None, None),
    ],
)
def test_numbers_with_a_unit_and_frequencies_are_read_as_written(
    text: str, number: str | None, frequency: str | None
) -> None:
    (entry,) = said(text)
    assert (entry.number, entry.frequency) == (number, frequency)


pieces = st.sampled_from(
    [
        "# 計画\n\n",
        "## 用語集\n\n",
        "- ",
        "| 取組 | R7 |\n|---|---|\n| 窓口 | 導入 |\n",
        "国は、",
        "本市は",
        "(「",
        "。」",
    ]
)


@given(st.lists(pieces | st.text(max_size=15), max_size=20).map("".join))
def test_any_text_is_read_and_every_statement_is_whole(text: str) -> None:
    for entry in statements_of(text):
        assert entry.form == "row" or entry.norm == normalise(entry.text)
        assert entry.actor in ("own", "nation", "prefecture", "other")
        covered = "".join(entry.norm[clause.start : clause.end] for clause in entry.clauses)
        assert covered == entry.norm
        assert entry.place
        assert entry.line is not None
        assert 1 <= entry.line <= len(text.splitlines())
        assert all(year.fiscal_year for year in entry.years)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("研修の機会を広げ、事例を集めて周知します。", "nation"),
        ("また、事例を集めて周知します。", "nation"),
        ("これを受け、研修を広げます。", "own"),
        ("今後、研修を広げます。", "own"),
        ("本市は、研修を広げます。", "own"),
    ],
)
def test_a_sentence_after_one_of_the_nations_is_the_nations_until_it_turns(second: str, expected: str) -> None:
    statements = statements_of(
        titled(f"## 具体的な取組\n\n国は、人材の育成を進めています。{second}\n\n窓口を改めます。")
    )
    assert [statement.actor for statement in statements if statement.form == "sentence"][-3:] == [
        "nation",
        expected,
        "own",
    ]


def test_a_row_that_says_considered_is_weak_whatever_its_times_and_offices_say() -> None:
    table = (
        "## 具体的な取組\n\n| 取組 | 内容 | 時期 | 担当 |\n|---|---|---|---|\n| 書かない窓口 | 検討 | R7~R8 | 住民課 |"
    )
    [*_, row] = [statement for statement in statements_of(titled(table)) if statement.form == "row"]
    assert {clause.strength for clause in row.clauses} <= {"considered", "committed"}
    assert row.clauses[0].strength == "considered"


def parts_of(*cells: str, header: tuple[str, ...] = ()) -> list[Statement]:
    entry = row(*cells, header=header)
    return entry.reader.parts([entry])


def test_a_row_is_as_weak_as_the_sentences_in_its_cells() -> None:
    label, sentence = parts_of("電子申請の拡大", "対象となる手続を広げられるかどうかを庁内で検討する。", "企画課")
    assert (label.form, sentence.form) == ("row", "sentence")
    assert {clause.strength for clause in label.clauses} == {"considered"}


def test_what_an_office_is_named_for_is_not_what_it_does_in_a_row() -> None:
    (entry,) = parts_of("窓口の改善", "デジタル推進課、市民課", header=("取組", "担当課"))
    assert entry.norm == "窓口の改善|課、市民課"


def test_a_row_that_only_points_elsewhere_says_nothing_to_the_vocabulary() -> None:
    assert parts_of("セキュリティ対策の徹底", "4-1～4-3") == []


def test_a_table_of_words_and_meanings_is_a_glossary_wherever_it_stands() -> None:
    entry = row("CIO", "情報統括の責任者", header=("用語", "説明"))
    assert entry.place == "glossary"
    sentences = parts_of("CIO", "情報統括の責任者をいい、庁内の調整に当たる。", header=("用語", "説明"))
    assert {entry.place for entry in sentences} == {"glossary"}


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("受講した職員 現状値:310人(令和6年度) 目標値:600人", []),
        ("受講した職員 現状値:310人(令和6年度) 目標値:600人(令和9年度)", [2027]),
        ("令和6年度に現状を調べる", [2024]),
    ],
)
def test_the_year_of_the_present_value_is_not_that_of_the_promise(cell: str, years: list[int]) -> None:
    row = statements_of(titled(f"## 施策の展開\n\n| 施策名 | 研修 |\n|---|---|\n| KPI | {cell} |"))[-1]
    assert [year.fiscal_year for year in row.years] == years
