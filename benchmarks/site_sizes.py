"""Files and bytes of a site by kind of page and file, and what of its pages is the frame.

python benchmarks/site_sizes.py SITE
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

KINDS = {
    "thong-bao": "notices",
    "co-quan": "agencies",
    "van-ban-dan-chieu": "cited documents",
    "nguoi-chu-tri": "chairs",
    "nam": "years",
    "thoi-han": "deadlines",
    "chu-de": "topics",
    "huong-dan": "guide",
    "assets": "assets",
    "du-lieu": "data",
    "tra-cuu": "search",
}
CONTENT = b"<article"


def main(site: Path) -> int:
    files, sizes, frames = Counter[str](), Counter[str](), Counter[str]()
    for path in (path for path in site.rglob("*") if path.is_file()):
        kind, content = _kind(path.relative_to(site)), path.read_bytes()
        files[kind] += 1
        sizes[kind] += len(content)
        frames[kind] += _frame(content) if path.suffix == ".html" else 0
    print(f"{'':<28} {'files':>7} {'MB':>8} {'bytes each':>11} {'of it frame':>12}")
    for kind, size in sizes.most_common():
        each = size // files[kind]
        print(f"{kind:<28} {files[kind]:>7} {size / 1e6:>8.1f} {each:>11} {frames[kind] // files[kind]:>12}")
    print(f"{'all':<28} {files.total():>7} {sizes.total() / 1e6:>8.1f}")
    return 0


def _kind(path: Path) -> str:
    first = KINDS.get(path.parts[0], "others") if len(path.parts) > 1 else "others"
    if first == "agencies" and len(path.parts) > 4:
        return "agencies, years"
    if first != "data":
        return first if path.suffix == ".html" or first in ("assets", "search") else f"{first}, {path.suffix}"
    return f"data, years, {path.suffix}" if path.parts[1] == "nam" else f"data, {path.suffix}"


def _frame(page: bytes) -> int:
    """What stands around the content."""
    begin, end = page.find(CONTENT), page.rfind(b"</article>")
    return len(page) - (end - begin) if 0 <= begin < end else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
