"""Which edition of the national plan a plan is judged by, and when a duty is due. Time is explicit: no clock here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from compliance.assessment import Due, Status
from compliance.errors import InputError, Problem
from compliance.rules.models import Edition, RequirementRule

NOTICE = timedelta(days=30)
"""An edition binds plans adopted at least this long after its publication; a draft is as if adopted on the as-of date."""


@dataclass(frozen=True)
class EditionChoice:
    """The edition, why it was chosen (Japanese), and whether its verdicts gate."""

    edition: Edition
    reason: str
    gating: bool = True


def first_day(partial: str) -> date:
    """The day a partial date counts as: a month its first day, a year its first day."""
    parts = [int(part) for part in partial.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def choose_edition(editions: Mapping[str, Edition], wanted: str, adopted: str | None, as_of: date) -> EditionChoice:
    """The edition to judge by. `wanted`: auto, latest, or an edition's number; `adopted`: date of adoption or last
    revision. Raises `InputError` for an edition we do not hold. Source: design, 'Time is explicit'."""
    choice = _chosen(
        [edition for edition in editions.values() if not edition.alongside], editions, wanted, adopted, as_of
    )
    beside = [edition for edition in editions.values() if edition.alongside and edition.published <= as_of]
    requirements = {id_: entry for edition in [*beside, choice.edition] for id_, entry in edition.requirements.items()}
    return replace(choice, edition=choice.edition.model_copy(update={"requirements": requirements}))


def _chosen(
    national: list[Edition], editions: Mapping[str, Edition], wanted: str, adopted: str | None, as_of: date
) -> EditionChoice:
    published = sorted(
        (
            (released, edition)
            for edition in national
            for released in (edition.published, *(minor.published for minor in edition.also))
        ),
        key=lambda pair: pair[0],
    )
    if wanted == "latest":
        if as_of < published[0][0]:
            return EditionChoice(
                published[0][1], f"基準日 {as_of} までに公表された版がないため、最初に扱う版を参考に当てる", False
            )
        return EditionChoice(_newest(published, as_of), f"基準日 {as_of} までに公表された最新の版")
    if wanted != "auto":
        if wanted not in editions:
            known = "、".join(sorted(editions))
            raise InputError(
                Problem(
                    f"第{wanted}版はありません。ある版: {known}、又は auto、latest",
                    f"no edition {wanted}; one of {known}, auto, latest",
                )
            )
        return EditionChoice(editions[wanted], "指定された版")
    if adopted is None:
        reason = f"策定日の記載がないため、基準日 {as_of} の30日前までに公表された最新の版"
        return EditionChoice(_newest(published, as_of - NOTICE), reason)
    limit = first_day(adopted) - NOTICE
    if limit < published[0][0]:
        reason = f"策定(改定) {adopted} が最初に扱う版より前のため、その版を参考に当てる(合否の判定には用いない)"
        return EditionChoice(published[0][1], reason, False)
    return EditionChoice(_newest(published, limit), f"策定(改定) {adopted} の30日前までに公表された最新の版")


def _newest(published: list[tuple[date, Edition]], limit: date) -> Edition:
    """The newest edition published by the limit; the oldest when none was."""
    return next((edition for released, edition in reversed(published) if released <= limit), published[0][1])


def due(rule: RequirementRule, status: Status, as_of: date) -> Due:
    """upcoming before the fiscal year the duty starts in; overdue once its deadline year has ended unmet; else current.

    Fiscal years begin on 1 April.
    """
    if rule.effective_from is not None and as_of < date(rule.effective_from, 4, 1):
        return "upcoming"
    if rule.deadline_fy is not None and as_of > date(rule.deadline_fy + 1, 3, 31) and status in ("missing", "partial"):
        return "overdue"
    return "current"
