"""Title, owner and dates as covers, imprints and histories of revision write them."""

from __future__ import annotations

import pytest

from compliance.extract.identity import Identity, identity
from compliance.read.markdown import read_markdown


def read(text: str) -> Identity:
    return identity(read_markdown(text, "計画.md"))


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("北山市DX推進計画", "北山市"),
        ("第2期 ○○町デジタル化推進計画", None),
        ("○○町デジタル・トランスフォーメーション推進計画", "○○町"),
        ("四日里市市情報化計画", "四日里市市"),
        ("東村里市スマート自治体推進計画", "東村里市"),
        ("みなせ県ひのかわ市DX推進計画", "ひのかわ市"),
        ("市川原市DX推進計画", "市川原市"),
    ],
)
def test_owner_from_title(title: str, owner: str | None) -> None:
    assert read(f"# {title}\n\n## 1 目的\n\n目的です。\n").municipality == owner


def test_title_over_several_lines() -> None:
    who = read(
        "北山版\n\nデジタル・トランスフォーメーション(DX)\n\n推進計画\n\n北山市役所総務部情報課\n\n目次\n\n"
        "1. はじめに.....1\n"
    )
    assert who.title == "北山版デジタル・トランスフォーメーション(DX)推進計画"
    assert who.municipality == "北山市"


def test_owner_with_spaces_between_letters() -> None:
    assert read("# DX推進計画\n\n令和5年7月\n\n北 山 市\n\n# 目次\n").municipality == "北山市"


def test_slogan_is_no_owner() -> None:
    assert (
        read("# DX推進計画\n\nDX先進都市・きたやま\n\n# 目次\n\n## 1 目的\n\n本市は進めます。\n").municipality is None
    )


def test_owner_from_the_body() -> None:
    text = "# DX推進計画\n\n## 1 目的\n\n北山市では、人口が減っています。\n\n## 2 取組\n\n北山市は、窓口を改めます。\n"
    assert read(text).municipality == "北山市"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# みなせ県DX推進計画\n\n## 1 目的\n\n本県は進めます。\n", "prefecture"),
        ("# みなせ県ひのかわ市DX推進計画\n\n## 1 目的\n\n本市は進めます。\n", "municipality"),
        ("# DX推進計画\n\n## 1 目的\n\n本県は進めます。\n\n知事が定めます。\n\n本県の職員です。\n", "prefecture"),
        ("# DX推進計画\n\n## 1 目的\n\n本市は進めます。県は支えます。\n", "municipality"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("cover", "adopted", "revised"),
    [
        ("令和5年(2023年)7月", "2023-07", None),
        ("令和4年3月31日\n\n改訂 令和8年3月31日", "2022-03-31", "2026-03-31"),
        ("令和6年3月策定", "2024-03", None),
        ("策定:令和4年3月\n\n改定:令和7年3月", "2022-03", "2025-03"),
        ("令和4年3月策定(令和6年2月一部改正、令和7年3月改定)", "2022-03", "2025-03"),
        ("2024年4月", "2024-04", None),
        ("R6.3", "2024-03", None),
        ("令和7年度~令和11年度", None, None),
        ("令和7年度(2025年度)~令和11年度(2029年度)\n\n令和7年6月", "2025-06", None),
    ],
)
def test_dates_on_the_cover(cover: str, adopted: str | None, revised: str | None) -> None:
    who = read(f"# 北山市DX推進計画\n\n{cover}\n\n北山市\n\n# 目次\n\n## 1 目的\n\n目的です。\n")
    assert (who.adopted, who.revised) == (adopted, revised)


def test_imprint() -> None:
    assert (
        read("# 北山市DX推進計画\n\n## 1 目的\n\n目的です。\n\n北山市DX推進計画 令和6年3月発行\n").adopted == "2024-03"
    )


def test_sentence_about_the_national_plan_is_no_imprint() -> None:
    text = (
        "# 北山市DX推進計画\n\n2024年3月20日 策定\n\n## 1 位置付け\n\n"
        "本計画は、総務省が令和4年9月に改定した計画を踏まえて策定する。\n"
    )
    who = read(text)
    assert (who.adopted, who.revised) == ("2024-03-20", None)


def test_history_of_revisions() -> None:
    text = (
        "# 北山市DX推進計画\n\n## 1 目的\n\n目的です。\n\n## 改定履歴\n\n| 版 | 年月 | 内容 |\n|---|---|---|\n"
        "| 1.0 | 令和4年3月 | 策定 |\n| 1.1 | 令和5年6月 | 改定 |\n| 2.0 | 令和7年3月 | 改定 |\n"
    )
    who = read(text)
    assert (who.adopted, who.revised) == ("2022-03", "2025-03")


def test_course_of_its_making() -> None:
    text = (
        "# 北山市DX推進計画\n\n## 1 目的\n\n目的です。\n\n# 資料編\n\n## 策定の経過\n\n| 年月 | 内容 |\n|---|---|\n"
        "| 令和5年7月 | 策定の方針を決定 |\n| 令和6年2月 | 計画案の審議 |\n| 令和6年3月 | 推進本部で計画を決定 |\n"
    )
    assert read(text).adopted == "2024-03"


def test_sentence_about_itself() -> None:
    assert read("# 北山市DX推進計画\n\n## 1 目的\n\n本計画は、令和6年3月に策定しました。\n").adopted == "2024-03"


def test_no_date_at_all() -> None:
    text = "# 北山市DX推進計画\n\n## 1 国の動向\n\n国は令和2年12月に計画を策定し、令和4年9月に改定しました。\n"
    assert read(text).adopted is None
