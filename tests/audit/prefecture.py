"""A small prefecture of four municipalities: one plan of each kind that an audit meets, and the command that audits it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from compliance.cli import main
from tests.read.made_files import docx, p

TELEWORK = "全ての職員を対象に、在宅勤務の制度を設け、持出し用の端末を貸し出します。"
MOVE = "市の基幹業務システムは、令和8年1月に標準準拠システムへの移行を完了しました。"
NATION = "国は、全ての職員を対象に、在宅勤務の制度を設け、持出し用の端末を貸し出します。"
AS_OF = ("--as-of", "2026-11-20", "--edition", "2.2")


def run(*arguments: object) -> Result:
    """Run the command; a traceback would be an exception other than SystemExit."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def plan(name: str, *sentences: str) -> str:
    """A plan of these sentences."""
    return f"# {name}DX推進計画\n\n令和5年12月 策定\n\n## 具体的な取組\n\n" + "\n\n".join(sentences) + "\n"


def small_prefecture(folder: Path) -> Path:
    """The folder of the plans, with their register: two read as Markdown, one as Word, one damaged, one not submitted."""
    folder.mkdir()
    (folder / "kita.md").write_text(plan("北山市", TELEWORK, MOVE), encoding="utf-8")
    (folder / "minami.md").write_text(plan("南川市", NATION, MOVE), encoding="utf-8")
    (folder / "higashi.docx").write_bytes(
        docx("".join(p(line.lstrip("# ")) for line in plan("東野町", TELEWORK).split("\n") if line))
    )
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 damaged")
    (folder / "~$minami.docx").write_bytes(b"lock file")
    (folder / "名簿.csv").write_text(
        "団体コード,団体名,種別,人口区分,ファイル\n1,北山市,市,大,kita.md\n2,南川市,市,大,minami.md\n3,西浦村,村,小,\n",
        encoding="utf-8",
    )
    return folder


def audited(plans: Path, folder: Path, *more: object) -> Result:
    """Audit the prefecture into a folder."""
    return run("audit", plans, "--register", plans / "名簿.csv", "-o", folder, *AS_OF, *more)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
