"""`Rules`: all rules in force, joined from their files."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.rules.likeness import NOTHING_LEARNED, LikenessModel
from compliance.rules.models import Concept, CrossCheckRule, Edition, Element, RequirementRule
from compliance.rules.reading import Reading
from compliance.rules.reference import Reference
from compliance.yaml_source import YamlSource


@dataclass(eq=False)
class Rules:
    """All rules in force. Ids of concepts and elements are `TOPIC.name`. `sha256`: over names and bytes of all files."""

    name: str
    sha256: str
    reading: Reading
    reference: Reference
    national_text: frozenset[int]
    likeness: LikenessModel = NOTHING_LEARNED
    topics: dict[str, str] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    requirements: dict[str, RequirementRule] = field(default_factory=dict)
    cross_checks: dict[str, CrossCheckRule] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    sources: dict[str, tuple[YamlSource, tuple[str | int, ...]]] = field(default_factory=dict)

    def place_of(self, id_: str) -> tuple[str, int | None]:
        """File and line where a requirement, cross-check, concept or element is defined."""
        source, path = self.sources[id_]
        return source.file, source.line(path)
