"""What a plan says about each element, with a vocabulary of a few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.commitments import CommitmentReader
from compliance.extract.leaning import Leaning
from compliance.extract.lexicon import Lexicon, apart
from compliance.extract.ways import kinds_of, ways_of
from compliance.plan import Commitment, NearMiss
from tests.made import CONCEPTS, ELEMENTS, concept, element
from tests.small import statements_of, titled

reader = CommitmentReader(CONCEPTS, ELEMENTS)


def of_text(
    text: str, by: CommitmentReader = reader, kind: str = "municipality"
) -> tuple[list[Commitment], list[NearMiss]]:
    statements = statements_of(text)
    said = statements[0].reader.parts(statements) if statements else []
    return by.read(said, by.find(said, kind), by.headings(said))


def read(body: str, heading: str = "具体的な取組", by: CommitmentReader = reader) -> list[Commitment]:
    return of_text(titled(f"## {heading}\n\n{body}"), by)[0]


def near(body: str) -> list[NearMiss]:
    return of_text(titled(f"## 具体的な取組\n\n{body}"))[1]


def test_a_sentence_that_names_an_element_is_a_commitment_with_its_place() -> None:
    (found,) = read("本市は、令和8年度にドローンを3台導入します。")
    assert (found.element, found.strength, found.actor, found.place, found.form) == (
        "AAA.drone_use",
        "committed",
        "own",
        "measure",
        "sentence",
    )
    assert (found.fiscal_year, found.dated, found.number) == (2026, True, "3台")
    assert (found.at.line, found.at.quote) == (5, "本市は、令和8年度にドローンを3台導入します。")
    assert found.at.section == "北山市DX推進計画 > 具体的な取組"


def test_each_element_has_the_strength_of_its_own_clause() -> None:
    found = read("ドローンを導入し、ロボットの活用を検討します。")
    assert {entry.element: entry.strength for entry in found} == {
        "AAA.drone_use": "committed",
        "AAA.robot_use": "considered",
    }


def test_what_is_promised_and_considered_in_one_sentence_is_promised() -> None:
    assert [entry.strength for entry in read("ドローンを導入し、ドローンの増備を検討します。")] == ["committed"]


def test_a_clause_that_names_only_half_of_an_element_does_not_give_its_strength() -> None:
    by = CommitmentReader(CONCEPTS, {"AAA.both": element("-", {"says": ["AAA.drone", "AAA.bridge"]})})
    found = read("ドローンを導入し、ドローンによる橋の点検を検討します。", by=by)
    assert [entry.strength for entry in found] == ["considered"]


def test_nothing_is_read_from_the_contents() -> None:
    assert read("ドローンを導入します。", "目次") == []


@pytest.mark.parametrize(
    ("text", "heading", "actor"),
    [
        ("国は、ドローンを導入します。", "具体的な取組", "nation"),
        ("ドローンを導入します。", "国の動向", "nation"),
        ("本市は、ドローンを導入します。", "国の動向", "own"),
        ("ドローンが使われています。", "計画の背景", "other"),
        ("ドローンを導入します。", "資料編", "other"),
    ],
)
def test_in_chapters_about_others_a_sentence_is_theirs_unless_it_names_the_plans_own_body(
    text: str, heading: str, actor: str
) -> None:
    assert {entry.actor for entry in read(text, heading)} == {actor}


@pytest.mark.parametrize(
    "body",
    [
        "ドローンで橋の点検を行います。",
        "### ドローンの活用\n\n橋の点検を行います。",
        "ドローンを導入します。橋の点検を行います。",
        "ドローンを次の業務に用います。\n\n- 橋の点検を行います。",
        "| 業務 | ドローンの使い方 |\n|---|---|\n| 橋の点検 | 毎年行う |",
    ],
)
def test_a_statement_may_lean_on_its_heading_its_paragraph_its_lead_in_and_its_header(body: str) -> None:
    assert "AAA.bridge_by_drone" in {entry.element for entry in read(body)}


@pytest.mark.parametrize(
    "body",
    [
        "橋の点検を行います。",
        "ドローンを導入します。\n\n橋の点検を行います。",
        "### ドローンの活用\n\n導入します。\n\n### 道路\n\n橋の点検を行います。",
        "### ドローン・ロボットの活用\n\nロボットで橋の点検を行います。",
    ],
)
def test_it_does_not_lean_on_another_paragraph_another_section_or_on_the_rival_of_what_it_names(body: str) -> None:
    assert "AAA.bridge_by_drone" not in {entry.element for entry in read(body)}


def test_the_plans_own_title_lends_nothing() -> None:
    text = "# 北山市ドローンDX推進計画\n\n## 取組\n\n橋の点検を行います。\n"
    assert "AAA.bridge_by_drone" not in {entry.element for entry in of_text(text)[0]}


def test_unless_takes_a_sentence_back() -> None:
    elements = {"AAA.use": element("-", {"says": ["AAA.drone"], "unless": ["ACT.buy"]})}
    by = CommitmentReader(CONCEPTS, elements)
    assert [entry.at.quote for entry in read("ドローンを用います。ドローンを購入します。", by=by)] == [
        "ドローンを用います。"
    ]


def test_what_stands_below_a_heading_of_another_matter_is_not_it() -> None:
    elements = {"AAA.use": element("-", {"says": ["AAA.bridge"], "not_below": ["AAA.robot"]})}
    text = "### ロボットの活用\n\n橋の点検を行います。\n\n### 道路\n\n橋の点検にロボットを使います。\n"
    found = read(text, by=CommitmentReader(CONCEPTS, elements))
    assert [entry.at.quote for entry in found] == ["橋の点検にロボットを使います。"]


def test_an_element_with_an_object_is_one_commitment_for_each_object() -> None:
    by = CommitmentReader(CONCEPTS, {"AAA.tools": element("-", {"says": ["kind:tool"]}, object_="tool")})
    found = read("ドローンを導入し、自動機の活用を検討します。", by=by)
    assert [(entry.object, entry.strength) for entry in found] == [
        ("AAA.drone", "committed"),
        ("AAA.robot", "considered"),
    ]


def test_a_heading_with_text_below_it_names_what_the_text_must_say() -> None:
    found = by_form("### ドローンの導入\n\n窓口を改めます。\n\n### ロボットの導入\n")
    assert found == {"AAA.drone_use": "section", "AAA.robot_use": "heading"}


def by_form(body: str) -> dict[str, str]:
    return {entry.element: entry.form for entry in read(body)}


def test_a_heading_names_and_does_not_promise() -> None:
    (found,) = read("### ドローンの導入")
    assert (found.form, found.strength) == ("heading", "mention")


def test_what_is_found_nowhere_is_shown_where_it_came_nearest() -> None:
    (miss,) = near("橋の点検を行います。")
    assert (miss.element, miss.lacks, miss.at.line) == ("AAA.bridge_by_drone", "ドローン", 5)


def test_what_is_found_has_no_near_miss() -> None:
    assert near("ドローンで橋の点検を行います。橋の点検を続けます。") == []


def test_at_most_three_near_misses_the_plans_own_before_others() -> None:
    body = "\n\n".join(f"橋の点検を{count}回行います。" for count in range(1, 5))
    text = titled(f"## 国の動向\n\n橋の点検が行われています。\n\n## 具体的な取組\n\n{body}")
    found = of_text(text)[1]
    assert [miss.place for miss in found] == ["measure", "measure", "measure"]


pieces = st.sampled_from(
    [
        "## 国の動向\n\n",
        "### ドローン・ロボットの活用\n\n",
        "- ",
        "ドローンを",
        "ロボット",
        "橋の",
        "点検",
        "導入し、",
        "検討します。",
        "\n\n",
        "| ドローン | 橋 |\n|---|---|\n",
        "| 点検 | 導入 |\n",
    ]
)


@given(st.lists(pieces, max_size=25).map("".join))
def test_every_commitment_is_quoted_from_the_document_and_names_its_element(text: str) -> None:
    statements = statements_of(titled(text))
    quotes = {statement.text.strip() for statement in statements[0].reader.parts(statements)}
    for entry in of_text(titled(text))[0]:
        assert entry.at.quote in quotes
        word = {"AAA.drone_use": "ドローン", "AAA.robot_use": "ロボット", "AAA.bridge_by_drone": "点検"}[entry.element]
        assert word in str(entry.at.quote)


def test_what_is_said_below_a_name_is_said_of_it() -> None:
    found = read("- ドローン\n  - 令和8年度に3台を導入します。\n- ロボット\n  - 導入を検討します。")
    said = {entry.element: (entry.strength, entry.form, entry.dated) for entry in found if entry.form != "section"}
    assert said == {
        "AAA.drone_use": ("committed", "item", True),
        "AAA.robot_use": ("considered", "item", False),
    }


def test_a_name_above_nested_items_promises_nothing_itself() -> None:
    found = read("- ドローンの活用\n  - 会議を減らします。")
    assert {entry.form for entry in found if entry.at.quote == "ドローンの活用"} == {"section"}


def test_items_below_one_name_speak_of_what_the_first_of_them_named() -> None:
    elements = {entry.element for entry in read("- 道の仕事\n  - ドローンを買います。\n  - 橋の点検を行います。")}
    assert "AAA.bridge_by_drone" in elements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("県民にドローンを見せます。", True),
        ("本県の知事がドローンを飛ばします。", True),
        ("都道府県の職員がドローンを飛ばします。", False),
        ("他県はドローンを飛ばします。", False),
    ],
)
def test_a_prefecture_speaks_of_itself_as_a_town_does(text: str, found: bool) -> None:
    concepts = CONCEPTS | {"AAA.self": concept("自ら", "市民", "本市", "市の職員", "市は")}
    by = CommitmentReader(concepts, {"AAA.both": element("-", {"says": ["AAA.drone", "AAA.self"]})})
    body = titled(f"## 具体的な取組\n\n{text}")
    assert bool(of_text(body, by, "prefecture")[0]) is found
    assert not of_text(body, by)[0]


def test_a_nested_item_leans_on_the_item_it_is_nested_in() -> None:
    assert [entry.strength for entry in read("- ドローンの導入\n  - 橋の点検に使う。")][-1] == "committed"
    assert "AAA.bridge_by_drone" in {entry.element for entry in read("- ドローン\n  - 橋の点検を行う。")}


@pytest.mark.parametrize(
    ("lead", "strength"),
    [("次のことを検討します。", "considered"), ("次のことを実施します。", "committed"), ("橋は古い。", "mention")],
)
def test_a_list_has_the_strength_of_the_sentence_that_announces_it(lead: str, strength: str) -> None:
    assert {entry.strength for entry in read(f"{lead}\n\n- ドローン\n- ロボット")} == {strength}


def test_the_date_of_a_national_document_revises_nothing() -> None:
    found = read("総務省の「ロボット推進計画」(令和6年4月にドローンの点検を公表)を踏まえ、ロボットを導入します。")
    assert {entry.element for entry in found} == {"AAA.robot_use"}


def test_the_row_of_a_sheet_that_names_it_is_a_heading_above_the_others() -> None:
    sheet = "| 施策名 | ドローンの導入 |\n|---|---|\n| 取組内容 | 橋の点検を始めます。職員が飛ばします。 |\n| 担当課 | ロボット課 |"
    found = read(sheet)
    assert ("AAA.drone_use", "section") in {(entry.element, entry.form) for entry in found}
    assert "AAA.bridge_by_drone" in {entry.element for entry in found}
    assert "AAA.robot_use" not in {entry.element for entry in found}


def test_one_word_does_not_stand_for_two_things() -> None:
    concepts = {**CONCEPTS, "AAA.flyer": concept("飛ぶもの", "ドローン", kind="tool")}
    by = CommitmentReader(concepts, {"AAA.both": element("-", {"says": ["AAA.drone", "AAA.flyer"]})})
    assert read("ドローンを導入します。", by=by) == []
    assert len(read("ドローンと別のドローンを導入します。", by=by)) == 1


def test_a_tree_of_measures_names_what_its_sections_say() -> None:
    body = "| 方針1 | 1-1 ドローンの導入/1-2 窓口の改善 |\n|---|---|\n| 方針2 | 2-1 ドローンの増備/2-2 端末の貸出 |"
    assert {entry.form for entry in read(body)} == {"section"}


WAYS = ELEMENTS | {
    "AAA.bought": element(
        "道具を買う",
        {"says": ["kind:tool", "ACT.buy"]},
        {"says": ["ACT.buy"], "about": ["AAA.robot"], "not_below": ["AAA.drone"]},
    ),
    "AAA.two_tools": element("二つの道具", {"says": ["kind:tool", ["AAA.robot", "AAA.drone"]], "unless": ["AAA.bridge"]}),
}


@given(st.lists(pieces | st.just("購入し、"), max_size=25).map("".join))
def test_what_is_said_is_what_a_look_at_each_statement_and_each_way_finds(text: str) -> None:
    by, lexicon = CommitmentReader(CONCEPTS, WAYS), Lexicon(CONCEPTS)
    read_ = statements_of(titled(text))
    said = read_[0].reader.parts(read_)
    found, headings = by.find(said, "municipality"), by.headings(said)
    leaning = Leaning(said, found.columns, headings)
    expected = set()
    for way in ways_of(WAYS, kinds_of(CONCEPTS, lexicon), lexicon):
        for at, statement in enumerate(said):
            if (
                statement.ground != "contents"
                and all(group & found.named(at) for group in way.says)
                and all(leaning.context(group) >> at & 1 for group in way.about)
                and not way.unless & found.named(at)
                and not way.not_below & headings.above(statement)
                and apart([found.spans(group, at) for group in way.says])
            ):
                expected.add((way.element, id(statement.passage)))
    assert {(entry.element, id(entry.at)) for entry in by.read(said, found, headings)[0]} == expected
