"""What a commitment is worth, by the coding rules of the catalogue; each rule is one test."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from compliance.facts.commitments import LEAST_LIKE, NOT_COUNTING, UNLIKE, commitment_facts, force, kept
from compliance.plan import Actor, Form, PlaceKind, Strength
from compliance.rules.fact_kinds import FACT_KINDS
from tests.made import commitment


def worth(**changes: object) -> str:
    return force(commitment(**changes))[0]


@pytest.mark.parametrize("strength", ["done", "doing", "committed"])
def test_what_is_promised_or_done_in_own_measures_is_firm(strength: str) -> None:
    assert worth(strength=strength) == "firm"


@pytest.mark.parametrize("actor", ["nation", "prefecture", "other"])
@pytest.mark.parametrize("strength", ["done", "committed", "considered"])
def test_what_others_do_is_worth_nothing(actor: str, strength: str) -> None:
    assert worth(actor=actor, strength=strength) == "none"


@pytest.mark.parametrize("place", ["glossary", "contents", "national", "quotation"])
def test_glossary_contents_and_the_nations_words_are_worth_nothing(place: str) -> None:
    assert worth(place=place) == "none"


@pytest.mark.parametrize("strength", ["considered", "trial"])
def test_considering_and_trying_out_are_weak(strength: str) -> None:
    assert worth(strength=strength) == "weak"


def test_an_aim_is_firm_only_with_a_year_or_a_number() -> None:
    assert worth(strength="aimed") == "weak"
    assert worth(strength="aimed", dated=True) == "firm"
    assert worth(strength="aimed", number="80%") == "firm"


@pytest.mark.parametrize(
    ("place", "expected"), [("current", "none"), ("background", "none"), ("measure", "weak"), ("vision", "weak")]
)
def test_a_need_counts_weakly_in_own_policies_and_not_at_all_in_the_background(place: str, expected: str) -> None:
    assert worth(strength="necessity", place=place) == expected


@pytest.mark.parametrize("strength", ["effect", "ended"])
def test_hoped_effects_and_what_was_given_up_are_worth_nothing(strength: str) -> None:
    assert worth(strength=strength) == "none"


def test_a_heading_alone_only_names() -> None:
    assert worth(form="heading", strength="mention") == "named"
    assert worth(form="heading", strength="committed") == "named"


def test_a_bare_word_names_in_own_measures_and_is_nothing_in_the_background() -> None:
    assert worth(strength="mention") == "named"
    assert worth(strength="mention", place="background") == "none"


def test_past_achievements_count_wherever_they_are_told() -> None:
    assert worth(strength="done", place="current") == "firm"


def test_all_that_is_not_firm_says_why() -> None:
    for actor, place, form, strength in product(*map(get_args, (Actor, PlaceKind, Form, Strength))):
        value, why = force(commitment(actor=actor, place=place, form=form, strength=strength))
        assert value in FACT_KINDS["commitment"]["force"]  # type: ignore[operator]
        assert (value == "firm") == (why == "")


def test_of_what_does_not_count_the_first_few_of_each_element_are_kept() -> None:
    idle = [commitment(actor="nation", number=str(number)) for number in range(NOT_COUNTING + 3)]
    other = commitment(element="AAA.robot_use", actor="nation")
    counting = [commitment(number=str(number)) for number in range(20)]
    assert kept([*idle, other, *counting]) == [*idle[:NOT_COUNTING], other, *counting]


def test_a_fact_has_the_published_fields_and_keeps_its_passage() -> None:
    entry = commitment(strength="considered", number="3件", dated=True, wording="ドローン")
    (sourced,) = commitment_facts([entry])
    assert set(sourced.fact) == {"fact", *FACT_KINDS["commitment"]}
    assert (sourced.fact["force"], sourced.fact["year"], sourced.fact["number"], sourced.fact["frequency"]) == (
        "weak",
        True,
        True,
        False,
    )
    assert (sourced.passages, sourced.why_not, sourced.wording) == (
        [entry.at],
        "検討・研究にとどまる記載です",
        "ドローン",
    )


def test_words_that_stand_together_by_chance_are_worth_nothing() -> None:
    assert force(commitment(likeness=(LEAST_LIKE - 0.1, -5.0))) == ("none", UNLIKE)
    assert worth(likeness=(LEAST_LIKE, -5.0)) == "firm"
