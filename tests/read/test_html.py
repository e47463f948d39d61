"""Web pages: the content, not the page around it."""

from __future__ import annotations

from compliance.document import Block
from compliance.read.html import read_html


def blocks(page: str) -> list[Block]:
    return read_html(page.encode("utf-8"), "計画.html").blocks


def shown(page: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(page)]


def test_main_content_without_navigation_scripts_and_footer() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>題</title><style>p{}</style></head><body><header>市役所</header>"
        "<nav><ul><li>くらし</li></ul></nav><main><h1>DX計画</h1><p>窓口を<b>改善</b>します。</p><script>alert(1)</script></main>"
        "<footer>連絡先</footer></body></html>"
    )
    assert shown(page) == [("heading", "DX計画"), ("paragraph", "窓口を改善します。")]


def test_what_stands_around_the_content_by_role_or_name() -> None:
    page = (
        '<!-- saved --><div id="header">市役所</div><div class="topicpath">くらし</div><div role="navigation">索引</div>'
        '<div id="contents"><h1>DX計画</h1><p hidden>控え</p><p>窓口を改めます。</p><section class="menu"><p>献立です。</p></section>'
        '</div><div id="footer">連絡先</div>'
    )
    assert [text for _, text in shown(f"<html><body>{page}</body></html>")] == ["DX計画", "窓口を改めます。"]


def test_a_name_inside_the_main_content_means_nothing() -> None:
    page = "<html><body><main><h1>DX計画</h1><div class=menu><p>窓口を改めます。</p></div></main></body></html>"
    assert shown(page)[-1] == ("paragraph", "窓口を改めます。")


def test_lists_nest_and_keep_their_lines() -> None:
    found = blocks("<body>\n<ul>\n<li>受付\n<ul><li>保育所</li></ul></li>\n<li>相談</li></ul></body>")
    assert [(block.kind, block.text) for block in found] == [("item", "受付"), ("item", "保育所"), ("item", "相談")]
    assert found[1].parents == ("受付",)
    assert [block.place.line for block in found] == [3, 4, 5]


def test_tables_with_spans_breaks_and_lists_in_cells() -> None:
    page = (
        "<table><caption>工程表</caption><tr><th>施策<th colspan=2>年度</tr><tr><td rowspan=2>窓口<br>改善<td>R7<td>R8"
        "<tr><td colspan=2><ul><li>設計</li><li>開始</li></ul></table>"
    )
    rows = [block.cells for block in blocks(page) if block.kind == "row"]
    assert rows == [("施策", "年度", "年度"), ("窓口 改善", "R7", "R8"), ("", "・設計 ・開始", "・設計 ・開始")]


def test_furigana_is_dropped_and_entities_are_characters() -> None:
    page = "<p><ruby>庁内<rp>(</rp><rt>ちょうない</rt><rp>)</rp></ruby>の R&amp;D は 1 &lt; 2 です。</p>"
    assert shown(page) == [("paragraph", "庁内の R&D は 1 < 2 です。")]


def test_the_charset_the_page_names() -> None:
    page = '<html><head><meta charset="Shift_JIS"></head><body><p>窓口を改善します。</p></body></html>'
    assert read_html(page.encode("cp932"), "a.html").blocks[0].text == "窓口を改善します。"


def test_external_entities_are_not_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>窓口 &x; です。</p></body></html>'
    assert "root:" not in "".join(block.text for block in blocks(page))
