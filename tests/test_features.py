"""features/*.feature: the specification in Japanese. A Given is what a plan would say; these steps make a plan of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pytest_bdd import given, parsers, scenarios, then, when

from compliance.assess import Settings, assess_plan, plan_of
from compliance.assessment import Assessment
from compliance.decisions import corrections, waivers
from compliance.read.markdown import read_markdown
from compliance.report.words import words_for
from compliance.revision import Revision, revision
from compliance.rules.ruleset import Rules
from compliance.verdict.gate import failing
from tests.conftest import ROOT

STATUSES = {
    "記載あり": "satisfied",
    "一部記載": "partial",
    "記載が確認できない": "missing",
    "対象外": "not_applicable",
    "指摘あり": "raised",
    "指摘なし": "clear",
    "判定できない": "not_assessable",
    "免除": "waived",
}
DUES = {"超過": "overdue", "現行": "current", "今後": "upcoming"}
AS_OF = date(2026, 11, 20)

scenarios(str(ROOT / "features"))


@dataclass
class Draft:
    """The plan a scenario builds up."""

    owner: str = "ひのかわ市"
    adopted: str = ""
    sections: list[str] = field(default_factory=list)
    waivers: list[waivers.Placed] = field(default_factory=list)
    corrections: list[corrections.Placed] = field(default_factory=list)

    def text(self) -> str:
        """The plan as Markdown. A document with a title of its own keeps it."""
        body = "\n\n".join(self.sections)
        head = "" if body.startswith("# ") else f"# {self.owner}DX推進計画\n\n"
        if self.adopted and not head:
            title, _, rest = body.partition("\n")
            return f"{title}\n\n{self.adopted} 策定\n\n{rest}\n"
        return head + (f"{self.adopted} 策定\n\n" if self.adopted else "") + body + "\n"


def assessed(draft: Draft, rules: Rules, edition: str, as_of: date = AS_OF) -> Assessment:
    """The assessment of the draft."""
    plan = plan_of(read_markdown(draft.text(), "計画.md"), rules)
    result = assess_plan(plan, rules, Settings(as_of=as_of, edition=edition))
    result, _ = corrections.correct(result, draft.corrections)
    return waivers.waive(result, draft.waivers, as_of)[0]


@given(parsers.re("計画に「(?P<text>.*)」とある$"), target_fixture="draft")
def sentence(request: object, text: str) -> Draft:
    """A sentence in the measures."""
    return section(request, "具体的な取組", text)


@given(parsers.re("計画の「(?P<heading>[^」]*)」の節に「(?P<text>.*)」とある$"), target_fixture="draft")
def section(request: object, heading: str, text: str) -> Draft:
    """A sentence under a heading."""
    draft = _draft(request)
    draft.sections.append(f"## {heading}\n\n{text}")
    return draft


@given("次の計画がある", target_fixture="draft")
def document(request: object, docstring: str) -> Draft:
    """A small document."""
    draft = _draft(request)
    draft.sections.append(docstring.strip())
    return draft


@given("計画は県が策定した", target_fixture="draft")
def by_prefecture(request: object) -> Draft:
    """A prefecture's plan."""
    draft = _draft(request)
    draft.owner = "みなせ県"
    return draft


@given(parsers.re("策定日は「(?P<day>[^」]*)」である$"), target_fixture="draft")
def adopted_on(request: object, day: str) -> Draft:
    """The date of adoption on the cover."""
    draft = _draft(request)
    draft.adopted = day
    return draft


@given(
    parsers.re("「(?P<id_>[^」]*)」の免除が「(?P<first>[^」]*)」から「(?P<last>[^」]*)」まである$"),
    target_fixture="draft",
)
def waived(request: object, id_: str, first: str, last: str) -> Draft:
    """A waiver of this plan."""
    return _waived(request, id_, "ひのかわ市", first, last)


@given(parsers.re("ほかの団体に「(?P<id_>[^」]*)」の免除がある$"), target_fixture="draft")
def waived_elsewhere(request: object, id_: str) -> Draft:
    """A waiver of another plan."""
    return _waived(request, id_, "みなせ市", "2026-04-01", "2027-03-31")


def _waived(request: object, id_: str, plan: str, first: str, last: str) -> Draft:
    data = {
        "id": id_,
        "plan": plan,
        "reason": "検討中",
        "approver": "副市長",
        "document": "1号",
        "from": first,
        "until": last,
    }
    draft = _draft(request)
    draft.waivers.append(waivers.Placed(waivers.WaiverEntry.model_validate(data), "免除.yaml", 2))
    return draft


@given(parsers.re("人が「(?P<id_>[^」]*)」を「(?P<status>[^」]*)」と判定した$"), target_fixture="draft")
def corrected(request: object, rules: Rules, id_: str, status: str) -> Draft:
    """A person's verdict on what the tool showed then."""
    draft = _draft(request)
    shown = assessed(Draft(sections=draft.sections), rules, "2.2")
    finding = next(finding for finding in shown.requirements if finding.id == id_)
    entry = corrections.entry_of(
        finding, "ひのかわ市", verdict=STATUSES[status], reason="別紙を見た", by="総務課", on=date(2026, 11, 1)
    )
    draft.corrections.append(corrections.Placed(entry, "人の判定.yaml", 2))
    return draft


@given(parsers.re("その後、計画が「(?P<text>.*)」に書き換えられた$"), target_fixture="draft")
def rewritten(request: object, text: str) -> Draft:
    """Another plan under the same decisions."""
    draft = _draft(request)
    draft.sections[:] = [f"## 具体的な取組\n\n{text}"]
    return draft


@given(parsers.re("改定の(?P<state>前|後)の計画に「(?P<text>.*)」とある$"))
def state(request: object, state: str, text: str) -> None:
    """One of the two states of a plan."""
    node = request.node  # type: ignore[attr-defined]
    node.states = {**getattr(node, "states", {}), state: Draft(sections=[f"## 具体的な取組\n\n{text}"])}


@when("改定を比べる", target_fixture="changes")
def compare(request: object, rules: Rules) -> Revision:
    """Both states under one edition at one date."""
    states: dict[str, Draft] = request.node.states  # type: ignore[attr-defined]
    old, new = (assessed(states[name], rules, "2.2") for name in ("前", "後"))
    return revision(old, new)


@then(parsers.re("「(?P<id_>[A-Z]{3}-[0-9]{2})」は「(?P<kind>[^」]*(?:た記載|た要件|る点検項目)[^」]*)」である$"))
def has_changed(changes: Revision, id_: str, kind: str) -> None:
    """The kind of change."""
    assert kind in {words_for("ja")[change.kind] for change in changes.changes if change.id == id_}


@then("変わったことはない")
def nothing_changed(changes: Revision) -> None:
    """No change at all."""
    assert changes.changes == []


@then(parsers.re("「(?P<id_>[A-Z]{3}-[0-9]{2})」の道具の判定は「(?P<status>[^」]*)」である$"))
def tool_said(result: Assessment, id_: str, status: str) -> None:
    """The tool's verdict beside the person's."""
    finding = next(finding for finding in result.requirements if finding.id == id_)
    assert finding.correction is not None
    assert finding.correction.verdict == STATUSES[status]


@then(parsers.re("「(?P<id_>[A-Z]{3}-[0-9]{2})」は要確認である$"))
def to_be_confirmed(result: Assessment, id_: str) -> None:
    """A person has to look (again)."""
    assert next(finding for finding in result.requirements if finding.id == id_).needs_review


def _draft(request: object) -> Draft:
    """The draft so far: a scenario may have several Given."""
    node = request.node  # type: ignore[attr-defined]
    if not hasattr(node, "draft"):
        node.draft = Draft()
    draft: Draft = node.draft
    return draft


@when(parsers.re("国の計画の第(?P<edition>[0-9.]+)版で点検する$"), target_fixture="result")
def check_by_edition(draft: Draft, rules: Rules, edition: str) -> Assessment:
    """Assess under one edition at the usual as-of date."""
    return assessed(draft, rules, edition)


@when(parsers.re("基準日「(?P<day>[^」]*)」に国の計画の第(?P<edition>[0-9.]+)版で点検する$"), target_fixture="result")
def check_at_by_edition(draft: Draft, rules: Rules, day: str, edition: str) -> Assessment:
    """Assess under one edition at a date."""
    return assessed(draft, rules, edition, date.fromisoformat(day))


@when(parsers.re("基準日「(?P<day>[^」]*)」に点検する$"), target_fixture="result")
def check_at(draft: Draft, rules: Rules, day: str) -> Assessment:
    """Assess under the edition chosen by the date of adoption."""
    return assessed(draft, rules, "auto", date.fromisoformat(day))


@when(parsers.re("基準日「(?P<day>[^」]*)」に最新の版で点検する$"), target_fixture="result")
def check_at_latest(draft: Draft, rules: Rules, day: str) -> Assessment:
    """Assess under the newest edition of the date."""
    return assessed(draft, rules, "latest", date.fromisoformat(day))


def status_of(result: Assessment, id_: str) -> tuple[str, str]:
    """Status of a requirement or cross-check, and its reason for the message."""
    finding = next(entry for entry in [*result.requirements, *result.cross_checks] if entry.id == id_)
    return finding.status, getattr(finding, "reason", "") or getattr(finding, "message", "")


@then(
    parsers.re(
        "「(?P<id_>[A-Z]{3}-[0-9]{2})」は「(?P<status>記載あり|一部記載|記載が確認できない|対象外|指摘あり|指摘なし|判定できない|免除)」である$"
    )
)
def has_status(result: Assessment, id_: str, status: str) -> None:
    """The verdict is this one."""
    got, reason = status_of(result, id_)
    assert got == STATUSES[status], reason


@then(parsers.re("「(?P<id_>[A-Z]{3}-[0-9]{2})」は「(?P<status>[^」]*)」ではない$"))
def has_not_status(result: Assessment, id_: str, status: str) -> None:
    """The verdict is another."""
    got, reason = status_of(result, id_)
    assert got != STATUSES[status], reason


@then(parsers.re("「(?P<id_>[A-Z]{3}-[0-9]{2})」の期限は「(?P<due>[^」]*)」である$"))
def has_due(result: Assessment, id_: str, due: str) -> None:
    """The duty is overdue, current or upcoming."""
    finding = next(finding for finding in result.requirements if finding.id == id_)
    assert finding.due == DUES[due]


@then(parsers.re("点検した版は「(?P<edition>[^」]*)」である$"))
def edition_is(result: Assessment, edition: str) -> None:
    """The edition that was applied."""
    assert result.edition == edition


@then("門は開いている")
def gate_open(result: Assessment) -> None:
    """Nothing fails the gate."""
    assert [finding.id for finding in failing(result)] == []


@then("門は閉じている")
def gate_closed(result: Assessment) -> None:
    """Something fails the gate."""
    assert failing(result)
