"""The page in a browser: filters, details, print; no error, no request, no serious fault of access."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from compliance.assess import Settings, assess
from compliance.report.formats import Options, render
from compliance.rules.ruleset import Rules
from tests.conftest import SAMPLE
from tests.report.browser import NEEDS_BROWSER, errors, opened, requested, serious_faults

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def browser(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    page = tmp_path_factory.mktemp("page") / "点検.html"
    page.write_bytes(
        render("html", [assess(SAMPLE, rules, Settings(as_of=date(2026, 11, 20), edition="2.2"))], Options())
    )
    with opened(page) as driver:
        yield driver


def shown(browser: Any) -> list[Any]:
    return [finding for finding in browser.find_elements("css selector", "details.finding") if finding.is_displayed()]


def test_filters_show_what_fits_and_say_how_many(browser: Any) -> None:
    from selenium.webdriver.support.ui import Select

    everything = len(shown(browser))
    Select(browser.find_element("name", "topic")).select_by_value("SEC")
    assert {finding.get_attribute("data-topic") for finding in shown(browser)} == {"SEC"}
    Select(browser.find_element("name", "status")).select_by_value("missing")
    found = shown(browser)
    assert {finding.get_attribute("data-status") for finding in found} <= {"missing"}
    assert browser.find_element("id", "count").text.startswith(f"{len(found)} / {everything} ")
    browser.find_element("css selector", "button[type=reset]").click()
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(shown(browser)) == everything


def test_a_finding_opens_by_keyboard_to_quotes_clause_and_remedy(browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    gap = browser.find_element("css selector", "details.missing")
    gap.find_element("tag name", "summary").send_keys(Keys.ENTER)
    assert gap.get_attribute("open")
    body = gap.find_element("css selector", ".body").text
    for part in ("国の計画の条項", "改善", "探した語"):
        assert part in body


def test_it_prints_on_a4_with_the_gaps_open(browser: Any) -> None:
    import base64
    import re

    pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    width, height = (float(number) for number in re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", pdf)[0])
    assert (round(width), round(height)) == (595, 842)


def test_nothing_is_requested_and_nothing_fails(browser: Any) -> None:
    assert len(requested(browser)) == 1
    assert errors(browser) == []


def test_people_who_cannot_see_or_point_can_use_it(browser: Any) -> None:
    assert serious_faults(browser) == []
