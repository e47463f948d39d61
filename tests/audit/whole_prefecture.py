"""`make prefecture`: an invented prefecture of more than forty plans with gaps planted in advance is audited; every planted gap must
stand in the matrix, and no other.

Each base plan (the invented ones and the sample) is followed by passages that meet four requirements it says nothing of: that is
the first municipality. In the others made from it two of the four passages are the nation's instead (本市は -> 国は): the planted
gaps. Markdown, PDF and Word in turn; beside them the real plans (where SHARED is), one encrypted, one scanned, one not submitted.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pikepdf
import yaml

from tests.audit.prefecture import run
from tests.conftest import ROOT
from tests.laid_out import docx_of, pdf_of

PASSAGES = {
    "MNC-03": "本市は、マイナンバーカードの申請と更新を、市内の郵便局と二つの支所でも受け付けます。",
    "TEL-03": "本市は、職員のテレワークで使う端末を暗号化し、庁内へは多要素認証を通した閉域の回線だけでつなぎます。",
    "DIV-03": "本市は、高齢の方へのスマートフォンの使い方の支援を、社会福祉協議会及び携帯電話販売店と行います。",
    "BPR-04": "本市は、全ての課の起案を電子決裁に切り替え、庁議の資料を電子の配付に改めます。",
    "ODA-02": "本市は、公開するオープンデータを自治体標準オープンデータセットの形に合わせ、機械判読できるCSVで載せます。",
    "ODA-05": "本市は、事業の評価に当たり、BIツールで住民の利用データを分析し、次の施策の立案に用います。",
    "MNC-05": "本市は、住民票の写しと印鑑登録証明書を、コンビニエンスストアで取れるようにしています。",
    "AIR-04": "本市は、職員が生成AIを使う際の決まりとして、生成AI利用ガイドラインを定めています。",
    "SEC-05": "本市は、全職員を対象に、標的型攻撃メールの訓練と情報セキュリティ研修を行います。",
    "DIV-04": "本市は、ウェブサイトを、日本産業規格のウェブアクセシビリティに沿うものに改めます。",
    "TEL-01": "本市は、職員の在宅勤務の制度を設け、全ての部署で実施しています。",
    "AIR-02": "本市は、給与や税の定型の入力作業に、RPAを導入しています。",
    "SEC-06": "本市は、情報セキュリティの事故に備えて対応チーム(CSIRT)を置き、対応手順を定めています。",
    "HRD-05": "本市は、全職員を対象に、デジタルの基礎を学ぶeラーニング研修を毎年行います。",
}
"""Requirement -> a passage that meets it, by the catalogue."""
ALSO = {
    "MNC-03": {"MNC-01"},
    "TEL-03": {"TEL-01", "SEC-04"},
    "DIV-03": {"DIV-01"},
    "ODA-02": {"ODA-01"},
    "AIR-04": {"AIR-03"},
    "HRD-05": {"HRD-01"},
}
"""What a passage bears on as well, by the catalogue: applications for the card, telework and its lines, support with smartphones,
data that are opened, AI, how staff are trained (one half of a direction on people)."""
GIVEN_UP = {"ootori": "TEL-01"}
"""Plan -> what it says it has given up; a passage that it does it would contradict the plan."""
_BACK = re.compile(r"^(#+)\s.*(?:用語|資料|参考|付|経過).*$", re.MULTILINE)
"""The heading of the back matter, before which the passages are put."""
OWN = "本市は、"
SATISFIED, PLANTED = 4, 2
"""How many requirements the passages of a plan meet, and how many of them are gaps in the others made from it."""
FORMS = ("md", "pdf", "docx")


@dataclass(frozen=True)
class Municipality:
    """One plan: its text, the requirements its passages meet, and those whose passage is the nation's."""

    name: str
    form: str
    text: str
    first: str
    met: frozenset[str]
    planted: frozenset[str]


def municipalities() -> Iterator[Municipality]:
    """For each base plan one that is whole, and one for each pair of gaps."""
    bases = [
        *sorted((ROOT / "plans" / "invented").glob("*/plan.md")),
        *sorted((ROOT / "plans" / "sample").glob("*.md")),
    ]
    bases += sorted((ROOT / "plans" / "blind").glob("*/plan.md"))
    for number, base in enumerate(bases):
        silent = _silent(base)[:SATISFIED]
        form = FORMS[number % len(FORMS)]
        pairs = [(), *combinations(silent, PLANTED)]
        for turn, planted in enumerate(pairs):
            passages = "\n\n".join(_said(id_, id_ in planted) for id_ in silent)
            yield Municipality(
                f"{_name(base)}{turn + 1}",
                form,
                _with_chapter(base.read_text(encoding="utf-8"), passages),
                f"{_name(base)}1",
                frozenset(silent) - frozenset(planted),
                frozenset(planted),
            )


def _with_chapter(text: str, passages: str) -> str:
    back = next((match for match in _BACK.finditer(text) if match.start() > len(text) // 2), None)
    at, level = (back.start(), back[1]) if back else (len(text), "#")
    return f"{text[:at].rstrip()}\n\n{level} 加える取組\n\n{passages}\n\n{text[at:]}"


def _name(base: Path) -> str:
    return base.stem if base.parent.name == "sample" else base.parent.name


def _silent(base: Path) -> list[str]:
    """The requirements with a passage that the plan says nothing of: as its readers found, where it has labels, and as the tool
    says (a plan need not say a thing for the tool to take it for one; that is measured elsewhere)."""
    result = run("check", base, "--edition", "4.0", "--as-of", "2026-11-20", "--format", "json")
    statuses = {entry["id"]: entry["status"] for entry in json.loads(result.stdout)["requirements"]}
    files = [base.parent / "labels.yaml", base.with_suffix(".expected.yaml")]
    labels = next(
        (yaml.safe_load(file.read_text(encoding="utf-8"))["requirements"] for file in files if file.is_file()), {}
    )
    return [
        id_
        for id_ in PASSAGES
        if id_ != GIVEN_UP.get(_name(base))
        and statuses[id_] == "missing"
        and labels.get(id_, {"status": "missing"})["status"] == "missing"
    ]


def _said(id_: str, planted: bool) -> str:
    return PASSAGES[id_].replace(OWN, "国は、") if planted else PASSAGES[id_]


def laid_out(folder: Path, own: list[Municipality]) -> None:
    """The plans as files, and the register."""
    rows = ["団体コード,団体名,種別,人口区分,ファイル"]
    for number, one in enumerate(own, 1):
        file = folder / f"{one.name}.{one.form}"
        source = folder / f"{one.name}.md"
        source.write_text(one.text, encoding="utf-8")
        if one.form != "md":
            file.write_bytes(pdf_of(source) if one.form == "pdf" else docx_of(source))
            source.unlink()
        rows.append(f"{number},{one.name},{'市' if number % 2 else '町'},{'大' if number % 3 else '小'},{file.name}")
    rows += ["901,鍵の町,町,小,鍵.pdf", "902,写しの村,村,小,写し.pdf", "903,未提出の村,村,小,"]
    (folder / "名簿.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    locked, scanned = pikepdf.new(), pikepdf.new()
    for pdf in (locked, scanned):
        pdf.add_blank_page()
    image = scanned.make_stream(b"\x00", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    scanned.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    scanned.pages[0].Contents = scanned.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    for name, pdf, keys in (
        ("鍵.pdf", locked, pikepdf.Encryption(user="himitsu", owner="o")),
        ("写し.pdf", scanned, None),
    ):
        data = io.BytesIO()
        pdf.save(data, encryption=keys) if keys else pdf.save(data)
        (folder / name).write_bytes(data.getvalue())


def faults_of(audit: dict[str, object], own: list[Municipality]) -> list[str]:
    """Where the matrix is not as planted."""
    plans = {plan["name"]: plan for plan in audit["plans"]}  # type: ignore[attr-defined]
    faults = []
    for one in own:
        statuses, whole = plans[one.name]["statuses"], plans[one.first]["statuses"]
        also = {id_ for planted in one.planted for id_ in ALSO.get(planted, ())}
        faults += [
            f"{one.name}: {id_} は満たすはずが {statuses[id_]}"
            for id_ in sorted(one.met)
            if statuses[id_] != "satisfied"
        ]
        faults += [
            f"{one.name}: {id_} は欠けるはずが {statuses[id_]}"
            for id_ in sorted(one.planted)
            if statuses[id_] != "missing"
        ]
        faults += [
            f"{one.name}: {id_} は植えていないのに {whole[id_]} から {statuses[id_]}"
            for id_ in statuses
            if id_ not in one.planted | also and statuses[id_] != whole[id_]
        ]
    states = {name: plans[name]["state"] for name in ("鍵の町", "写しの村", "未提出の村")}
    if states["鍵の町"] != "unread" or states["未提出の村"] != "not_submitted" or not plans["写しの村"].get("why"):
        faults.append(f"読めない計画・未提出: {states}")
    return faults


def main() -> None:
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "計画"
        folder.mkdir()
        own = list(municipalities())
        laid_out(folder, own)
        real = Path(os.environ.get("SHARED") or "/nonexistent") / "corpus" / "plans"
        paths = [folder, *([real] if real.is_dir() else [])]
        command = ("audit", *paths, "--register", folder / "名簿.csv", "-o", Path(room) / "結果", "--edition", "4.0")
        result = run(*command, "--as-of", "2026-11-20", "--letters")
        allowed = run(*command, "--as-of", "2026-11-20", "--letters", "--allow-unread")
        audit = json.loads((Path(room) / "結果" / "audit.json").read_text(encoding="utf-8"))
    faults = faults_of(audit, own)
    if (result.exit_code, allowed.exit_code) != (2, 1):
        faults.append(f"終了コードが {result.exit_code}、--allow-unread で {allowed.exit_code}")
    planted = sum(len(one.planted) for one in own)
    forms = ", ".join(f"{form} {sum(one.form == form for one in own)}" for form in FORMS)
    print(result.stdout.strip())
    print(
        f"計画 {len(own)}({forms})、植えた不足 {planted}、満たす記載 {sum(len(one.met) for one in own)}、食い違い {len(faults)}"
    )
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
