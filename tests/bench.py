"""`make bench`: ratios measured in one run. Not a test: nothing fails here.

Every figure is the median of several rounds in this process (start-up excluded) or of several whole processes.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2

from compliance.assess import Settings, assess, facts_of, plan_of, prepare
from compliance.engine import durable, reference
from compliance.engine.run import distinct
from compliance.facts.comparisons import compare
from compliance.read import read
from compliance.rules.loading import national_rules
from tests import laid_out
from tests.conftest import SAMPLE

CHARACTERS = 30_000
ROUNDS = 15


def seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median wall time of an action in seconds, after one round to warm up."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def thirty_thousand_characters() -> str:
    """The sample plan, run on from its measures until it has 30,000 characters."""
    text = SAMPLE.read_text(encoding="utf-8")
    body = text[text.index("\n# ") :]
    while len(text) < CHARACTERS:
        text += body
    return text[:CHARACTERS]


def tokenise(text: str) -> Callable[[], object]:
    """SudachiPy over the whole text, line by line."""
    from sudachipy import dictionary

    tokenizer = dictionary.Dictionary().create()
    lines = [line for line in text.split("\n") if line]
    return lambda: [tokenizer.tokenize(line) for line in lines]


def process(*command: str) -> Callable[[], object]:
    """A whole process."""
    return lambda: subprocess.run(command, check=True, capture_output=True)


def plain_text(path: Path) -> int:
    """PDFium's own text of every page; gives the number of pages."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        return len(pdf)


def read_formats() -> None:
    """Seconds per page of every format, of the national plan (where SHARED is, else the sample plan) laid out by Chromium and
    LibreOffice; a page is a page of the PDF."""
    if not laid_out.CHROMIUM:
        print("PDF: no Chromium to lay out the plan")
        return
    national = Path(os.environ.get("SHARED") or "/nonexistent") / "corpus" / "national" / "soumu-jichitai-dx-2.2.md"
    source = national if national.is_file() else SAMPLE
    forms = {"pdf": laid_out.pdf_of, "html": laid_out.html_of} | (
        {"docx": laid_out.docx_of, "xlsx": laid_out.xlsx_of} if laid_out.SOFFICE else {}
    )
    with tempfile.TemporaryDirectory() as folder:
        paths = {"md": source}
        for form, make in forms.items():
            paths[form] = Path(folder) / f"plan.{form}"
            paths[form].write_bytes(make(source))
        count = plain_text(paths["pdf"])
        plain = seconds(lambda: plain_text(paths["pdf"]), 7)
        times = {form: seconds(lambda path=path: read(path), 7) for form, path in paths.items()}  # type: ignore[misc]
    print(f"read of {source.name}, {count} pages as PDF, per page:")
    for form, value in times.items():
        print(f"  {form}: {value / count * 1000:.2f} ms")
    print(
        f"read PDF / PDFium's text:     {times['pdf'] * 1000:.0f} ms / {plain * 1000:.0f} ms = {times['pdf'] / plain:.2f} (bound 3)"
    )


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core
    rules = national_rules()
    prepare(rules)
    gc.freeze()  # as the process does that reads plans
    settings = Settings(as_of=date(2026, 11, 20))
    text = thirty_thousand_characters()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.md"
        path.write_text(text, encoding="utf-8")
        check = seconds(lambda: assess(path, rules, settings))
        parts = {"read": seconds(lambda: read(path)), "read+extract": seconds(lambda: plan_of(read(path), rules))}
        plan = plan_of(read(path), rules)
    sudachi = seconds(tokenise(text))
    compared = compare(rules.cross_checks.values(), plan, rules.reference, settings.as_of)
    facts = [sourced.fact for sourced in facts_of(plan, compared)]
    compiled = durable.compile_rules(list(rules.requirements.values()), list(rules.cross_checks.values()))
    engine = seconds(lambda: durable.evaluate(compiled, distinct(facts)))
    plain = seconds(
        lambda: reference.evaluate(list(rules.requirements.values()), list(rules.cross_checks.values()), facts)
    )
    click_ = seconds(process(sys.executable, "-c", "import click"))
    command = str(Path(sys.executable).with_name("compliance"))
    help_ = seconds(process(command, "--help"))
    check_sample = [command, "check", str(SAMPLE), "--quiet"]
    whole = seconds(lambda: subprocess.run(check_sample, check=False, capture_output=True), 5)  # 1: it has gaps
    print(f"document: {len(text)} characters, {len(facts)} facts")
    for name, value in parts.items():
        print(f"  {name}: {value * 1000:.1f} ms")
    print(
        f"check / SudachiPy tokenise:   {check * 1000:.1f} ms / {sudachi * 1000:.1f} ms = {check / sudachi:.2f} (bound 2)"
    )
    print(
        f"engine (durable) per plan:    {engine * 1000:.1f} ms (bound 15); reference {plain * 1000:.1f} ms, ratio {engine / plain:.1f}"
    )
    read_formats()
    print(
        f"--help / import click:        {help_ * 1000:.0f} ms / {click_ * 1000:.0f} ms = {help_ / click_:.2f} (bound 3)"
    )
    print(f"check of the sample, from start to end of the process: {whole:.2f} s")


if __name__ == "__main__":
    main()
