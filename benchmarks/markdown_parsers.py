"""How long hostile bodies keep the body's parser and Python-Markdown, as the text doubles.

    python benchmarks/markdown_parsers.py

Processor milliseconds at 500, 1,000 and 2,000 repetitions; a reader that grows fourfold when the text doubles is
quadratic.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import markdown

from ketluan.markdown.body_parser import parse_body

SHAPES: dict[str, Callable[[int], str]] = {
    "[[[": lambda n: "[" * n,
    "[a](": lambda n: "[a](" * n,
    "![": lambda n: "![" * n,
    "[[a]]": lambda n: "[" * n + "a" + "]" * n,
    "<http://": lambda n: "<http://" * n,
    "- - - a": lambda n: "- " * n + "a",
    "- a": lambda n: "- a\n" * n,
    "**a": lambda n: "**a" * n + "b**" * n,
    "table": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "{: #x }": lambda n: "- a\n  {: #x }\n" * n,
}
COUNTS = (500, 1000, 2000)


def main() -> None:
    readers: dict[str, Callable[[str], object]] = {
        "ours": lambda text: parse_body(text, 1),
        "Python-Markdown": lambda text: markdown.markdown(text, extensions=["tables", "attr_list"]),
    }
    for name, shape in SHAPES.items():
        print(f"{name:10}", *(f"{reader}: {_times(read, shape)}" for reader, read in readers.items()), sep="  ")


def _times(read: Callable[[str], object], shape: Callable[[int], str]) -> str:
    found = []
    for count in COUNTS:
        start = time.process_time()
        try:
            read(shape(count))
        except RecursionError:
            found.append("RecursionError")
        else:
            found.append(f"{1000 * (time.process_time() - start):.0f}")
    return " ".join(found)


if __name__ == "__main__":
    main()
