"""Installs an unpacked bundle where it stands, without a network: every file is checked before anything is laid out.

Needs Python alone, without pip; the one module of a bundle that an old Python must still be able to read.
"""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

SUMS = "SHA256SUMS"
TARGET = "bundle.json"
WHEELS = "wheels"
PACKAGES = "packages"
CHECKED = "da-kiem-tra.txt"
WHOLE_FOLDERS = (WHEELS, PACKAGES, "python", "ketluan")
"""In these nothing may lie that the list does not name: Python would load it."""


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def listed(folder: Path) -> dict[str, str]:
    """Path -> SHA-256, of a list as `sha256sum` reads it."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {path: sum_ for sum_, _, path in (line.partition("  ") for line in lines)}


def wrong_files(folder: Path) -> list[str]:
    """A line for each file that is missing, differs or is too many."""
    sums, wrong = listed(folder), []
    for path, expected in sorted(sums.items()):
        if not (folder / path).is_file():
            wrong.append(f"thiếu: {path}")
        elif digest(folder / path) != expected:
            wrong.append(f"khác: {path}")
    for name in WHOLE_FOLDERS:
        found = (path for path in sorted((folder / name).rglob("*")) if path.is_file())
        paths = (path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts)
        wrong += [f"thừa: {path}" for path in paths if path not in sums]
    return wrong


def lay_out(wheel: Path, packages: Path) -> None:
    """What a wheel holds for Python, without its scripts: nobody starts those here."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            top, _, rest = entry.filename.partition("/")
            kind, _, inside = rest.partition("/")
            if top.endswith(".data"):
                if kind not in ("purelib", "platlib") or not inside:
                    continue
                entry.filename = inside
            archive.extract(entry, packages)


def stopped_by(folder: Path) -> str:
    """Why this bundle cannot be installed with this Python on this machine; nothing when it can."""
    for_ = json.loads((folder / TARGET).read_text(encoding="utf-8"))
    python, platform = ".".join(map(str, sys.version_info[:2])), sysconfig.get_platform()
    if (python, platform) != (for_["python"], for_["platform"]):
        made = f"Python {for_['python']} trên {for_['platform']}"
        return f"Gói này dành cho {made}; máy này có Python {python} trên {platform}. Hãy làm gói đúng loại."
    if wrong := wrong_files(folder):
        listing = "\n".join(wrong)
        return f"{listing}\nGói không còn nguyên ({len(wrong)} tệp sai), nên chưa cài gì. Hãy chép lại gói."
    return ""


def install(folder: Path) -> None:
    """Into `.venv` beside this file, made anew."""
    home = folder / ".venv"
    venv.EnvBuilder(with_pip=False, clear=True, symlinks=os.name != "nt").create(home)
    packages = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home), "platbase": str(home)}))
    for wheel in sorted((folder / WHEELS).glob("*.whl")):
        lay_out(wheel, packages)
    compileall.compile_dir(str(packages), quiet=2)


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    folder = Path(__file__).resolve().parent
    if reason := stopped_by(folder):
        print(reason, file=sys.stderr)
        return 1
    if (folder / PACKAGES).is_dir():  # laid out already, beside a Python of its own
        (folder / CHECKED).write_text("Mọi tệp đúng mã băm.\n", encoding="utf-8")
        print("Đã kiểm tra: mọi tệp đúng mã băm.")
        return 0
    install(folder)
    print(
        f"Đã kiểm tra và cài xong. Chạy chương trình bằng {folder / 'kho'}, ví dụ: {folder / 'kho'} --help", flush=True
    )
    return subprocess.run([str(folder / "kho"), "--version"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
