"""A process for untrusted work, that can be killed: what crashes or hangs in it costs one plan, never the run.

A top-level function and its arguments go in, its result or its error comes out. The process is started at the first
call and lives on; after a death the next call starts another.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import sys
import threading
import traceback
import weakref
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, ParamSpec, TypeVar

from compliance.errors import InputError, InternalError, Problem

Result = TypeVar("Result")
Given = ParamSpec("Given")
Reply = tuple[Literal["result", "input", "memory", "internal"], Any]

GRACE = 5.0
"""Seconds after the time limit at which the process ends itself, should the one that started it be gone."""
LEAVE = 1.0
"""Seconds an idle process has to leave by itself."""


class Worker:
    """Runs functions in a process of its own, one at a time. Use it as a context, or `close` it; a forgotten one is
    ended with the interpreter.

    `seconds`: time limit of one call. `memory`: bytes of address space beyond what the process has when it starts (a fork
    has all that its parent had), where the system can limit that.
    """

    def __init__(self, seconds: float | None = None, memory: int | None = None) -> None:
        self.seconds = seconds
        self.memory = memory
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._started_by = 0
        self._end: Callable[[], object] = _nothing

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now, so that it is a fork of this one and has what this one has loaded: once there are threads, it
        would be spawned."""
        with self._lock:
            self._ready()

    def run(self, work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """What `work(*args, **kwargs)` returns; all of them, and the result, must be picklable.

        Raises InputError as `work` raises it, and when time or memory runs out; InternalError when the process dies or
        `work` raises anything else. On any other exception here, such as Ctrl-C, the process is ended.
        """
        request = pickle.dumps((work, args, kwargs))
        with self._lock:
            try:
                reply = self._ask(request)
            except BaseException:
                self._kill()
                raise
            if reply[0] == "memory":
                self._kill()
        result: Result = opened(reply, self.memory)
        return result

    def _ask(self, request: bytes) -> Reply:
        connection, process = self._ready()
        try:
            connection.send_bytes(request)
            if not wait([connection, process.sentinel], self.seconds):
                raise InputError(_too_slow(self.seconds))
            reply: Reply = pickle.loads(connection.recv_bytes())
        except (EOFError, OSError) as error:
            process.join()
            if process.exitcode == -getattr(signal, "SIGALRM", 0):
                raise InputError(_too_slow(self.seconds)) from error
            raise InternalError(f"the worker process died ({_how(process.exitcode)})") from error
        return reply

    def _ready(self) -> tuple[Connection[Any, Any], BaseProcess]:
        """The process, started anew when it is not there or belongs to the process this one was forked from."""
        if self._started_by != os.getpid():
            self._process = self._connection = None
        if self._process is not None and not self._process.is_alive():
            self._kill()
        if self._process is None or self._connection is None:
            self._start()
        assert self._process is not None
        assert self._connection is not None
        return self._connection, self._process

    def _start(self) -> None:
        # A fork costs milliseconds and inherits compiled rules, a spawn imports everything again. A fork of a process
        # with threads may inherit locks that nobody will release; on macOS system libraries don't survive one.
        forks = "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
        context = get_context("fork") if forks else get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, ours if forks else None, self.seconds, self.memory),
            name="compliance-worker",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._connection, self._started_by = process, ours, os.getpid()
        self._end = weakref.finalize(self, _finish, process, ours, os.getpid())

    def _kill(self) -> None:
        if self._process is not None and self._started_by == os.getpid():
            self._process.kill()
        self.close()

    def close(self) -> None:
        """End the process and wait until it has gone. The worker can be used again."""
        self._end()
        self._process, self._connection, self._end = None, None, _nothing


def _nothing() -> None:
    """Ends no process."""


def _finish(process: BaseProcess, connection: Connection[Any, Any], started_by: int) -> None:
    """Let the process leave by itself: it does when the connection closes and it is idle. Otherwise kill it."""
    if started_by != os.getpid():
        return
    connection.close()
    process.join(LEAVE)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


def opened(reply: Reply, memory: int | None) -> Any:
    """The result of a reply; raises what it tells. `memory`: the limit that the message names."""
    match reply:
        case ("result", result):
            return result
        case ("input", problems):
            raise InputError(problems)
        case ("memory", _):
            raise InputError(_too_big(memory))
        case (_, words):
            raise InternalError(words)


def _too_slow(seconds: float | None) -> Problem:
    return Problem(
        ja=f"処理が制限時間({seconds or 0:g}秒)を超え、打ち切りました。ファイルを分けるか、時間を延ばしてください。",
        en=f"gave up at the time limit of {seconds or 0:g} seconds; split the file or allow more time.",
    )


def _too_big(memory: int | None) -> Problem:
    limit = f"{memory / 2**20:.0f} MiB" if memory else "system"
    return Problem(
        ja=f"メモリが足りないため打ち切りました(上限: {limit})。ファイルを分けるか、上限を上げてください。",
        en=f"ran out of memory (limit: {limit}); split the file or allow more memory.",
    )


def _how(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"signal {-exitcode}"


# --- inside the process ---------------------------------------------------------------------------------------------


def _serve(
    connection: Connection[Any, Any], other_end: Connection[Any, Any] | None, seconds: float | None, memory: int | None
) -> None:
    """Answer requests until the connection closes."""
    if other_end is not None:
        other_end.close()  # else this process would keep its own connection open when its parent is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    _limit(memory)
    gc.freeze()  # rules that were loaded before live on: looking through them again and again took a sixth of a check
    while True:
        try:
            request = connection.recv_bytes()
        except (EOFError, OSError):
            return
        _alarm(seconds)
        reply = answer(request)
        _alarm(None)
        try:
            connection.send_bytes(reply)
        except OSError:
            return


def _limit(memory: int | None) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = [(resource.RLIMIT_CORE, 0)]
    if memory is not None:
        wanted.append((resource.RLIMIT_AS, _address_space() + memory))
    for kind, soft in wanted:
        try:
            resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))
        except (ValueError, OSError):  # macOS knows RLIMIT_AS but refuses to set it
            continue


def _address_space() -> int:
    """Bytes of address space this process has now; 0 where the system doesn't tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _alarm(seconds: float | None) -> None:
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(seconds + GRACE) if seconds is not None else 0)


def answer(request: bytes) -> bytes:
    """A pickled (work, arguments, keywords) -> its pickled `Reply`: what it gives, or its error in a form that can be sent."""
    try:
        work, args, kwargs = pickle.loads(request)
        return pickle.dumps(("result", work(*args, **kwargs)))
    except InputError as error:
        # Its problems, not itself: an exception is unpickled from its text.
        return pickle.dumps(("input", error.problems))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except InternalError as error:
        return pickle.dumps(("internal", str(error)))
    except BaseException:  # SystemExit too: nothing that the work does may end the process without a word
        return pickle.dumps(("internal", traceback.format_exc()))
