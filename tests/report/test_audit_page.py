"""The dashboard of an audit in a browser, with a prefecture's municipalities and with all of the nation's; its workbook in an office
suite."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from compliance.report import audit_page, audit_workbook
from tests.audit.many import audit_of_many
from tests.laid_out import SOFFICE
from tests.report.browser import NEEDS_BROWSER, errors, opened, requested, serious_faults


@pytest.fixture(scope="module", params=[180, 1741])
def dashboard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, int]]:
    folder = tmp_path_factory.mktemp("audit")
    audit, peers = audit_of_many(request.param)
    (folder / "index.html").write_text(audit_page.render(audit, peers, "ja"), encoding="utf-8")
    (folder / "reports").mkdir()
    for plan in audit.plans:
        if plan.report:
            (folder / plan.report).write_text(f"<!DOCTYPE html><title>{plan.name}</title>", encoding="utf-8")
    with opened(folder / "index.html") as browser:
        yield browser, request.param


def rows(browser: Any) -> int:
    return int(browser.execute_script("return document.querySelectorAll('#rows tr').length"))


@NEEDS_BROWSER
def test_every_municipality_stands_in_it_and_the_filters_choose(dashboard: tuple[Any, int]) -> None:
    from selenium.webdriver.support.ui import Select

    browser, number = dashboard
    assert rows(browser) == number
    Select(browser.find_element("name", "kind")).select_by_visible_text("町")
    towns = rows(browser)
    assert towns == sum(at % 3 == 1 for at in range(number))
    Select(browser.find_element("name", "band")).select_by_visible_text("大")
    assert 0 < rows(browser) < towns
    assert browser.find_element("id", "count").text.startswith(str(rows(browser)))
    Select(browser.find_element("name", "topic")).select_by_value("SEC")
    shown = browser.execute_script(
        "return [...document.querySelectorAll('#shares summary span:first-child')].map(e => e.textContent)"
    )
    assert len(shown) == 7
    assert {id_[:3] for id_ in shown} == {"SEC"}
    browser.find_element("css selector", "button[type=reset]").click()
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert rows(browser) == number


@NEEDS_BROWSER
def test_statutory_gaps_come_first_and_open_to_who_lacks_them_and_whom_to_learn_from(
    dashboard: tuple[Any, int],
) -> None:
    browser, _ = dashboard
    first = browser.find_element("css selector", "#shares details")
    statutory = {"STD-01", "SEC-03", "ODA-04"}
    assert first.find_element("css selector", "summary span").text in statutory
    first.find_element("tag name", "summary").click()
    body = first.find_element("css selector", ".body")
    assert body.find_elements("css selector", "a[href^='reports/']")
    assert "見本0001市" in body.find_element("tag name", "blockquote").text


@NEEDS_BROWSER
def test_a_municipality_opens_its_own_report_in_the_folder(dashboard: tuple[Any, int]) -> None:
    browser, _ = dashboard
    requested(browser)
    link = browser.find_element("css selector", "#rows a")
    name = link.text
    link.click()
    assert browser.title == name
    browser.back()
    assert errors(browser) == []
    assert all("/audit" in address for address in requested(browser))


@NEEDS_BROWSER
def test_people_who_cannot_see_or_point_can_use_the_dashboard(dashboard: tuple[Any, int]) -> None:
    browser, number = dashboard
    if number > 180:
        pytest.skip("同じ頁の大きなもの。axe-core は全ての要素を見るので時間がかかる")
    assert serious_faults(browser) == []


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice がありません")
def test_the_workbook_keeps_filters_and_colours_in_an_office_suite(tmp_path: Path) -> None:
    audit, peers = audit_of_many(60)
    (tmp_path / "matrix.xlsx").write_bytes(audit_workbook.render(audit, [], peers, "ja"))
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "again"), str(tmp_path / "matrix.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    again = load_workbook(io.BytesIO((tmp_path / "again" / "matrix.xlsx").read_bytes()))
    matrix = again["団体×要件"]
    assert matrix.auto_filter.ref == "A1:CW61"
    rules = [rule for area in matrix.conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules} >= {'"○"', '"△"', '"×"'}
    assert [cell.value for cell in matrix[2]][1] == "見本0001市"
