"""`python -m tests.engine.fuzz --pairs 100000 --seed 1`: generated rules and facts through both engines.

A pair is one generated rule set with one generated list of facts. Prints the number of pairs and of disagreements, and
the seed of each disagreement; exit code 1 on any.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from compliance.engine import durable, reference
from tests.engine.generate import Generator

LISTS = 50
"""Lists of facts per rule set: compiling costs more than evaluating."""


def disagreements(seed: str, lists: int = LISTS) -> list[str]:
    """One rule set with that many lists of facts; what went wrong, by seed and number of the list."""
    generator = Generator(seed)
    requirements, checks = generator.rules()
    compiled = durable.compile_rules(requirements, checks)
    wrong = []
    for number in range(lists):
        facts = generator.facts(checks)
        expected = reference.evaluate(requirements, checks, facts).verdicts
        try:
            found = durable.evaluate(compiled, facts).verdicts
        except Exception as error:  # any failure counts as a disagreement
            found = (repr(error)[:300],)
        if found != expected:
            wrong.append(f"seed {seed} list {number}: {found} instead of {expected}")
    return wrong


def seeds(pairs: int, seed: int) -> Iterator[str]:
    """A seed for each rule set."""
    return (f"{seed}/{number}" for number in range(-(-pairs // LISTS)))


def main() -> int:
    """Run all pairs on all cores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    todo = list(seeds(arguments.pairs, arguments.seed))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        wrong = [line for lines in pool.map(disagreements, todo, chunksize=10) for line in lines]
    for line in wrong:
        print(line)
    print(f"pairs: {len(todo) * LISTS}, disagreements: {len(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
