"""Where the work of an audit is done: in processes of this machine, or on a Dask cluster. One interface, the same results."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, Protocol, Self

from compliance.engine.worker import Worker, answer, opened
from compliance.errors import InputError, InternalError, Problem

SECONDS, MEMORY = 60.0, 800 << 20
"""Most seconds, and most bytes beyond what the program itself needs, that one plan may take on this machine. On a cluster the
limits are those of its workers."""

Call = tuple[Any, ...]
"""The arguments of one call."""
Ended = tuple[int, bytes | InputError | InternalError]
"""Which call has ended, and with what."""


class Executor(Protocol):
    """Does the same work for many arguments."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None: ...

    def each(self, work: Callable[..., bytes], calls: Sequence[Call]) -> Iterator[Ended]:
        """Each call's result or error, as they end. `work` is a function of a module, so that a process can find it."""
        ...


class Processes:
    """`jobs` workers of this machine, each a process that costs one plan when it dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._workers: SimpleQueue[Worker] = SimpleQueue()

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            worker = Worker(SECONDS, MEMORY)
            worker.start()
            self._workers.put(worker)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        while not self._workers.empty():
            self._workers.get().close()

    def each(self, work: Callable[..., bytes], calls: Sequence[Call]) -> Iterator[Ended]:
        """See `Executor`."""
        pool = ThreadPoolExecutor(self._jobs)
        try:
            waiting = {pool.submit(self._one, work, call): at for at, call in enumerate(calls)}
            for future in as_completed(waiting):
                yield waiting.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _one(self, work: Callable[..., bytes], call: Call) -> bytes | InputError | InternalError:
        worker = self._workers.get()
        try:
            return worker.run(work, *call)
        except (InputError, InternalError) as error:
            return error
        finally:
            self._workers.put(worker)


class Cluster:
    """The workers of a Dask scheduler, which see the same files under the same paths. A worker that dies is replaced by the
    cluster, and its plans are done again by another; a plan that kills three is given up."""

    def __init__(self, address: str) -> None:
        """Raises InputError where `distributed` is not installed or no scheduler answers."""
        try:
            from distributed import Client
        except ImportError as error:
            raise InputError(
                Problem(
                    "--cluster には Dask が要ります: pip install 'jichitai-dx-compliance[cluster]'",
                    "--cluster needs Dask: pip install 'jichitai-dx-compliance[cluster]'",
                )
            ) from error
        try:
            self._client: Any = Client(address, timeout=5, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(
                Problem(
                    f"Dask のスケジューラー({address})につながりません。アドレス(例 tcp://host:8786)を確かめてください。",
                    f"no Dask scheduler at {address}",
                )
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._client.close()

    def each(self, work: Callable[..., bytes], calls: Sequence[Call]) -> Iterator[Ended]:
        """See `Executor`."""
        from distributed import as_completed as ended

        requests = [pickle.dumps((work, call, {})) for call in calls]
        waiting = {self._client.submit(_alone, request, pure=False): at for at, request in enumerate(requests)}
        for future in ended(list(waiting), loop=self._client.loop):
            error = future.exception()
            yield waiting.pop(future), InternalError(repr(error)) if error is not None else _given(future.result())


_one_at_a_time = Lock()


def _alone(request: bytes) -> bytes:
    """Answer in a worker of the cluster, one at a time: what reads Japanese may not be asked by two threads at once."""
    with _one_at_a_time:
        return answer(request)


def _given(reply: bytes) -> bytes | InputError | InternalError:
    try:
        result: bytes = opened(pickle.loads(reply), None)
    except (InputError, InternalError) as error:
        return error
    return result
