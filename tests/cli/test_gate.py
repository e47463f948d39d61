"""The gate on revisions: configuration, pre-commit, GitHub action, GitLab template, each run as its users run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from compliance.cli import main
from tests.cli.test_decisions import FIRM, PLAN, WEAK, waivers
from tests.conftest import ROOT

COMPLIANCE = f"{sys.executable} -c 'from compliance.cli import main; main()'"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, its baseline and a configuration that fixes edition and date; the tests stand in it."""
    (tmp_path / "plan.md").write_text(PLAN.format(telework=FIRM), encoding="utf-8")
    (tmp_path / "compliance.yaml").write_text(
        'paths: [plan.md]\nedition: "2.2"\nas_of: 2026-11-20\nfail_on: optional\nfail_on_partial: true\nbaseline: known.json\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMPLIANCE_")]:
        monkeypatch.delenv(name)
    run("baseline", "create", "plan.md", "-o", "known.json", "--edition", "2.2", "--as-of", "2026-11-20")
    return tmp_path


def weaken(project: Path) -> None:
    (project / "plan.md").write_text(PLAN.format(telework=WEAK), encoding="utf-8")


def test_command_line_over_environment_over_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_FAIL_ON", "statutory")
    monkeypatch.setenv("COMPLIANCE_EDITION", "3.0")
    shown = dict(line.split("\t", 1) for line in run("check", "--show-config", "--edition", "5.0").output.splitlines())
    assert shown["edition"] == "5.0\tコマンドの引数"
    assert shown["fail-on"] == "statutory\t環境変数"
    assert shown["as-of"] == f"2026-11-20\t{project / 'compliance.yaml'}"
    assert shown["engine"] == "durable\t既定"


def test_an_unchanged_plan_never_turns_red_because_time_passes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = []
    for day in (date(2026, 11, 20), date(2036, 4, 1)):
        monkeypatch.setattr("compliance.cli.check.today_in_japan", lambda day=day: day)
        result = run("check", "--format", "json")
        assert result.exit_code == 0
        outputs.append(result.stdout)
    assert outputs[0] == outputs[1]


def test_without_a_plan_anywhere_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert (result.exit_code, "paths" in result.stderr) == (2, True)


@pytest.mark.skipif(not shutil.which("git"), reason="git がありません")
def test_pre_commit_stops_a_weakened_revision_until_it_is_waived(project: Path) -> None:
    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        identity = ("-c", "user.name=課", "-c", "user.email=ka@example.invalid", "-c", "init.defaultBranch=main")
        return subprocess.run(["git", *identity, *arguments], cwd=project, capture_output=True, text=True, check=False)

    def hooked(day: str) -> subprocess.CompletedProcess[str]:
        (project / ".pre-commit-config.yaml").write_text(
            yaml.safe_dump(
                {
                    "repos": [
                        {
                            "repo": "local",
                            "hooks": [
                                {
                                    "id": "compliance-check",
                                    "name": "自治体DX計画の点検",
                                    "entry": f"{COMPLIANCE} check --as-of {day} --waivers 免除.yaml",
                                    "language": "system",
                                    "files": r"^plan\.md$",
                                }
                            ],
                        }
                    ]
                },
                allow_unicode=True,
            ),
            encoding="utf-8",
        )
        git("add", "-A")
        environment = {**os.environ, "PRE_COMMIT_HOME": str(project.parent / "cache"), "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files"],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    pytest.importorskip("pre_commit")
    git("init")
    (project / "免除.yaml").write_text("waivers: []\n", encoding="utf-8")
    assert hooked("2026-11-20").returncode == 0
    weaken(project)
    failed = hooked("2026-11-20")
    assert failed.returncode == 1
    assert "TEL-01" in failed.stdout
    file = waivers(project, "2026-11-20")
    text = file.read_text(encoding="utf-8")
    entry = text.partition("\n")[2]
    file.write_text(text + "".join(entry.replace("TEL-01", id_) for id_ in ("TEL-02", "TEL-04")), encoding="utf-8")
    waived = hooked("2026-11-20")
    assert waived.returncode == 0, waived.stdout
    assert hooked("2026-11-21").returncode == 1
    shown = run("check", "--as-of", "2026-11-20", "--waivers", "免除.yaml", "--format", "csv")
    assert "免除(2026-11-20まで、副市長、1号)" in shown.stdout


def test_the_hook_definition_is_one(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "docs/gate/gitlab-ci.yml")]
)
def test_action_and_template_fit_their_schemas(schema: str, file: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def step(project: Path, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A step of the action, run in the project as the runner of GitHub runs it; nothing is asked from a package index."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    [script] = [step["run"] for step in steps if step["name"] == name]
    tools = project / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "compliance").write_text(f'#!/bin/sh\nexec {COMPLIANCE} "$@"\n', encoding="utf-8")
    (tools / "compliance").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # as pip reads it: without isolation, with the hatchling of this environment
        "PIP_TARGET": str(project / "installed"),
        "PLAN_PATHS": "",
        "CHECK_ARGUMENTS": "",
        "SARIF": "結果.sarif",
        "GITHUB_STEP_SUMMARY": str(project / "summary.md"),
        **inputs,
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script.replace("${{ github.action_path }}", str(ROOT))],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_installs_the_tool(project: Path) -> None:
    pytest.importorskip("hatchling")
    installed = step(project, "道具を入れる")
    assert installed.returncode == 0, installed.stderr
    assert (project / "installed" / "compliance" / "_rules" / "requirements").is_dir()


def test_the_action_checks_and_says_what_is_lost(project: Path) -> None:
    weaken(project)
    checked = step(project, "点検する")
    assert checked.returncode == 1, checked.stderr
    assert "::error file=plan.md" in checked.stdout
    assert "TEL-01" in checked.stdout
    assert "TEL-01" in (project / "summary.md").read_text(encoding="utf-8")
    assert (project / "結果.sarif").is_file()


def test_the_action_takes_several_plans(project: Path) -> None:
    weaken(project)
    shutil.copy(project / "plan.md", project / "別の計画.md")
    checked = step(project, "点検する", PLAN_PATHS="plan.md 別の計画.md")
    assert checked.returncode == 1, checked.stderr
    assert (project / "summary.md").read_text(encoding="utf-8").count("**TEL-01 ") == 2
    assert len(json.loads((project / "結果.sarif").read_text(encoding="utf-8"))["runs"]) == 2


@pytest.mark.parametrize(
    ("variable", "value", "setting"),
    [
        ("FORMAT", "csv", "format\tcsv"),
        ("OUTPUT", "json:結果.json", "output\tjson:結果.json"),
        ("RULES", "県の規則", "rules\t県の規則"),
        ("AS_OF", "2026-01-01", "as-of\t2026-01-01"),
    ],
)
def test_a_variable_is_called_as_its_option(
    project: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, setting: str
) -> None:
    monkeypatch.setenv(f"COMPLIANCE_{variable}", value)
    assert f"{setting}\t環境変数" in run("check", "--show-config").output
