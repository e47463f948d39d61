"""`worker`: results and errors come back; a crash, a hang or a greedy call costs one call; no process stays behind."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import NoReturn

import pytest

from compliance.engine.worker import Worker
from compliance.errors import InputError, InternalError, Problem

PROBLEM = Problem(ja="読めません", en="unreadable", file="a.pdf", line=3)


def echo(value: object, *, again: object = None) -> object:
    return value if again is None else [value, again]


def identity(_: object = None) -> int:
    return os.getpid()


def refuse() -> NoReturn:
    raise InputError([PROBLEM, PROBLEM])


def blame() -> NoReturn:
    raise InternalError("the engines disagree")


def stumble() -> NoReturn:
    raise ZeroDivisionError("somewhere")


def leave() -> NoReturn:
    sys.exit(0)


def crash() -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def hang() -> NoReturn:
    while True:
        pass


def gorge() -> int:
    return len(b"x" * 2**33)


def unpicklable() -> object:
    return lambda: None


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(seconds=60) as worker:
        yield worker


def gone(process: int) -> bool:
    """Whether there is no such process, not even as a zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_results_come_back_from_another_process_that_lives_on(worker: Worker) -> None:
    assert worker.run(echo, {"計画": ["\ud800", None]}, again=1) == [{"計画": ["\ud800", None]}, 1]
    assert worker.run(identity) == worker.run(identity) != os.getpid()


def test_large_arguments_and_results(worker: Worker) -> None:
    large = b"x" * 10_000_000
    assert worker.run(echo, large) == large


def test_an_input_error_comes_back_unchanged(worker: Worker) -> None:
    with pytest.raises(InputError) as error:
        worker.run(refuse)
    assert error.value.problems == [PROBLEM, PROBLEM]
    assert worker.run(echo, 1) == 1


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (blame, "the engines disagree"),
        (stumble, "ZeroDivisionError: somewhere"),
        (leave, "SystemExit"),
        (unpicklable, "unpicklable"),
    ],
)
def test_any_other_error_is_our_own_fault_and_the_process_lives_on(worker: Worker, work: object, words: str) -> None:
    process = worker.run(identity)
    with pytest.raises(InternalError, match=words):
        worker.run(work)  # type: ignore[arg-type]
    assert worker.run(identity) == process


def test_a_crash_costs_one_call(worker: Worker) -> None:
    process = worker.run(identity)
    with pytest.raises(InternalError, match="SIGSEGV"):
        worker.run(crash)
    assert gone(process)
    assert worker.run(identity) != process


def test_a_hang_ends_at_the_time_limit() -> None:
    with Worker(seconds=0.2) as worker:
        process = worker.run(identity)
        with pytest.raises(InputError) as error:
            worker.run(hang)
        assert "0.2" in error.value.problems[0].ja
        assert "time limit of 0.2 seconds" in error.value.problems[0].en
        assert gone(process)
        assert worker.run(identity) != process


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system can't limit address space")
def test_a_greedy_call_ends_at_the_memory_limit() -> None:
    with Worker(seconds=60, memory=4 * 2**30) as worker:
        process = worker.run(identity)
        with pytest.raises(InputError) as error:
            worker.run(gorge)
        assert "4096 MiB" in error.value.problems[0].ja
        assert "out of memory" in error.value.problems[0].en
        assert gone(process)
        assert worker.run(echo, 1) == 1


def test_a_process_killed_while_idle_is_replaced(worker: Worker) -> None:
    process = worker.run(identity)
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert worker.run(identity) != process


def test_ctrl_c_is_for_the_parent_to_decide(worker: Worker) -> None:
    process = worker.run(identity)
    os.kill(process, signal.SIGINT)
    assert worker.run(identity) == process


def test_close_leaves_no_process_and_the_worker_usable() -> None:
    worker = Worker(seconds=60)
    process = worker.run(identity)
    worker.close()
    assert gone(process)
    assert worker.run(echo, 1) == 1
    worker.close()
    worker.close()


def test_with_threads_about_a_fresh_process_is_spawned() -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        with Worker(seconds=60) as worker:
            assert worker.run(identity) != os.getpid()
    finally:
        release.set()
        thread.join()


def test_a_forked_copy_starts_a_process_of_its_own(worker: Worker) -> None:
    process = worker.run(identity)
    child = os.fork()
    if not child:
        os._exit(0 if worker.run(identity) not in (process, os.getpid()) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert worker.run(identity) == process


# --- the end of the interpreter -------------------------------------------------------------------------------------


def script(*lines: str) -> subprocess.Popen[str]:
    """An interpreter with a worker that has told its process id."""
    before = (
        "import os, signal, sys",
        "signal.signal(signal.SIGINT, signal.default_int_handler)",  # a shell's background jobs ignore it, and so would this
        "from compliance.engine.worker import Worker",
        "from tests.engine import test_worker as t",
        "worker = Worker(seconds=60)",
        "print(worker.run(t.identity), flush=True)",
    )
    return subprocess.Popen(
        [sys.executable, "-c", "\n".join((*before, *lines))],
        text=True,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The worker's process id and what was said on stderr. The pipe closes when the last process that holds it ends."""
    said, complaints = process.communicate(timeout=120)
    return int(said.split()[0]), complaints


def test_a_forgotten_worker_ends_with_the_interpreter_without_a_word() -> None:
    interpreter = script("sys.exit(3)")
    process, complaints = ended(interpreter)
    assert (interpreter.returncode, complaints) == (3, "")
    assert gone(process)


def test_ctrl_c_ends_a_call_and_the_process() -> None:
    interpreter = script("try:", "    worker.run(t.hang)", "except KeyboardInterrupt:", "    print('interrupted')")
    assert interpreter.stdout is not None
    process = int(interpreter.stdout.readline())
    os.killpg(interpreter.pid, signal.SIGINT)
    said, complaints = interpreter.communicate(timeout=120)
    assert (interpreter.returncode, said, complaints) in [(0, "interrupted\n", ""), (-signal.SIGINT, "", complaints)]
    assert gone(process)


def test_the_process_leaves_when_its_parent_was_killed() -> None:
    interpreter = script("os.kill(os.getpid(), 9)")
    process, _ = ended(interpreter)
    assert interpreter.returncode == -signal.SIGKILL
    assert process
