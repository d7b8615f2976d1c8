"""What other generators need for the same notices: each as one Markdown page with its title, in their plain themes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def timed_generators(folder: Path, notices: Path) -> Iterator[tuple[str, float | None]]:
    """Names with seconds of wall clock; None for a program that is not installed."""
    pages = folder / "pages"
    for source in notices.rglob("20*/*.md"):
        target = pages / source.relative_to(notices)
        target.parent.mkdir(parents=True, exist_ok=True)
        _, header, body = source.read_text(encoding="utf-8").split("---\n", 2)
        title = next((line[7:] for line in header.splitlines() if line.startswith("title: ")), target.stem)
        target.write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{body}", encoding="utf-8")
    (pages / "index.md").write_text("# Kho kết luận\n", encoding="utf-8")
    yield "Hugo, bare templates", _hugo(folder) if shutil.which("hugo") else None
    settings = folder / "mkdocs.yml"
    settings.write_text("site_name: x\ndocs_dir: pages\ntheme: {name: material, font: false}\nplugins: []\n"
                        "nav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n")  # fmt: skip
    yield "Material, short menu", _run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)])
    program = shutil.which("zensical")
    yield "Zensical", _run([program, "build", "-f", str(settings)]) if program else None


def _hugo(folder: Path) -> float:
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}")
    (folder / "config.toml").write_text('baseURL = "/"\ntitle = "x"\ncontentDir = "pages"\n')
    return _run(["hugo", "--quiet", "--source", str(folder)])


def _run(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began
