"""The page in a browser: filters, details, print; no error, no request, no serious fault of access."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance.assess import Settings, assess
from compliance.report.formats import Options, render
from compliance.rules.ruleset import Rules
from tests.conftest import SAMPLE

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="Chromium(chromium、chromium-driver)がありません")


@pytest.fixture(scope="module")
def browser(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    folder = tmp_path_factory.mktemp("page")
    page = folder / "点検.html"
    page.write_bytes(
        render("html", [assess(SAMPLE, rules, Settings(as_of=date(2026, 11, 20), edition="2.2"))], Options())
    )
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder}/profile",
        "--window-size=1000,900",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        driver.get(page.as_uri())
        yield driver
    finally:
        driver.quit()


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
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert [url for url in urls if not url.startswith(("file:", "data:", "chrome:"))] == []
    assert len([url for url in urls if url.startswith("file:")]) == 1
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_people_who_cannot_see_or_point_can_use_it(browser: Any) -> None:
    import axe_core_python

    script = next(Path(axe_core_python.__file__).parent.glob("axe.min.js")).read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.refresh()
    browser.execute_script(script)
    result = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    assert [fault["id"] for fault in result["violations"] if fault["impact"] in ("serious", "critical")] == []
