"""A plan in Markdown -> the same plan laid out by an office suite or a browser: HTML, Word, PDF.

Markdown becomes HTML by markdown-it, its lines as lines; LibreOffice makes the Word file of it, Chromium the PDF, with running header, page
numbers, ruled tables and a page of two columns. Each is made once per run of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

SOFFICE, CHROMIUM = shutil.which("soffice"), shutil.which("chromium")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_SECTION = re.compile(r"(?<=</p>\n)<h2.*?(?=<h2)|(?:<p>[^<]{150,}</p>\n){3,}", re.DOTALL)
"""The second section, or the first three long paragraphs of a plan without headings."""
_STYLE = """
@page { size: A4; margin: 22mm 20mm; @top-right { content: "TITLE"; font-size: 8pt }
  @bottom-center { content: "- " counter(page) " -"; font-size: 9pt } }
body { font-family: "Noto Serif CJK JP", serif; font-size: 10.5pt; line-height: 1.6; text-align: justify }
h1, h2, h3, h4, h5, h6 { font-family: "Noto Sans CJK JP", sans-serif }
h1 { font-size: 18pt } h2 { font-size: 15pt } h3 { font-size: 12.5pt } h4 { font-size: 11pt } h5, h6 { font-size: 10.5pt }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #000; padding: 2px 4px; text-align: left; vertical-align: top }
th { background: #ddd }
"""


@cache
def html_of(source: Path) -> bytes:
    """The plan as a web page with a navigation and a footer around it."""
    body = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").render(_piped(source.read_text(encoding="utf-8")))
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>計画</title><style>{_STYLE}</style></head><body>'
        f"<nav><ul><li>ホーム</li><li>組織から探す</li></ul></nav><main>{body}</main><footer>市役所</footer></body></html>"
    ).encode()


@cache
def docx_of(source: Path) -> bytes:
    """The plan as LibreOffice writes it for Word."""
    return _converted(source, "HTML (StarWriter)", "docx:MS Word 2007 XML")


@cache
def xlsx_of(source: Path) -> bytes:
    """The plan as LibreOffice puts it into a sheet."""
    return _converted(source, "HTML (StarCalc)", "xlsx:Calc MS Excel 2007 XML")


def _converted(source: Path, reading: str, writing: str) -> bytes:
    page = (
        html_of(source)
        .decode()
        .replace("<nav><ul><li>ホーム</li><li>組織から探す</li></ul></nav>", "")
        .replace("<footer>市役所</footer>", "")
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.html"
        path.write_text(page, encoding="utf-8")
        _run(
            [
                str(SOFFICE),
                f"-env:UserInstallation=file://{folder}/office",
                "--headless",
                f"--infilter={reading}",
                "--convert-to",
                writing,
                "--outdir",
                folder,
                str(path),
            ]
        )
        return (Path(folder) / f"plan.{writing[:4]}").read_bytes()


@cache
def pdf_of(source: Path, title: str = "DX推進計画") -> bytes:
    """The plan as Chromium prints it; the second of its sections in two columns."""
    page = html_of(source).decode().replace("TITLE", title)
    page = re.sub(r"<nav>.*?</nav>|<footer>.*?</footer>", "", page, flags=re.DOTALL)
    page = _SECTION.sub(r'<div style="column-count: 2">\g<0></div>', page, count=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.html"
        path.write_text(page, encoding="utf-8")
        _run(
            [
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={folder}/plan.pdf",
                str(path),
            ]
        )
        return (Path(folder) / "plan.pdf").read_bytes()


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _piped(text: str) -> str:
    """Tables of tabs as tables of pipes, and every table under a rule: what CommonMark takes for one."""
    lines: list[str] = []
    in_table = False
    for line in text.split("\n"):
        row = "\t" in line or line.lstrip().startswith("|")
        written = line
        if "\t" in line and not line.lstrip().startswith("|"):
            written = "| " + " | ".join(cell.strip() for cell in line.split("\t")) + " |"
        if row and not in_table:
            lines.append("")
        lines.append(written)
        if row and not in_table and not _RULE.match(line):
            lines.append("|" + "---|" * (written.strip().strip("|").count("|") + 1))
        elif row and _RULE.match(line):
            lines.pop()
        in_table = row
    return "\n".join(lines)
