"""An audit stopped at any moment goes on where it was, and ends as if nothing had happened; a full disk costs nothing that was."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.report.audit_folder import letter_of, report_of
from compliance.report.formats import Options
from tests.audit.prefecture import audited, contents, small_prefecture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork と SIGKILL がありません")
WISHED = ("--letters", "--jobs", "1")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return small_prefecture(tmp_path / "計画")


def in_a_process(plans: Path, folder: Path, step: Callable[[str], None]) -> int:
    """Audit in a process of its own, `step` called with the name of each step before it is done: a file put in its place, a
    file taken away. Gives how the process ended."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    replace, unlink = os.replace, Path.unlink

    def stepped_replace(source: str, target: Path) -> None:
        step(f"put {target.relative_to(folder)}")
        replace(source, target)
        step(f"have {target.relative_to(folder)}")

    def stepped_unlink(path: Path, missing_ok: bool = False) -> None:
        step(f"take {path.name}")
        unlink(path, missing_ok)

    os.replace, Path.unlink = stepped_replace, stepped_unlink  # type: ignore[assignment,method-assign]
    os._exit(audited(plans, folder, *WISHED).exit_code)


def steps_of(plans: Path, folder: Path, log: Path) -> list[str]:
    def write(name: str) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")

    assert os.waitstatus_to_exitcode(in_a_process(plans, folder, write)) == 2
    return log.read_text(encoding="utf-8").splitlines()


def test_killed_at_any_step_it_ends_the_same(plans: Path, tmp_path: Path) -> None:
    steps = steps_of(plans, tmp_path / "結果", tmp_path / "steps")
    whole = contents(tmp_path / "結果")
    assert len(steps) == len(set(steps)) >= 20
    result = next((tmp_path / "結果" / "assessments").iterdir())
    report_of(result, Options()), letter_of(result, Options(), {})  # loaded here, so that no fork has to load it again
    for number, fatal in enumerate(steps):
        folder = tmp_path / str(number)

        def kill(name: str, fatal: str = fatal) -> None:
            if name == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        assert os.WTERMSIG(in_a_process(plans, folder, kill)) == signal.SIGKILL, fatal
        audited(plans, folder, *WISHED)
        assert contents(folder) == whole, fatal


def test_a_full_disk_is_said_and_what_was_there_stays(plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "結果"
    audited(plans, folder, *WISHED)
    whole = contents(folder)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
        result = audited(plans, folder, *WISHED, "--fail-on", "optional")
        said = "File too large" in result.stderr and str(folder) in result.stderr
        os._exit(result.exit_code if said else 99)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    left = contents(folder)
    assert {name: left[name] for name in whole if name != "stamp.json"} == {
        name: content for name, content in whole.items() if name != "stamp.json"
    }
    assert audited(plans, folder, *WISHED).exit_code == 2
    assert contents(folder) == whole


def test_a_folder_that_cannot_be_written_is_named(plans: Path) -> None:
    result = audited(plans, Path("/proc/結果"))
    assert (result.exit_code, "/proc/結果" in result.stderr) == (2, True)
