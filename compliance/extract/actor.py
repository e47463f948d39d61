"""Whose sentence it is: the plan's own, the nation's, the prefecture's or someone else's, by its topic (〜は)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.plan import Actor
from compliance.rules.reading import Actors

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|\([^()]*\)|（[^）]*）|【[^】]*】|〈[^〉]*〉")
_OFFICE = re.compile(r"[^|、。]{1,14}(?:課|室|局|部|係)$")
_DOERS = ("国", "省", "庁", "政府", "内閣", "国会", "機構", "会議", "調査会")
_TOGETHER = re.compile(r"との|とともに|と共同")
"""What is done with others (隣接する町との共同利用) is the plan's own."""
_PASSIVE = re.compile(r"(?:され|れ|られ)(?:た|ました|ている|ています|ており)[。]?$")
_TOPIC_START = re.compile(
    r"^(?:また|さらに|なお|一方|加えて|あわせて|併せて|次に|そのため|このため|今後|引き続き|特に|現在|これまで|まず)?(?:で|に)?、?"
)


class ActorReader:
    """Reads the actor of sentences of one plan; `kind`: a prefecture's plan speaks of 県 as its own."""

    def __init__(self, words: Actors, kind: str, municipality: str | None) -> None:
        prefecture = kind == "prefecture"
        self._particles = re.compile("(" + "|".join(words.particles) + ")(?!。)")
        body = (*(words.own_prefecture if prefecture else ()), *((municipality,) if municipality else ()))
        self._own, self._body = (
            re.compile("(?<![基日])(?:" + "|".join(map(re.escape, names)) + ")")  # not in 基本計画, 日本市場
            for names in ((*words.own_documents, *words.own, *body), (*words.own, *body))
        )
        town = "[県道府都]" if prefecture else "[市町村区]"
        self._begins_with_body = re.compile(f"(?:^|、){town}(?:が|の(?!う))")
        self._of_all = re.compile("|".join(map(re.escape, words.of_all)))
        self._of_some = tuple(words.of_some)
        self._marks = {f"({word})": actor for actor, given in words.marks.items() for word in given}
        self._signs = tuple(words.own_signs)
        self._own_topics = tuple(words.own_topics)
        self._own_exact = frozenset(words.own_exact_prefecture if prefecture else words.own_exact)
        self._nation, self._nation_exact = tuple(words.nation), frozenset(words.nation_exact)
        self._heads, self._things = tuple(words.nation_heads), tuple(words.nation_things)
        agents = "|".join(map(re.escape, (*words.nation, *words.nation_exact)))
        self._agent_first = re.compile(f"(?:{agents})が、")
        self._agent = re.compile(f"(?:{agents})(?:から|より|によって|により|が)")
        doers = [word for word in (*words.nation, *words.nation_exact) if word.endswith(_DOERS)]
        self._doer = re.compile(f"(?:{'|'.join(map(re.escape, doers))})[がは]")
        self._deed = re.compile(f"(?:^|[、。:|]|の)(?:{agents})(?:による|からの)[^を]{{0,80}}(?<![るたす])[。]?$")
        """A deed of the nation's named by a noun: 国による調査の実施, but not 国による支援を活用."""
        others = "|".join(map(re.escape, words.others))
        ends = "|".join(map(re.escape, words.other_ends))
        self._example = re.compile(f"(?:{others}).{{0,80}}(?:{ends})[。]?$")
        self._prefecture = () if prefecture else tuple(words.prefecture)
        self._prefecture_exact = frozenset(() if prefecture else words.prefecture_exact)
        self._prefecture_things: tuple[str, ...] = () if prefecture else tuple(words.prefecture_things)
        self._other, self._other_exact = tuple(words.other), frozenset(words.other_exact)

    def of(self, text: str) -> tuple[Actor, bool]:
        """The actor of a normalised sentence and whether the sentence names it (else the place decides)."""
        marked = next((actor for mark, actor in self._marks.items() if mark in text), None)
        if marked and not (marked == "prefecture" and self._prefecture == ()):
            return marked, True
        bare = _QUOTED.sub("", text)
        topics = self._topics(bare)
        if (topics and self._is_foreign_agent(topics[0])) or self._agent_first.match(bare):
            return ("prefecture" if topics and topics[0] in self._prefecture_exact else "nation"), True
        if self._own.search(bare) or self._begins_with_body.search(bare):
            return "own", True
        actor = next((actor for actor in map(self._of_topic, topics) if actor), None)
        if actor not in ("nation", "prefecture") and any(sign in bare for sign in self._signs):
            return "own", True
        if actor is None and _PASSIVE.search(bare) and self._agent.search(bare):
            actor = "nation"
        if actor is None and self._deed.search(bare):
            actor = "nation"
        if actor is None and self._example.search(bare):
            actor = "other"
        if actor is None and self._speaks_of_all(bare):
            return "nation", True
        return (actor, True) if actor else ("own", False)

    def _speaks_of_all(self, bare: str) -> bool:
        """Whether it speaks of municipalities or people in general: 各自治体が, not 近隣の自治体が."""
        return any(not bare.endswith(self._of_some, 0, match.start()) for match in self._of_all.finditer(bare))

    def names_body(self, text: str) -> bool:
        """Whether a normalised sentence names the plan's own body (本市, the municipality's name, 市は)."""
        bare = _QUOTED.sub("", text)
        return bool(self._body.search(bare)) or any(topic in self._own_exact for topic in self._topics(bare))

    def _is_foreign_agent(self, topic: str) -> bool:
        return topic in self._nation_exact or topic in self._nation or topic in self._prefecture_exact

    def of_label(self, label: str) -> Actor | None:
        """Whose row or list it is by its label (国, 県の取組, (参考)国), if it says so."""
        head = label.strip("()[]【】・:*※").removeprefix("参考").strip("()[]【】・:")
        owner = head.removesuffix("の取組").removesuffix("の動き").removesuffix("の動向").removesuffix("の施策")
        if owner in self._nation_exact or owner in self._nation:
            return "nation"
        if owner.startswith(("県", "都道府県")) and owner.endswith(self._prefecture_things):
            return "prefecture"
        return "prefecture" if owner in self._prefecture_exact else None

    def of_cells(self, cells: Sequence[str]) -> Actor | None:
        """Whose row it is by its normalised cells: the nation's where one begins with who does it (総務省が計画を改定), the
        prefecture's where all offices in it are (県デジタル推進課)."""
        if any(self._doer.match(cell) for cell in cells):
            return "nation"
        offices = [cell for cell in cells if _OFFICE.match(cell)] if self._prefecture else []
        return "prefecture" if offices and all(office.startswith("県") for office in offices) else None

    def _topics(self, bare: str) -> list[str]:
        """Noun phrases before a topic particle, from the start of the sentence or a comma, at most 40 characters."""
        topics = []
        start = _TOPIC_START.match(bare)
        for piece in bare[start.end() if start else 0 :].split("、")[:3]:
            match = self._particles.search(piece[:45])
            if match:
                topics.append(piece[: match.start()])
        return topics

    def _of_topic(self, topic: str) -> Actor | None:
        if topic in self._own_exact:
            return "own"
        if any(marker in topic for marker in self._own_topics) and not topic.startswith(
            (*self._nation, *self._prefecture)
        ):
            return "own"
        if (
            topic in self._nation_exact
            or topic in self._nation
            or topic.endswith(self._heads)
            or (topic.startswith(self._nation) and topic.endswith(self._things))
        ):
            return "nation"
        if (
            topic in self._prefecture_exact
            or (self._prefecture and topic.endswith("県"))
            or topic.startswith(self._prefecture)
            or (topic.startswith(("県", "知事")) and topic.endswith(self._prefecture_things))
        ):
            return "prefecture"
        if topic in self._other_exact or (topic.startswith(self._other) and not _TOGETHER.search(topic)):
            return "other"
        return None
