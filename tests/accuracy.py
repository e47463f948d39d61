"""`make accuracy`: assess the annotated plans at the annotations' date under edition 4.0, which holds every requirement,
and score them (tools/score.py of the folder SHARED)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from compliance.assess import Settings, assess
from compliance.rules.loading import national_rules
from tests.conftest import SAMPLE

SETTINGS = Settings(as_of=date(2026, 11, 20), edition="4.0")


def main() -> int:
    """Print the figures of the real plans and of the sample plan."""
    shared = Path(os.environ.get("SHARED") or "/nonexistent")
    if not (shared / "tools" / "score.py").is_file():
        print("SHARED に実在の計画のフォルダーがないため、採点しません。")
        return 0
    plans = {name: shared / "corpus" / "plans" / f"{name}.md" for name in ("mishima", "kamiamakusa")}
    golds = {name: shared / "annotations" / f"{name}.yaml" for name in plans}
    with tempfile.TemporaryDirectory() as folder:
        for title, names in (("実在の計画", list(plans)), ("見本の計画", ["sample"])):
            print(title)
            specs = []
            for name in names:
                source = plans.get(name, SAMPLE)
                gold = golds.get(name, SAMPLE.with_name("hinokawa-dx-plan.expected.yaml"))
                result = Path(folder) / f"{name}.json"
                result.write_text(assess(source, national_rules(), SETTINGS).to_json(), encoding="utf-8")
                specs.append(f"{gold}={result}={source}")
            subprocess.run([sys.executable, str(shared / "tools" / "score.py"), *specs, *sys.argv[1:]], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
