"""The same audit wherever it is done: on this machine, or on a Dask cluster of which a worker dies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.audit.executor import Processes
from compliance.errors import InputError, InternalError
from tests.audit.prefecture import audited, contents, small_prefecture
from tests.audit.work import dies_once, doubled, fails
from tests.conftest import ROOT


def test_each_call_ends_with_its_result_or_its_error() -> None:
    with Processes(2) as executor:
        assert dict(executor.each(doubled, [("あ",), ("い",)])) == {0: "ああ".encode(), 1: "いい".encode()}
        [(_, error)] = executor.each(fails, [("計画",)])
        assert isinstance(error, InputError)
        assert error.problems[0].ja == "計画は読めません"


def test_a_process_that_dies_costs_its_own_call(tmp_path: Path) -> None:
    with Processes(1) as executor:
        [(_, error)] = executor.each(dies_once, [(str(tmp_path / "mark"),)])
        assert isinstance(error, InternalError)
        assert dict(executor.each(doubled, [("あ",)])) == {0: "ああ".encode()}


def test_on_a_cluster_of_which_a_worker_dies_the_bytes_are_the_same(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    plans = small_prefecture(tmp_path / "計画")
    audited(plans, tmp_path / "ここ", "--letters")
    command = [sys.executable, "-m", "tests.audit.on_cluster", str(plans), str(tmp_path / "向こう")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[-1]) == {"lives": ["alive"], "failed": ["InputError"], "code": 2}
    assert contents(tmp_path / "向こう") == contents(tmp_path / "ここ")


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    plans = small_prefecture(tmp_path / "計画")
    command = [sys.executable, "-c", "from compliance.cli import main; main()", "audit", str(plans)]
    command += ["-o", str(tmp_path / "結果"), "--cluster", "nonsense://x"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, "nonsense://x" in ended.stderr) == (2, True)
