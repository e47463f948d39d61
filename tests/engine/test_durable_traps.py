"""What makes durable_rules 2.0.28 crash, hang or silently err, shape by shape: our compiler does not emit it, and rules
or facts that would lead there are evaluated rightly or refused with a clear message.

Each trap runs in a process of its own, so that a crash or a hang fails that test alone.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import random
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

import durable.engine
import durable_rules_engine
import pytest

from compliance.engine import durable as engine
from compliance.engine import identifiers, reference
from compliance.errors import InputError, InternalError
from compliance.rules.models import CrossCheckRule, RequirementRule
from tests.engine.generate import ODD_TEXTS, Generator, check, commitment, comparison, requirement
from tests.engine.safety import definitions, safe

SECONDS = 120
"""After which a trap counts as hung."""


def agree(requirements: Sequence[RequirementRule], *lists: list[Any], checks: Sequence[CrossCheckRule] = ()) -> None:
    """Compile; every ruleset is safe; on each list of facts the verdicts equal the reference's."""
    compiled = engine.compile_rules(requirements, checks)
    for definition in definitions(compiled):
        safe(definition)
    for facts in lists:
        expected = reference.evaluate(requirements, checks, facts)
        assert engine.evaluate(compiled, facts).verdicts == expected.verdicts


def refused(words: str, *conditions: dict[str, Any]) -> None:
    """The requirement of these conditions is refused, by its id and with these words in the message."""
    with pytest.raises(InputError) as error:
        engine.compile_rules([requirement("ORG-01", *conditions)], [])
    problem = error.value.problems[0]
    assert "requirement ORG-01" in problem.en
    assert words in problem.en
    assert "要件 ORG-01" in problem.ja


def each(number: int, *conditions: dict[str, Any]) -> list[RequirementRule]:
    """That many requirements, all of the same conditions."""
    return [requirement(f"A{chr(65 + index // 100)}A-{index % 100:02d}", *conditions) for index in range(number)]


def valued(value: Any) -> dict[str, Any]:
    """A commitment whose element is any value at all."""
    return {**commitment("e1"), "element": value}


def own(number: int) -> dict[str, Any]:
    """A test on an element of its own."""
    return {"element": f"e{number}"}


# --- limits ---------------------------------------------------------------------------------------------------------


def trap_256_rules_ending_on_one_test() -> None:
    """SIGSEGV at assert, or an unrelated rule fires."""
    with patch.object(engine, "UNITS", 1000):
        agree(each(300, own(1), {"none": [own(2)]}), [], [commitment("e1")], [commitment("e1"), commitment("e2")])


def trap_256_rules_ending_on_one_test_in_one_requirement() -> None:
    """Refused, or shared: the same test 300 times in one part."""
    refused("limit: 200 rules ending on one test", {"any": [own(1)] * 300})
    refused("limit: 200 rules ending on one test", {"all": [{"any": [own(1), own(number)]} for number in range(300)]})
    agree(each(1, {"any": [own(1)] * 199}), [commitment("e1")], [])


def trap_512_values_of_one_property() -> None:
    """Assert hangs from 512, registration from 513."""
    with patch.object(engine, "UNITS", 1000):
        agree(
            [requirement(f"A{chr(65 + index // 100)}A-{index % 100:02d}", own(index)) for index in range(600)],
            [commitment(f"e{index}") for index in range(0, 700, 7)],
        )
    refused("limit: 400 distinct values of one property", {"any": [own(number) for number in range(600)]})


def trap_512_values_in_one_list() -> None:
    """Values that no rule tells apart are one identifier."""
    agree(each(2, {"element": [f"e{number}" for number in range(2000)]}), [commitment("e1999")], [commitment("e2000")])


def crossed(elements: int, objects: int) -> dict[str, Any]:
    """A condition of elements x objects cells: some test tells every element, and some test every object, apart."""
    whole = {
        "element": [f"e{number}" for number in range(elements)],
        "object": [f"o{number}" for number in range(objects)],
    }
    return {
        "any": [
            whole,
            *({**whole, "element": element} for element in whole["element"]),
            *({**whole, "object": name} for name in whole["object"]),
        ]
    }


def trap_4096_rules() -> None:
    """Error 106 from 4,097; combinations of lists of values are refused before they are spelled out."""
    refused("more than 1000 combinations", crossed(40, 40))
    refused("limit: 2000 rules in one ruleset", crossed(30, 30))
    agree(
        [requirement(f"ORG-{number:02d}", crossed(20, 20)) for number in range(6)],
        [commitment("e3", object="o19")],
        [commitment("e20", object="o3")],
        [commitment("e3")],
    )


def trap_lists_across_each_other() -> None:
    """Tests that list values across each other multiply: refused before memory and time are gone."""
    draw = random.Random(1)
    tests = [
        {
            field: draw.sample([f"v{number}" for number in range(40)], 20)
            for field in ("element", "object", "strength", "actor", "place")
        }
        for _ in range(40)
    ]
    with pytest.raises(InputError, match="100000"):
        engine.compile_rules([requirement("ORG-01", {"any": tests})], [])


def trap_16_conditions_in_all() -> None:
    """Registers; error 304 at assert."""
    for number in (11, 12, 13, 16, 17, 26, 150):
        members = [own(index) for index in range(number)]
        facts = [commitment(f"e{index}") for index in range(number)]
        agree([requirement("ORG-01", {"all": members}), requirement("ORG-02", {"none": members})], facts, facts[1:], [])
    agree(
        [requirement("ORG-01", *(own(index) for index in range(26)))],
        [commitment(f"e{index}") for index in range(26)],
        [commitment(f"e{index}") for index in range(25)],
    )


def trap_29_join_tests() -> None:
    """Error 113, and SIGSEGV where a false join test other than equality is last: no test of ours joins facts."""
    refused("can't be used", {"element": {"c0": "element"}})
    refused("can't be used", {"element": {"$neq": {"element": {"c0": "element"}}}})


def trap_253_properties_of_a_fact() -> None:
    """Error 302. Fields that no rule tests never reach the engine."""
    fields = {f"field{number}": True for number in range(300)}
    agree(each(1, own(1)), [{**commitment("e1"), **fields}])
    refused("limit: 30 fields of one test", {"element": "e1", **fields})


def trap_64_sibling_tests_matched_by_one_fact() -> None:
    """Error 303. A fact is asserted once per set of fields tested, and matches one test at each level."""
    names = ["force", "strength", "actor", "place", "form", "year", "number", "frequency"]
    usual = commitment("e1")
    tests = [
        {"element": "e1", **{name: usual[name] for position, name in enumerate(names) if mask >> position & 1}}
        for mask in range(256)
    ]
    agree(
        [requirement(f"A{chr(65 + index // 100)}A-{index % 100:02d}", test) for index, test in enumerate(tests)],
        [usual],
        [{**usual, "year": True}],
    )


def trap_1024_live_states() -> None:
    """MemoryError. One state lives at a time."""
    compiled = engine.compile_rules(each(1, own(1)), [])
    for number in range(1100):
        expected = "satisfied" if number % 2 else "missing"
        assert engine.evaluate(compiled, [commitment(f"e{number % 2}")]).plan == expected


def trap_16_mib_in_a_string() -> None:
    """Error 314."""
    long = "x" * (17 * 2**20)
    agree(each(1, {"element": long}), [commitment(long)], [commitment(long[1:])])


# --- crashes --------------------------------------------------------------------------------------------------------


def trap_delete_state_without_a_fired_rule() -> None:
    """SIGSEGV. The rule on the last fact always fires; if it did not, the state would be left alone."""
    agree([], [], [commitment("e1")])
    agree(each(3, own(1)), [], [commitment("e2")], checks=[check("CHK-01")])
    compiled = engine.compile_rules(each(1, own(1)), [])
    with patch.object(engine._Run, "_fire", lambda *_: iter(())), pytest.raises(InternalError, match="did not fire"):
        engine.evaluate(compiled, [commitment("e1")])
    assert engine.evaluate(compiled, [commitment("e1")]).plan == "satisfied"


def trap_empty_batch() -> None:
    """SIGSEGV."""
    batches = []
    assert_facts = durable.engine.Ruleset.assert_facts

    def watched(self: Any, facts: list[Any]) -> Any:
        batches.append(facts)
        return assert_facts(self, facts)

    with patch.object(durable.engine.Ruleset, "assert_facts", watched):
        agree(each(2, own(1), {"none": [own(2)]}), [], [commitment("e3")], [{"fact": "body"}])
    assert batches
    assert all(batches)


# --- facts that durable_rules takes amiss ---------------------------------------------------------------------------


def trap_unhandled_fact() -> None:
    """MessageNotHandledException, and no action runs until the next successful assert."""
    facts = [{"fact": "unheard of"}, commitment("e9"), commitment("e1", "weak"), commitment("e2"), {"fact": "measure"}]
    agree(
        each(2, {"element": "e1", "force": "firm"}, {"element": "e2", "force": "weak"}),
        facts,
        [*facts, commitment("e1")],
    )


def trap_same_content_twice() -> None:
    """MessageObservedException: without an id, the content is the id."""
    agree(each(2, own(1), own(1)), [commitment("e1")] * 50, [commitment("e1"), commitment("e1", "weak")] * 20)
    agree(
        [],
        [comparison("CHK-01", "clear")] * 3,
        [comparison("CHK-01", "clear"), comparison("CHK-01", "raised")],
        checks=[check("CHK-01")],
    )


def trap_two_ids_of_one_hash() -> None:
    """A fact whose id has the 32-bit hash of another's is taken for the other."""
    ids = identifiers.identifiers(50_000)
    assert len({*map(identifiers.fnv, ids), identifiers.fnv(f"sid-{identifiers.SID}")}) == 50_001
    names = ["k", "d", "g", "n", "o", "p", "q", "r", "s", "id", "sid", "$s", *(f"f{number}" for number in range(30))]
    assert len(set(map(identifiers.fnv, names))) == len(names)


def trap_strings_of_65536_bytes() -> None:
    """Only the first (length mod 65,536) bytes count: such a string equals the empty one."""
    texts = ["", "x", "x" * 65_535, "x" * 65_536, "x" * 65_537, "x" * 131_072, "y" + "x" * 65_536, "語" * 30_000]
    for tested in texts:
        agree(each(1, {"element": tested}), *([commitment(text)] for text in texts))


def trap_string_against_number() -> None:
    """Compared as text: '' == 5 and '5' == 5 are true."""
    values = ["", "5", "05", 5, 0, 1, "0", "1", "abc", True, False, "True", "true", -5, 10**30, str(10**30)]
    for tested in values:
        agree(each(1, {"element": tested}), *([valued(value)] for value in values))


def trap_true_equals_one() -> None:
    """True == 1."""
    agree(each(1, {"year": True}), [commitment("e1", year=1)], [commitment("e1", year=True)])
    agree(each(1, {"year": 1}), [commitment("e1", year=True)], [commitment("e1", year=1)])
    agree(
        [requirement("ORG-01", {"year": [1, True]}), requirement("ORG-02", {"year": [0]})],
        [commitment("e1", year=value) for value in (0, False)],
        [commitment("e1", year=1)],
    )


ODD_VALUES: tuple[Any, ...] = (None, math.nan, math.inf, -math.inf, 1e-05, 1e16, 0.5, [], ["e1"], {"a": 1}, b"e1", ())
"""None joins None; NaN never compares; 1e-05, 1e+16 and -inf are error 204, inf is 202."""


def trap_values_of_other_types_in_rules() -> None:
    """Refused: a rule compares text, whole numbers and yes/no."""
    for value in ODD_VALUES:
        refused("can't be used", {"element": [value]})
        refused("can't be used", {"none": [{"element": ["e1", value]}]})
        refused("can't be used", {"at_least": 1, "distinct": "object", "of": [{"element": [value]}]})
        refused("can't be used", {"more_than": 0.5, "where": [{"fact": "measure", "title": [value]}]})


def trap_values_of_other_types_in_facts() -> None:
    """They equal nothing that a rule can say."""
    lists = [[valued(value)] for value in ODD_VALUES]
    agree(each(1, {"element": ["", "e1", "None", "nan", "1e-05", 0, 1, True]}), *lists)


def trap_odd_texts() -> None:
    """NUL, quotes, escapes, Japanese; a lone surrogate is "Invalid argument"."""
    for tested in ODD_TEXTS:
        agree(each(1, {"element": tested}), *([commitment(text)] for text in ODD_TEXTS))


def trap_odd_names() -> None:
    """Names of kinds and fields that mean something to durable_rules."""
    for name in ("$and", "$s", "sid", "id", "k", "a.b", "", "\x00", "$not", "'\"", "計画"):
        agree(
            each(1, {"fact": name, name: "e1"}, {"none": [{"fact": name, name: "e2"}]}),
            [{"fact": name, name: "e1"}],
            [{"fact": name, name: "e2"}],
            [{"fact": name, name: "e1"}] * 2,
        )


def trap_regular_expressions() -> None:
    """`$mt` knows neither ^ nor $: texts of rules are never patterns."""
    for text in ("^e1$", "e.", ".*", "[a-z]+", "(((("):
        agree(each(1, {"element": text}), [commitment("e1")], [commitment(text)])


# --- rules and actions ----------------------------------------------------------------------------------------------


def trap_rule_of_absence_alone() -> None:
    """Matches the state itself and loops forever."""
    agree(
        each(3, {"none": [own(1)]}, {"all": [{"none": [own(2)]}, {"none": [{"none": [own(3)]}]}]}),
        [],
        [commitment("e1")],
        [commitment("e3")],
        [commitment("e2"), commitment("e3")],
    )
    agree([requirement("ORG-01", own(1), partial={"none": [own(2)]})], [], [commitment("e2")])


def trap_deep_nesting() -> None:
    """1,000 deep is error 302; an absence of an absence waits for the stage below it."""
    condition = own(1)
    for depth in range(150):
        condition = {("any", "all", "none")[depth % 3]: [condition, own(2 + depth)]}
    agree(each(1, condition), [], [commitment("e1")], [commitment(f"e{number}") for number in range(2, 99, 5)])


def trap_exception_in_an_action() -> None:
    """Swallowed into the state, which may then loop forever. Ours come out, and the next evaluation is clean."""
    compiled = engine.compile_rules(each(1, own(1), {"none": [own(2)]}), [])
    for error in (ZeroDivisionError, KeyboardInterrupt, MemoryError):
        with patch.object(engine.Chain, "_derived", side_effect=error), pytest.raises(error):
            engine.evaluate(compiled, [commitment("e1")])
        assert engine.evaluate(compiled, [commitment("e1")]).plan == "satisfied"
        assert engine.evaluate(compiled, [commitment("e2")]).plan == "missing"


def trap_error_of_the_engine() -> None:
    """An error of durable_rules itself is never a verdict."""
    compiled = engine.compile_rules(each(1, own(1)), [])
    failures = (
        durable_rules_engine.error("304"),
        durable.engine.MessageNotHandledException([]),
        durable.engine.MessageObservedException([]),
    )
    for failure in failures:
        with patch.object(durable.engine.Ruleset, "assert_facts", side_effect=failure), pytest.raises(InternalError):
            engine.evaluate(compiled, [commitment("e1")])
    assert engine.evaluate(compiled, [commitment("e1")]).plan == "satisfied"


def trap_wall_clock_that_jumps() -> None:
    """`Host` drops the actions left when the clock has moved by ten seconds during one."""
    with patch.object(durable.engine, "_unix_now", side_effect=iter(range(0, 10**6, 3600)).__next__):
        agree(each(30, own(1), {"all": [own(1), own(2)]}), [commitment("e1")], [commitment("e1"), commitment("e2")])


def trap_rules_used_twice() -> None:
    """Registration strips `run` from the definition it is given: KeyError on the next use."""
    rules = each(2, own(1))
    agree(rules, [commitment("e1")])
    agree(rules, [commitment("e1")])


def trap_timer_threads() -> None:
    """A Host has three; a rule may then fire between two asserts."""
    agree(each(1, own(1)), [commitment("e1")])
    assert threading.active_count() == 1


def trap_fork() -> None:
    """Compiled rules work on in a forked process, and in the one it was forked from."""
    if not hasattr(os, "fork"):
        return
    compiled = engine.compile_rules(each(2, own(1)), [])
    child = os.fork()
    found = engine.evaluate(compiled, [commitment("e1")]).plan
    if not child:
        os._exit(0 if found == "satisfied" else 1)
    assert (found, os.waitpid(child, 0)[1]) == ("satisfied", 0)


def trap_generated_rules_are_safe() -> None:
    """Every ruleset made of generated rules has only the safe shapes."""
    for seed in range(60):
        requirements, checks = Generator(f"safe/{seed}").rules()
        for definition in definitions(engine.compile_rules(requirements, checks)):
            safe(definition)


# --- a process each -------------------------------------------------------------------------------------------------

TRAPS: dict[str, Callable[[], None]] = {
    name.removeprefix("trap_"): work for name, work in list(globals().items()) if name.startswith("trap_")
}


def in_process(name: str) -> None:
    """Run one trap; exit code 0 when all that it asserts holds."""
    try:
        TRAPS[name]()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


@pytest.mark.parametrize("name", TRAPS)
def test_trap(name: str) -> None:
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    process = context.Process(target=in_process, args=(name,))
    process.start()
    process.join(SECONDS)
    hung = process.is_alive()
    process.kill()
    process.join()
    assert not hung
    assert process.exitcode == 0
