"""Ours, Pagefind and Material's search over the same invented notices: `run.py 200 2000 [--only ours]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.search import peers
from benchmarks.search.browser import Figures, ours
from benchmarks.search.values import archive
from ketluan.model.archive import Archive
from tests.site.gold_archive import write_bare_site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notices", type=int, nargs="+")
    parser.add_argument("--only", choices=[*MEASURES], action="append")
    arguments = parser.parse_args()
    for count in arguments.notices:
        values = archive(count, seed=1)
        print(f"{count} notices, {len(values.assignments)} directives", flush=True)
        for name in arguments.only or MEASURES:
            with tempfile.TemporaryDirectory() as folder:
                figures = {**MEASURES[name](values, Path(folder)), "load of the machine": round(os.getloadavg()[0], 1)}
            print(name, json.dumps(figures, ensure_ascii=False, indent=1), flush=True)
    return 0


def _ours(archive: Archive, folder: Path) -> Figures:
    begun = time.perf_counter()
    write_bare_site(archive, folder)
    return {"build, s": round(time.perf_counter() - begun, 1), **ours(folder)}


MEASURES = {"ours": _ours, "pagefind": peers.pagefind, "material": peers.material}

if __name__ == "__main__":
    raise SystemExit(main())
