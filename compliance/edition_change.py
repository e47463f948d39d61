"""Two editions of the national plan -> the requirements that were added, dropped or changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.rules.ruleset import Rules


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One requirement that differs. `before` and `after`: clause and obligation, none where the edition lacks it."""

    kind: Literal["added", "dropped", "changed"]
    id: str
    title: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    inferred: bool


def edition_changes(rules: Rules, old: str, new: str) -> list[EditionChange]:
    """The changes from one edition to another, in the order of the requirements; KeyError for an unknown edition."""
    before, after = rules.editions[old].requirements, rules.editions[new].requirements
    found = []
    for id_, rule in rules.requirements.items():
        one, other = before.get(id_), after.get(id_)
        was = (one.clause or "", one.obligation) if one else None
        now = (other.clause or "", other.obligation) if other else None
        if was != now:
            kind: Literal["added", "dropped", "changed"] = "added" if not was else "changed" if now else "dropped"
            inferred = bool((one and one.inferred) or (other and other.inferred))
            found.append(EditionChange(kind, id_, rule.title, was, now, inferred))
    return found
