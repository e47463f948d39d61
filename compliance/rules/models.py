"""Requirement, cross-check, edition, concept, element: the shapes of the YAML files in `rules/`. Unknown keys are errors."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from compliance.assessment import Obligation, Severity

Source = Annotated[str, StringConstraints(pattern=r"^(national|catalogue|general|examples|plan:[a-z0-9_-]+)$")]
Word = Annotated[str, StringConstraints(max_length=60, pattern=r"[^\s\p{C}…]")]
WordList = Annotated[list[Word], BeforeValidator(lambda given: given.split() if isinstance(given, str) else given)]
"""Written as one text with blanks between the words, or as a list."""
Scalar = str | bool | int


class Model(BaseModel):
    """A part of a rule file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# --- conditions -----------------------------------------------------------------------------------------------------


class Test(BaseModel):
    """`{fact: KIND, FIELD: value or list of values, ...}`: holds for a fact whose fields all have an allowed value."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __test__ = False

    fact: str = "commitment"

    @cached_property
    def fields(self) -> dict[str, tuple[Scalar, ...]]:
        """Field -> allowed values, in the order written."""
        return {
            key: tuple(value) if isinstance(value, list) else (value,)
            for key, value in (self.model_extra or {}).items()
        }

    @cached_property
    def allowed(self) -> tuple[tuple[str, frozenset[tuple[type, Scalar]]], ...]:
        """Each field with the types and values it may have: 1 is not true."""
        return tuple((key, frozenset((type(value), value) for value in values)) for key, values in self.fields.items())


class AnyOf(Model):
    """At least one member holds."""

    any: list[Condition] = Field(min_length=1)


class AllOf(Model):
    """Every member holds."""

    all: list[Condition] = Field(min_length=1)


class NoneOf(Model):
    """No member holds."""

    none: list[Condition] = Field(min_length=1)


class AtLeast(Model):
    """At least `at_least` distinct values of field `distinct` among the facts that one of the tests `of` matches."""

    at_least: int = Field(ge=1, le=50)
    distinct: str
    of: list[Test] = Field(min_length=1)


class ShareOfMeasures(Model):
    """More than `more_than` (0 to 1) of the plan's measures match one of the tests `where`."""

    more_than: float = Field(ge=0, lt=1)
    where: list[Test] = Field(min_length=1)


def _condition_kind(value: Any) -> str:
    keys = set(value) if isinstance(value, dict) else set()
    for key, tag in (
        ("any", "any"),
        ("all", "all"),
        ("none", "none"),
        ("at_least", "at_least"),
        ("more_than", "share"),
    ):
        if key in keys:
            return tag
    if isinstance(value, BaseModel):
        return {AnyOf: "any", AllOf: "all", NoneOf: "none", AtLeast: "at_least", ShareOfMeasures: "share"}.get(
            type(value), "test"
        )
    return "test"


Condition = Annotated[
    Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[NoneOf, Tag("none")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[ShareOfMeasures, Tag("share")]
    | Annotated[Test, Tag("test")],
    Discriminator(_condition_kind),
]


# --- requirements ---------------------------------------------------------------------------------------------------


class Criterion(Model):
    """What each status asks for, in words, as a reader judges by it (catalogue)."""

    satisfied: str
    partial: str
    not_enough: str


class PartRule(Model):
    """One part of a requirement: its name (a, b, ...), what it asks in words, and the condition over facts."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    title: str
    when: Condition


class NotEnough(Model):
    """What was seen but does not count, and the reason that is given for it."""

    when: Condition
    reason: str


class Examples(Model):
    """Own sentences of the rule's author for each status; `compliance rules test` judges them."""

    satisfied: list[str] = Field(min_length=1)
    partial: list[str] = []
    missing: list[str] = Field(min_length=1)


class RequirementRule(Model):
    """One requirement: all `parts` hold = satisfied; some, or `partial` holds = partial; none = missing."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d{2}$")]
    title: str
    applies_to: list[Literal["municipality", "prefecture"]] = Field(min_length=1)
    effective_from: int | None = None
    deadline_fy: int | None = None
    criterion: Criterion
    parts: list[PartRule] = Field(min_length=1)
    partial: Condition | None = None
    not_enough: list[NotEnough] = []
    remedy: str
    examples: Examples

    @property
    def topic(self) -> str:
        """The three letters the id begins with."""
        return self.id[:3]


class RequirementFile(Model):
    """`rules/requirements/<topic>.yaml`."""

    topic: str
    title: str
    requirements: list[RequirementRule]


# --- cross-checks ---------------------------------------------------------------------------------------------------


class CrossCheckRule(Model):
    """One cross-check: the kind of comparison (a closed list in `facts/`) and its parameters."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d{2}$")]
    title: str
    kind: str
    parameters: dict[str, Any] = {}
    severity: Severity
    raised_when: str
    not_assessable_when: str
    messages: dict[Literal["raised", "clear", "not_assessable"], str]
    remedy: str


class CrossCheckFile(Model):
    """`rules/cross_checks/<subject>.yaml`."""

    subject: str
    cross_checks: list[CrossCheckRule]


# --- editions -------------------------------------------------------------------------------------------------------


class EditionEntry(Model):
    """One requirement in one edition: its clause, its obligation, and whether the clause is inferred (推定)."""

    clause: str
    obligation: Obligation
    inferred: bool = False


class MinorEdition(Model):
    """A minor edition that is assessed as the one whose file it stands in (catalogue: assess_as)."""

    edition: str
    published: date


class Edition(Model):
    """`rules/editions/<edition>.yaml`: one edition of the national plan, or with `alongside` a prefecture's own guideline,
    whose requirements are assessed along with whichever edition of the national plan is chosen."""

    edition: str
    title: str
    published: date
    confirmed: bool
    note: str
    also: list[MinorEdition] = []
    alongside: bool = False
    requirements: dict[str, EditionEntry]


# --- vocabulary -----------------------------------------------------------------------------------------------------


class Concept(Model):
    """A thing plans speak of: canonical title, kind, and how plans word it, by source.

    A wording is literal text; `…` inside it stands for up to 15 characters of the same sentence. A hit does not
    count that begins inside an occurrence of one of `not_in`: `避難計画` turns away `計画を見直` and `計画の改定` alike.
    """

    title: str
    kind: str
    wordings: dict[Source, WordList]
    not_in: WordList = []


Group = str | list[str]


class Way(Model):
    """One way to say an element. `says`: each group occurs in the statement itself; `about`: each occurs in the
    statement, in its headings, in its list's lead-in or earlier in its paragraph; `unless`: none occurs in the statement;
    `not_below`: none occurs in its headings, header cells or the list items it is nested in.

    A group is a concept id, `kind:NAME` for any concept of a kind, or a list of these of which one suffices.
    """

    says: list[Group] = Field(min_length=1)
    about: list[Group] = []
    unless: list[str] = []
    not_below: list[str] = []


class Element(Model):
    """What a requirement asks for: one or more ways to say it. `object`: the kind of concept that is its object, one
    commitment for each concept of that kind in the statement."""

    title: str
    ways: list[Way] = Field(min_length=1)
    object: str | None = None


class VocabularyFile(Model):
    """`rules/vocabulary/<topic>.yaml`."""

    topic: str
    title: str
    concepts: dict[str, Concept] = {}
    elements: dict[str, Element] = {}
