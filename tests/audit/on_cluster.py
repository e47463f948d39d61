"""`python -m tests.audit.on_cluster PLANS FOLDER`: audit on a Dask cluster of two worker processes, of which one is killed while the
work is under way. A process of its own: what Dask leaves running would slow every later test down. Prints what it saw."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from distributed import LocalCluster

from compliance.audit.executor import Call, Cluster, Ended
from tests.audit.prefecture import audited
from tests.audit.work import dies_once, fails


class Wounded(Cluster):
    """Loses a worker when the first result is there."""

    def each(self, work: Callable[..., bytes], calls: Sequence[Call]) -> Iterator[Ended]:
        for number, end in enumerate(super().each(work, calls)):
            if not number:
                worker = next(iter(self._client.run(os.getpid).values()))
                os.kill(worker, signal.SIGKILL)
            yield end


def main() -> None:
    import compliance.audit.executor

    plans, folder = map(Path, sys.argv[1:])
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        address = cluster.scheduler_address
        with Cluster(address) as executor:
            lives = [result.decode() for _, result in executor.each(dies_once, [(str(folder) + ".mark",)])]  # type: ignore[union-attr]
            failed = [type(error).__name__ for _, error in executor.each(fails, [("計画",)])]
        compliance.audit.executor.Cluster = Wounded  # type: ignore[misc]
        code = audited(plans, folder, "--letters", "--cluster", address).exit_code
    print(json.dumps({"lives": lives, "failed": failed, "code": code}))


if __name__ == "__main__":
    main()
