"""The inventory of measures, their offices and their own schedules."""

from __future__ import annotations

from compliance.extract.measures import split_offices
from compliance.plan import Measure
from tests.small import plan_of, titled

CHAPTER = """## 第4章 施策の展開

### 基本目標1 市民サービス

#### (1) 行政手続のオンライン化

##### 【現状と課題】

紙の申請が残っています。

##### 【取組内容】

- 受付を広げます。

【担当課】デジタル推進課、市民課

#### (2) 書かない窓口

窓口を改めます。(担当:市民課)

### 基本目標2 行政運営

#### (1) AI・RPAの活用

- 担当課:総務課・税務課
"""


def measures(body: str) -> list[Measure]:
    return plan_of(titled(body)).measures


def test_leaf_headings_and_offices() -> None:
    found = measures(CHAPTER)
    assert [measure.title for measure in found] == [
        "(1) 行政手続のオンライン化",
        "(2) 書かない窓口",
        "(1) AI・RPAの活用",
    ]
    assert [measure.offices for measure in found] == [["デジタル推進課", "市民課"], ["市民課"], ["総務課", "税務課"]]


def test_title_of_the_plan_is_no_chapter() -> None:
    text = (
        "# 北山市DX推進の取組方針\n\n## 1 計画期間\n\n令和7年度から令和9年度まで。\n\n## 2 位置付け\n\n個別計画です。\n"
    )
    assert plan_of(text).measures == []


def test_other_chapters_hold_no_measures() -> None:
    body = (
        "## 2 これまでの取組\n\n### (1) 電子申請\n\n始めました。\n\n## 3 推進体制\n\n### (1) 推進本部\n\n"
        "置きます。\n\n## 国の施策\n\n### (1) 標準化\n\n国は進めます。"
    )
    assert measures(body) == []


def test_rows_of_a_measures_table() -> None:
    body = (
        "## 具体的な取組\n\n| 施策 | 内容 | 担当課 |\n|---|---|---|\n| 電子申請の拡大 | 広げる | こども課 |\n"
        "| 会議の電子化 | 電子化する | 情報政策課 |"
    )
    assert [(measure.title, measure.offices) for measure in measures(body)] == [
        ("電子申請の拡大", ["こども課"]),
        ("会議の電子化", ["情報政策課"]),
    ]


def test_list_of_measures_adds_offices() -> None:
    body = CHAPTER.replace("(担当:市民課)", "") + (
        "\n## 施策一覧\n\n| 施策 | 担当課 |\n|---|---|\n| 書かない窓口 | 市民課、保険年金課 |\n"
    )
    assert measures(body)[1].offices == ["市民課", "保険年金課"]


def test_deeper_headings_belong_to_the_measure() -> None:
    body = (
        "## 具体的な取組\n\n### (1) 人材の育成\n\n#### ① 指導者\n\n育てます。\n\n#### ② 全職員\n\n育てます。\n\n"
        "### (2) 窓口の改善\n\n改めます。\n\n### (3) 電子決裁\n\n始めます。"
    )
    assert [measure.title for measure in measures(body)] == ["(1) 人材の育成", "(2) 窓口の改善", "(3) 電子決裁"]


def test_scheduled_by_own_steps() -> None:
    body = (
        "## 具体的な取組\n\n### 1 電子申請\n\n- 令和8年度:選定する。\n- 令和9年度:始める。\n\n### 2 会議\n\n"
        "令和8年度に端末を調達し、令和9年度に全ての会議へ広げます。\n\n### 3 窓口\n\n令和9年度までに改めます。"
        "\n\n### 4 研修\n\n"
        "利用率を10%(令和6年度)から40%(令和9年度)に高めます。"
    )
    assert [measure.scheduled for measure in measures(body)] == [True, True, False, False]


def test_scheduled_by_the_timetable() -> None:
    body = CHAPTER + (
        "\n## 工程表\n\n| 取組 | 令和7年度 | 令和8年度 |\n|---|---|---|\n| オンライン申請(行政手続のオンライン化) |"
        " 調査 | 導入 |\n"
        "| AI・RPA | 導入 | 拡大 |\n"
    )
    assert [measure.scheduled for measure in measures(body)] == [True, False, True]


def test_a_sheet_names_the_measure_that_its_heading_only_numbers() -> None:
    body = "## 第4章 施策の展開\n\n" + "\n\n".join(
        f"#### 施策1-{number}\n\n| 施策名 | {name} |\n|---|---|\n| 担当課 | 市民課 |"
        for number, name in ((1, "窓口の改善"), (2, "手続の簡素化"))
    )
    assert [(one.number, one.title) for one in plan_of(titled(body)).measures] == [
        ("1-1", "施策1-1 窓口の改善"),
        ("1-2", "施策1-2 手続の簡素化"),
    ]


def test_numbered_headings_are_the_measures_of_a_plan_of_stages_of_life() -> None:
    body = "".join(
        f"## 第{chapter}章 {name}\n\n【{chapter}-1 はじめの一歩】\n受付を広げます。\n\n【{chapter}-2 次の一歩】\n窓口を改めます。\n\n"
        for chapter, name in ((1, "生まれる"), (2, "学ぶ"))
    )
    assert [one.number for one in plan_of(titled(body)).measures] == ["1-1", "1-2", "2-1", "2-2"]


def test_headings_that_name_an_office_are_the_measures_of_a_plan_in_words_of_its_own() -> None:
    body = "## 三つの光\n\n" + "\n\n".join(
        f"### 星{at} {name}(担当:{office})\n\n{name}を改めます。"
        for at, (name, office) in enumerate(
            (("窓口", "市民課"), ("支払い", "会計課、税務課"), ("図書館", "図書館課"), ("道路", "土木課")), 1
        )
    )
    found = measures(body)
    assert [measure.offices for measure in found] == [["市民課"], ["会計課", "税務課"], ["図書館課"], ["土木課"]]


def test_a_sheet_of_two_columns_is_one_measure_with_its_office() -> None:
    body = (
        "# 施策一覧\n\n| 施策名 | 窓口の改善 |\n|---|---|\n| 担当課 | 市民課 |\n| 目的 | 待ち時間を短くする。 |\n\n"
        "次の施策です。\n\n| 施策名 | 研修の充実 |\n|---|---|\n| 目的 | 職員を育てる。 |\n| 所管課 | 人事課 |\n"
    )
    assert [(measure.title, measure.offices) for measure in measures(body)] == [
        ("窓口の改善", ["市民課"]),
        ("研修の充実", ["人事課"]),
    ]


def test_an_office_of_two_levels_is_one() -> None:
    assert split_offices("総務課情報係") == ["総務課情報係"]
    assert split_offices("市民課税務課") == ["市民課", "税務課"]


def sheet(number: str, name: str, *years: str) -> str:
    rows = "\n".join(f"| R{7 + at} | {work} |" for at, work in enumerate(years))
    return f"| 施策番号 | {number} |\n|---|---|\n| 施策名 | {name} |\n| 概要 | 改める。 |\n| 担当課 | 市民課 |\n{rows}\n"


def test_several_sheets_below_a_pillar_are_the_measures_with_a_row_for_each_year() -> None:
    sheets = [
        sheet("1-1", "窓口の改善", "三課で試行", "全課で開始"),
        sheet("1-2", "予約の受付", "20件", "40件"),
        sheet("1-3", "様式の統一", "○", "→"),
    ]
    found = measures("## 第5章 施策票\n\n### 柱1 窓口と手続\n\n" + "\n".join(sheets))
    assert [(measure.title, measure.offices, measure.scheduled) for measure in found] == [
        ("窓口の改善", ["市民課"], True),
        ("予約の受付", ["市民課"], False),
        ("様式の統一", ["市民課"], False),
    ]
