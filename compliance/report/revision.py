"""What a revision changed, as text, JSON, Markdown or HTML."""

from __future__ import annotations

from itertools import groupby

from compliance.report.harmless import harmless
from compliance.report.places import where
from compliance.report.templates import fill
from compliance.report.words import words_for
from compliance.revision import WORSE, Revision

FORMATS = ("text", "json", "md", "html")
_SUFFIX = {"text": "txt", "md": "md", "html": "html"}
_WORSE = (*WORSE, "wording_weaker", "deadline_later", "indicator_dropped", "indicator_lowered")
_BETTER = ("met", "improved", "check_cleared")


def render(revision: Revision, form: str, lang: str) -> bytes:
    """The report's bytes. Same revision, same bytes."""
    if form == "json":
        return (revision.model_dump_json(indent=2, exclude_none=True) + "\n").encode("utf-8")
    revision = harmless(revision)
    words = words_for(lang)

    def said(state: str | None) -> str:
        """A status by its name; what a plan says as it is."""
        if state is None:
            return words["revision_gone"]
        return words[state] if state in ("satisfied", "partial", "missing") else state

    groups = [(kind, list(changes)) for kind, changes in groupby(revision.changes, key=lambda change: change.kind)]
    return fill(
        f"revision.{_SUFFIX[form]}",
        revision=revision,
        groups=groups,
        words=words,
        lang=lang,
        said=said,
        place=lambda entry: where(entry, words),
        tone=lambda kind: "worse" if kind in _WORSE else "better" if kind in _BETTER else "",
    ).encode("utf-8")
