"""Whose sentence it is: the coding rules 自団体の約束だけを数える and 国・県の説明は数えない."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.actor import ActorReader
from compliance.japanese.normalise import normalise
from tests.small import reading

town = ActorReader(reading().actors, "municipality", "北山町")
prefecture = ActorReader(reading().actors, "prefecture", "みなせ県")


def actor(text: str, reader: ActorReader = town) -> tuple[str, bool]:
    return reader.of(normalise(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本町は、電子申請を広げます。", "own"),
        ("北山町では、電子申請を広げます。", "own"),
        ("職員は、研修を受けます。", "own"),
        ("国は、電子申請を広げています。", "nation"),
        ("国では、電子申請を広げています。", "nation"),
        ("総務省は、手順書を公表しました。", "nation"),
        ("デジタル庁においては、基盤を整えています。", "nation"),
        ("国の補助金は、令和7年度に終わります。", "nation"),
        ("国が自治体に示した重点の柱は、六つあります。", "nation"),
        ("町が保有するデータも、使いやすい形で出します。", "own"),
        ("県は、市町村を支援します。", "prefecture"),
        ("都道府県は、市町村を支援します。", "prefecture"),
        ("他の自治体では、窓口の改革が進んでいます。", "other"),
        ("民間企業では、在宅勤務が広がっています。", "other"),
    ],
)
def test_the_topic_names_the_actor(text: str, expected: str) -> None:
    assert actor(text) == (expected, True)


def test_without_a_topic_the_sentence_is_the_plans_own_but_does_not_say_so() -> None:
    assert actor("電子申請の対象を広げます。") == ("own", False)


@pytest.mark.parametrize(
    "text",
    ["冊子「本町は変わる」を配ります。", "申請の様式(本町の書式)を改めます。"],
)
def test_what_stands_in_quotes_or_brackets_names_no_one(text: str) -> None:
    assert actor(text) == ("own", False)


def test_a_sentence_that_names_the_plans_own_body_is_its_own_even_when_it_speaks_of_the_nation() -> None:
    assert actor("国の標準仕様に合わせ、本町は様式を改めます。") == ("own", True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("各自治体が主体となって取組を進める。", "nation"),
        ("地方公共団体に対し、手順を示す。", "nation"),
        ("国民が使いやすい仕組みを整える。", "nation"),
        ("近隣の自治体が集まる部会で、共同の調達を進める。", "own"),
        ("国と自治体が共に使う仕組みに移る。", "own"),
        ("自治体DX推進計画に沿って進める。", "own"),
    ],
)
def test_who_speaks_of_municipalities_in_general_speaks_for_the_nation(text: str, named: str) -> None:
    assert actor(text) == (named, named == "nation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("デジタル庁による窓口の仕組みの提供", "nation"),
        ("令和5年6月:国による指針の公表", "nation"),
        ("国による補助を活用し、窓口を改めます。", "own"),
        ("国による補助を受けた窓口の改修", "own"),
        ("他県の市で窓口の流れを改めた例", "other"),
        ("他市の例を参考に、窓口の流れを改めます。", "own"),
    ],
)
def test_a_deed_named_by_a_noun_is_his_who_did_it(text: str, expected: str) -> None:
    assert actor(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本町の庁舎で行う。", True),
        ("北山町は改めます。", True),
        ("町は改めます。", True),
        ("本計画は、全庁で進める。", False),
    ],
)
def test_a_national_text_too_calls_itself_this_plan(text: str, names: bool) -> None:
    assert town.names_body(normalise(text)) is names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("県の「デジタル戦略」の期間は、令和8年度までです。", "prefecture"),
        ("県税事務所では、来所の予約を始めています。", "prefecture"),
        ("電子申請を広げています(県の取組)。", "prefecture"),
        ("知事を本部長とする県デジタル戦略本部は、令和3年に設けられた。", "prefecture"),
        ("県の共同調達に加わります。", "own"),
    ],
)
def test_what_the_prefecture_does_is_the_prefectures(text: str, expected: str) -> None:
    assert actor(text)[0] == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["窓口の改善", "県デジタル推進課"], "prefecture"),
        (["窓口の改善", "市民課"], None),
        (["窓口の改善", "市民課", "県デジタル推進課"], None),
    ],
)
def test_an_office_tells_whose_row_it_is(cells: list[str], expected: str | None) -> None:
    assert town.of_cells(cells) == expected
    assert prefecture.of_cells(cells) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["令和4年9月", "総務省が計画を改定"], "nation"),
        (["地方自治法による方針", "総務課"], None),
        (["国の標準仕様への移行", "総務課"], None),
    ],
)
def test_who_does_it_tells_whose_row_it_is(cells: list[str], expected: str | None) -> None:
    assert town.of_cells(cells) == expected
    assert prefecture.of_cells(cells) == expected


def test_the_nation_as_agent_of_a_passive_is_named() -> None:
    assert actor("令和6年に、国から手順書が示されました。") == ("nation", True)


def test_a_prefectures_plan_speaks_of_the_prefecture_as_its_own() -> None:
    assert actor("県は、電子申請を広げます。", prefecture) == ("own", True)
    assert actor("本県では、電子申請を広げます。", prefecture) == ("own", True)
    assert actor("国は、電子申請を広げます。", prefecture) == ("nation", True)


def test_basic_is_not_read_as_this_village() -> None:
    assert actor("基本計画は、別に示します。") == ("own", False)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("国", "nation"), ("国の取組", "nation"), ("【参考】国", "nation"), ("県", "prefecture"), ("市", None)],
)
def test_the_label_of_a_row_says_whose_it_is(label: str, expected: str | None) -> None:
    assert town.of_label(normalise(label)) == expected


@given(st.text(max_size=60))
def test_any_text_has_an_actor(text: str) -> None:
    found, named = actor(text)
    assert found in ("own", "nation", "prefecture", "other")
    assert named or found == "own"
