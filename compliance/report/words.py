"""The words reports use for statuses, obligations and topics, in Japanese and English (`rules/wording/report.yaml`)."""

from __future__ import annotations

from functools import cache

from compliance.rules.loading import SHIPPED
from compliance.yaml_source import load_source


class Words:
    """The words of one language."""

    def __init__(self, lang: str, data: dict[str, dict[str, dict[str, str]]]) -> None:
        self._words = {key: texts[lang] for key, texts in data["words"].items()}
        self._topics = {key: texts[lang] for key, texts in data["topics"].items()}
        self._obligations = {key: texts[lang] for key, texts in data["obligations"].items()}

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def text(self, key: str, **values: object) -> str:
        """The word with its blanks filled."""
        return self._words[key].format(**values)

    def topic(self, topic: str) -> str:
        """A topic's name; a pack's own topic is called by its letters."""
        return self._topics.get(topic, topic)

    def obligation(self, level: str) -> str:
        """An obligation level's name."""
        return self._obligations[level]


@cache
def words_for(lang: str) -> Words:
    """The words of `ja` or `en`."""
    return Words(lang, load_source(SHIPPED / "wording" / "report.yaml").data)
