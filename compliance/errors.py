"""What can go wrong, said to the person: what, where (file, line) and the way out, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `ja` and `en` say what and what to do; `file` and `line` say where, if anywhere."""

    ja: str
    en: str
    file: str = ""
    line: int | None = None

    def text(self, lang: str = "ja") -> str:
        """The one line a person reads, with its place in front: `rules/a.yaml:12: ...`."""
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return where + (self.en if lang == "en" else self.ja)


class InputError(Exception):
    """Input that can't be used (usage, unreadable file, bad rule): exit code 2. Holds every problem found, not only the first."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))


class InternalError(Exception):
    """Our own fault (the two engines disagree, a worker died): exit code 3, never a verdict."""
