"""One rule in words, for those who audit by it."""

from __future__ import annotations

from compliance.report.words import words_for
from compliance.rules.ruleset import Rules


def render(rules: Rules, id_: str, lang: str = "ja") -> str:
    """The definition of a requirement or cross-check and where it stands."""
    words = words_for(lang)
    file, line = rules.place_of(id_)
    if id_ in rules.cross_checks:
        check = rules.cross_checks[id_]
        return (
            "\n".join(
                [
                    f"{id_} {check.title} ({words[check.severity]})",
                    f"{words['raised']}: {check.raised_when}",
                    f"{words['not_assessable']}: {check.not_assessable_when}",
                    f"{words['remedy']}: {check.remedy}",
                    f"{file}:{line}",
                ]
            )
            + "\n"
        )
    rule = rules.requirements[id_]
    lines = [
        f"{id_} {rule.title}",
        f"{words['satisfied']}: {rule.criterion.satisfied}",
        f"{words['partial']}: {rule.criterion.partial}",
        f"{words['not_enough']}: {rule.criterion.not_enough}",
    ]
    lines += [f"{part.name}: {part.title}" for part in rule.parts]
    for number, edition in sorted(rules.editions.items()):
        entry = edition.requirements.get(id_)
        if entry:
            inferred = f" ({words['inferred']})" if entry.inferred else ""
            lines.append(f"{words['edition']} {number}: {entry.clause}{inferred} {words.obligation(entry.obligation)}")
    return "\n".join([*lines, f"{words['remedy']}: {rule.remedy}", f"{file}:{line}"]) + "\n"
