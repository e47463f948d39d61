"""A page in headless Chromium: opened from its folder, watched for what it asks for and for what goes wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
NEEDS_BROWSER = pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="Chromium(chromium、chromium-driver)がありません")


@contextmanager
def opened(page: Path) -> Iterator[Any]:
    """A driver of a browser that shows the page; closed afterwards."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={page.parent}/profile",
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


def requested(browser: Any) -> list[str]:
    """The addresses asked for since the last call; fails where one is outside the machine."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert [url for url in urls if not url.startswith(("file:", "data:", "chrome:"))] == []
    return sorted(url for url in urls if url.startswith("file:"))


def errors(browser: Any) -> list[str]:
    """What the browser's console calls severe."""
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def serious_faults(browser: Any) -> list[str]:
    """The rules of axe-core that the page breaks seriously."""
    import axe_core_python

    script = next(Path(axe_core_python.__file__).parent.glob("axe.min.js")).read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.refresh()
    browser.execute_script(script)
    result = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    return [fault["id"] for fault in result["violations"] if fault["impact"] in ("serious", "critical")]
