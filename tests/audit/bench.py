"""`make bench-audit`: an audit of all municipalities of the nation, measured. Not a test: nothing fails here.

`python -m tests.audit.bench [NUMBER...]`: how many plans of about 30,000 characters (100, 1,741 and 5,000 unless told); two
processes. Every audit is a process of its own, start-up included.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from compliance.report import audit_page
from tests.audit.many import audit_of_many
from tests.bench import thirty_thousand_characters
from tests.report.browser import CHROMIUM, opened

NUMBERS = (100, 1741, 5000)
INTERVAL = 0.2
"""Seconds between two looks at the memory."""


def plans_of(number: int, folder: Path) -> None:
    """Plans that differ in name and in the order of their chapters."""
    head, *chapters = thirty_thousand_characters().split("\n# ")
    for at in range(number):
        draw = random.Random(at)
        mixed = draw.sample(chapters, len(chapters))
        text = "\n# ".join([head, *mixed]).replace("ひのかわ", f"ひのかわ{at:04}")
        (folder / f"{at:04}.md").write_text(text, encoding="utf-8")


def memory_of(process: psutil.Process) -> int:
    """Bytes of a process and all its children, what they share counted once."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += one.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total


def audited(plans: Path, folder: Path) -> tuple[float, int]:
    """(seconds, most bytes of memory) of one audit."""
    code = "from compliance.cli import main; main()"
    command = [sys.executable, "-c", code, "audit", str(plans), "-o", str(folder), "--as-of", "2026-11-20", "-q"]
    began = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = [0]

    def watch() -> None:
        while process.poll() is None:
            most[0] = max(most[0], memory_of(process))
            time.sleep(INTERVAL)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.monotonic() - began
    watcher.join()
    return seconds, most[0]


def of(number: int) -> float:
    """Measure an audit of so many plans, cold and unchanged; gives the seconds of the cold one."""
    with tempfile.TemporaryDirectory() as room:
        plans, folder = Path(room) / "plans", Path(room) / "audit"
        plans.mkdir()
        plans_of(number, plans)
        began = time.time()
        cold, most = audited(plans, folder)
        assessed = max(file.stat().st_mtime for file in (folder / "assessments").iterdir()) - began
        unchanged, _ = audited(plans, folder)
    print(f"{number} plans:")
    print(f"  assessments cold            {assessed:7.1f} s ({assessed / number * 1000:.0f} ms a plan)")
    print(f"  reports, workbook, dashboard{cold - assessed:7.1f} s")
    print(f"  nothing changed             {unchanged:7.1f} s")
    print(f"  memory of all processes     {most / 2**20:7.0f} MiB", flush=True)
    return cold


def dashboard(number: int) -> None:
    """Measure how soon the dashboard of so many municipalities can be used."""
    with tempfile.TemporaryDirectory() as room:
        page = Path(room) / "index.html"
        audit, peers = audit_of_many(number)
        page.write_text(audit_page.render(audit, peers, "ja"), encoding="utf-8")
        with opened(page) as browser:
            loaded = browser.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
            drawn = browser.execute_script("const t = performance.now(); draw(); return performance.now() - t")
    print(f"dashboard of {number}: usable after {loaded / 1000:.2f} s (bound 2), a filter takes {drawn / 1000:.2f} s")


def main() -> None:
    """Print the figures."""
    numbers = [int(argument) for argument in sys.argv[1:]] or NUMBERS
    if CHROMIUM:
        for number in (180, 1741):
            dashboard(number)
    seconds = {number: of(number) for number in numbers}
    least = min(seconds)
    for number, taken in seconds.items():
        print(f"seconds a plan, {number} against {least}: {taken / number / (seconds[least] / least):.2f}")


if __name__ == "__main__":
    main()
