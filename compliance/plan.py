"""`Plan`: the municipal plan model. What a plan says, every value with the passages it came from.

Made from a document by `extract`, or written and corrected by a person as YAML in `plans/`. In that YAML a passage is a
place and a hash; the quote is optional, so that a reviewed model carries no one's sentences.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
FiscalYear = Annotated[int, Field(ge=1989, le=2100)]

Strength = Literal[
    "done", "doing", "committed", "aimed", "considered", "necessity", "trial", "ended", "effect", "mention"
]
STRENGTHS: tuple[Strength, ...] = (
    "done",
    "doing",
    "committed",
    "aimed",
    "trial",
    "considered",
    "necessity",
    "ended",
    "effect",
    "mention",
)
"""From the strongest to the weakest."""
Actor = Literal["own", "nation", "prefecture", "other"]
PlaceKind = Literal[
    "measure",
    "organisation",
    "vision",
    "current",
    "background",
    "national",
    "glossary",
    "appendix",
    "contents",
    "timetable",
    "kpi",
    "quotation",
]
Form = Literal["sentence", "item", "row", "heading", "section"]


class Model(BaseModel):
    """A part of a plan; a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid")


class Passage(Model):
    """A place in the plan's document. `turn`: after how many characters of the quote the next page begins. `sha256`: first
    16 hex digits of the hash of the normalised quote."""

    line: int | None = None
    page: int | None = None
    turn: int | None = None
    sheet: str | None = None
    cell: str | None = None
    file: str | None = None
    section: str | None = None
    quote: str | None = None
    sha256: str | None = None

    @property
    def spot(self) -> tuple[object, ...]:
        """What tells its place from others: the line, or, in a format without lines, page, sheet, cell and content."""
        if self.line is not None:
            return self.file, self.line
        return self.file, self.page, self.sheet, self.cell, self.sha256


class Period(Model):
    """The period of the plan in fiscal years (1 April to 31 March); an open end is None. `last_day`: where the plan gives
    its end as a month or a day."""

    start_fy: FiscalYear | None = None
    end_fy: FiscalYear | None = None
    last_day: date | None = None
    at: list[Passage] = []


class Citation(Model):
    """A named document the plan refers to, with the edition or date it gives, and in what role.

    `role`: basis (conforms to, is based on, refers to as current), history (told as past), note (said to be ended or
    replaced), mention (glossary, list of events).
    """

    document: str
    edition: str | None = None
    date: PartialDate | None = None
    role: Literal["basis", "history", "note", "mention"]
    actor: Actor = "own"
    at: Passage


class Body(Model):
    """An organisation that drives the plan: its name, who leads it, its members and what it does."""

    name: str
    chair: str | None = None
    members: str | None = None
    role: str | None = None
    at: Passage


class Measure(Model):
    """A measure (施策): its number and title, the offices that carry it, and whether the timetable has it."""

    number: str | None = None
    title: str
    offices: list[str] = []
    scheduled: bool = False
    at: Passage


class Commitment(Model):
    """One thing the plan says about one element of the vocabulary.

    `likeness`: how much its sentence says what those say that meet the requirement, as in `Likeness`: (present, satisfied), present
    less what chance accounts for (`extract.likeness.chance`).
    """

    element: str
    object: str | None = None
    strength: Strength
    actor: Actor = "own"
    place: PlaceKind = "measure"
    form: Form = "sentence"
    fiscal_year: FiscalYear | None = None
    dated: bool = False
    number: str | None = None
    frequency: str | None = None
    wording: str | None = None
    likeness: tuple[float, float] | None = None
    at: Passage


class NearMiss(Model):
    """A passage that names part of an element and lacks the rest: shown when the element is found nowhere. `likeness`: as of a
    commitment."""

    element: str
    lacks: str
    strength: Strength
    actor: Actor = "own"
    place: PlaceKind = "measure"
    likeness: tuple[float, float] | None = None
    at: Passage


class Likeness(Model):
    """How much the plan says what plans say that meet a requirement: the log odds of its likest passage (`present`:
    satisfied or partial; `satisfied`), the concepts that speak for it most, and where it stands."""

    requirement: str
    present: float
    satisfied: float
    concepts: list[str] = []
    at: Passage


class Indicator(Model):
    """A KPI: its name, present and target values as written, whether the target can be judged, and its due year."""

    name: str
    base: str | None = None
    target: str | None = None
    numeric: bool = False
    fiscal_year: FiscalYear | None = None
    at: Passage


class TimetableRow(Model):
    """A row of the timetable: what it is about, the fiscal years in which something stands, and whether the text outside
    the timetable speaks of it (`described`)."""

    title: str
    fiscal_years: list[FiscalYear] = []
    entries: dict[str, str] = {}
    described: bool = True
    at: Passage


class Timetable(Model):
    """The timetable: the fiscal years it has columns for; `open_end` when the last column says 以降."""

    fiscal_years: list[FiscalYear] = []
    open_end: bool = False
    rows: list[TimetableRow] = []
    by_measure: bool = True
    at: list[Passage] = []


class Systems(Model):
    """The systems to be standardised: a stated count, or the names listed; `explained` when a difference from 20 is. `retold`: the
    count as the plan retells what the nation set, where it gives none of its own."""

    count: int | None = None
    retold: int | None = None
    names: list[str] = []
    exhaustive: bool = False
    explained: bool = False
    at: list[Passage] = []


class YearPair(Model):
    """One year written in both calendars side by side."""

    written: str
    agrees: bool
    at: Passage


class StatedValue(Model):
    """A value the plan gives for a subject, so that two places can be compared."""

    subject: str
    value: str
    at: Passage


class Deadline(Model):
    """A deadline of the plan's own: `end` is its last day; `planned` when still worded as a plan."""

    subject: str
    fiscal_year: FiscalYear
    end: date
    planned: bool = True
    excused: bool = False
    at: Passage


class PriorityList(Model):
    """The national plan's priorities as the plan lists them; `own` when said to be regrouped as its own."""

    items: list[str]
    edition: str | None = None
    own: bool = False
    at: list[Passage] = []


class UnreadPart(Model):
    """A part of the document that could not be read."""

    file: str
    page: int | None = None
    why: str


class ReviewedPoint(Model):
    """One correction a person made to the extracted model, so that it can be made again on a new extraction.

    `part`: the list it concerns, or `plan` for single values. An entry is found by its `line` (and `element`, for
    commitments); `values`: what it gets, or a whole new entry for `add`.
    """

    part: Literal[
        "plan",
        "citations",
        "bodies",
        "measures",
        "commitments",
        "indicators",
        "year_pairs",
        "stated_values",
        "deadlines",
        "priorities",
    ]
    action: Literal["add", "change", "drop"]
    line: int | None = None
    element: str | None = None
    values: dict[str, Any] = {}
    why: str


class Plan(Model):
    """A municipal plan as the rules see it."""

    schema_version: Literal["1"] = "1"
    title: str | None = None
    municipality: str | None = None
    code: str | None = None
    prefecture: str | None = None
    kind: Literal["municipality", "prefecture"] = "municipality"
    adopted: PartialDate | None = None
    revised: PartialDate | None = None
    source: str
    sha256: str
    period: Period = Period()
    citations: list[Citation] = []
    bodies: list[Body] = []
    measures: list[Measure] = []
    commitments: list[Commitment] = []
    near_misses: list[NearMiss] = []
    likenesses: list[Likeness] = []
    indicators: list[Indicator] = []
    timetable: Timetable | None = None
    systems: Systems = Systems()
    year_pairs: list[YearPair] = []
    stated_values: list[StatedValue] = []
    deadlines: list[Deadline] = []
    priorities: list[PriorityList] = []
    unread: list[UnreadPart] = []
    review: list[ReviewedPoint] = []
