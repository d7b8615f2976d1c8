"""How fast files become text, and in how much memory, beside viparse and markitdown on the same files.

    python benchmarks/import_speed.py FOLDER... [--others PYTHON] [--repeat N]

FOLDER holds notices: .txt, .pdf, .docx, .rtf. `--others` names the Python of an environment in which viparse with its
extras and markitdown are installed; without it only this program is measured. Each reader runs over each kind of file
in a process of its own; scans are left out, for they measure Tesseract. The time starts with the first file, after
one file was read to load the libraries.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
KINDS = {".txt": "texts", ".pdf": "PDF pages", ".docx": "DOCX files", ".rtf": "RTF files"}
_BARE = (
    "from ketluan.importing.readers.extract import extracted\n"
    "read = lambda path: extracted(path.read_bytes(), path.name).text\n"
)
READERS = {
    "ketluan": "from ketluan.importing.sandbox import read_source\nread = lambda path: read_source(path).text",
    "ketluan, no child": _BARE,
    "... nor signatures": _BARE
    + "from ketluan.importing.readers import signatures\nsignatures.read_signatures = lambda data: ((), ())",
    "viparse": "import viparse\nread = lambda path: viparse.load(str(path), output='text', ocr=False)[0].text",
    "markitdown": "from markitdown import MarkItDown\nreader = MarkItDown()\n"
    "read = lambda path: reader.convert(path).text_content",
}
MEASURE = """
import atexit, json, resource, sys, time
from pathlib import Path
paths = [Path(name) for name in json.load(sys.stdin)]
def tried(path):
    try: return bool(read(path))
    except Exception: return False
tried(paths[0])
began = time.perf_counter()
done = sum(map(tried, paths))
seconds = time.perf_counter() - began
atexit._run_exitfuncs()  # a child's memory is known once it has ended
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([done, seconds, peak / 1024]), flush=True)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--others", help="Python with viparse and markitdown")
    parser.add_argument("--repeat", type=int, default=5, help="how often each file is read")
    arguments = parser.parse_args()
    for suffix, unit in KINDS.items():
        files = sorted(
            path for folder in arguments.folders for path in folder.rglob(f"*{suffix}") if "scan" not in path.name
        )
        if files:
            report(unit, files * arguments.repeat, arguments.others)


def report(unit: str, files: list[Path], others: str | None) -> None:
    """Prints a line a reader: units a second, times as fast as this program, peak memory, files it could read."""
    units = sum(map(pages_of, files)) if unit == "PDF pages" else len(files)
    print(f"\n{len(files)} files, {units} {unit}")
    own = 0.0
    for name in READERS:
        ours = name.startswith(("ketluan", "..."))
        if not ours and others is None:
            continue
        if (unit == "texts" and name == "viparse") or (unit != "PDF pages" and name.startswith("...")):
            continue  # viparse reads no plain text; only PDFs are signed
        done, seconds, peak = measured(name, files, sys.executable if ours else str(others))
        own = own or units / seconds
        rate = units / seconds
        print(
            f"{name:18} {rate:9.1f} {unit} a second   x{rate / own:5.2f}   {peak:6.0f} MB   {done} of {len(files)} read"
        )


def measured(name: str, files: list[Path], python: str) -> tuple[int, float, float]:
    """(files read, seconds, peak memory in MB) of one reader in a process of its own."""
    done = subprocess.run(
        [python, "-c", READERS[name] + MEASURE],
        input=json.dumps([str(path.absolute()) for path in files]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    read, seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return read, seconds, peak


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


if __name__ == "__main__":
    main()
