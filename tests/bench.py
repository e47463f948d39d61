"""`make bench`: ratios measured in one run. Not a test: nothing fails here.

Every figure is the median of several rounds in this process (start-up excluded) or of several whole processes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from compliance.assess import Settings, assess, facts_of, plan_of
from compliance.engine import durable, reference
from compliance.engine.run import distinct
from compliance.facts.comparisons import compare
from compliance.read import read
from compliance.rules.loading import national_rules
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


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core
    rules = national_rules()
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
    help_ = seconds(process(str(Path(sys.executable).with_name("compliance")), "--help"))
    print(f"document: {len(text)} characters, {len(facts)} facts")
    for name, value in parts.items():
        print(f"  {name}: {value * 1000:.1f} ms")
    print(
        f"check / SudachiPy tokenise:   {check * 1000:.1f} ms / {sudachi * 1000:.1f} ms = {check / sudachi:.2f} (bound 2)"
    )
    print(
        f"engine (durable) per plan:    {engine * 1000:.1f} ms (bound 15); reference {plain * 1000:.1f} ms, ratio {engine / plain:.1f}"
    )
    print(
        f"--help / import click:        {help_ * 1000:.0f} ms / {click_ * 1000:.0f} ms = {help_ / click_:.2f} (bound 3)"
    )


if __name__ == "__main__":
    main()
