"""Makes one archive that installs without a network: the program, its guide, and the wheels of requirements.lock alone.

make_bundle.py --out FOLDER [--wheels FOLDER] [--windows PYTHON-EMBED.zip]
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import struct
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from install import PACKAGES, SUMS, TARGET, WHEELS, digest, lay_out
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.lock"
VERSION = "ketluan/model/version.py"
PROGRAM = ("build_archive.py", "mkdocs.yml", "ketluan", "docs", "README.md", "CHANGELOG.md", "LICENSE", LOCK)
AMD64 = 0x8664


class Failed(Exception):
    """One sentence for whoever makes the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The machines a bundle is for; `environment` decides which lines of the lock file count there."""

    python: str
    platform: str
    environment: dict[str, str]
    pip: tuple[str, ...] = ()


def this_machine() -> Target:
    return Target(
        python=".".join(map(str, sys.version_info[:2])),
        platform=sysconfig.get_platform(),
        environment={name: str(value) for name, value in default_environment().items()},
    )


def windows(embed: Path) -> Target:
    """As the archive of an embeddable Python says, which must be one for 64 bits."""
    try:
        with zipfile.ZipFile(embed) as archive:
            (version,) = (
                found[1] for name in archive.namelist() if (found := re.fullmatch(r"python3(\d+)\._pth", name))
            )
            library = archive.read(f"python3{version}.dll")
            names = set(archive.namelist())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise Failed(f"{embed} không phải là gói Python nhúng (embeddable) cho Windows.") from None
    (header,) = struct.unpack_from("<I", library, 0x3C)
    if struct.unpack_from("<H", library, header + 4) != (AMD64,) or "python.exe" not in names:
        raise Failed(f"{embed} không phải là Python cho Windows 64 bit (amd64).")
    if int(version) < 11:
        raise Failed(f"{embed} là Python 3.{version}; cần 3.11 trở lên.")
    python, tag = f"3.{version}", f"cp3{version}"
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.99",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    pip = ("--platform", "win_amd64", "--python-version", python, "--implementation", "cp")
    abis = ("--abi", tag, "--abi", "abi3", "--abi", "none")
    return Target(python=python, platform="win-amd64", environment=environment, pip=(*pip, *abis))


def requirements(lock: str, environment: dict[str, str]) -> dict[str, str]:
    """Package -> its lines without a condition, of those that the target needs: pip would ask the maker's machine."""
    found: dict[str, str] = {}
    for block in re.findall(r"^(\S.*?)$((?:\n[ \t].*)*)", lock, re.MULTILINE):
        if block[0].startswith("#"):
            continue
        one = Requirement(block[0].rstrip(" \\"))
        if one.marker is None or one.marker.evaluate({**environment, "extra": ""}):
            hashes = " ".join(re.findall(r"--hash=\S+", block[1]))
            found[canonicalize_name(one.name)] = f"{one.name}{one.specifier} {hashes}\n"
    return found


def fetch(lock: str, target: Target, wheels: Path, source: Path | None) -> None:
    """The wheels of the lock file, each with a digest that stands there; raises Failed when one is missing."""
    wanted = requirements(lock, target.environment)
    wheels.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        listing = Path(name) / "requirements.txt"
        listing.write_text("".join(wanted.values()), encoding="utf-8")
        place = ("--no-index", "--find-links", str(source)) if source else ()
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary=:all:", "--require-hashes", "--dest", str(wheels), *target.pip, *place]
        done = subprocess.run([*command, "-r", str(listing)], check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{done.stderr.strip()}\nThiếu gói cho {target.platform}, nên chưa làm gì.")
    there = {canonicalize_name(path.name.partition("-")[0]) for path in wheels.iterdir()}
    if there != set(wanted):
        raise Failed(f"Thiếu gói cho {target.platform}: {', '.join(sorted(set(wanted) ^ there))}.")


def copy_program(root: Path, folder: Path) -> None:
    """Without what Python or an editor left behind."""
    for name in PROGRAM:
        for path in [root / name] if (root / name).is_file() else _files(root / name):
            put = folder / path.relative_to(root)
            put.parent.mkdir(parents=True, exist_ok=True)
            put.write_bytes(path.read_bytes())
    own = Path(__file__).parent
    (folder / "install.py").write_bytes((own / "install.py").read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in inside):
            yield path


def lay_out_windows(folder: Path, embed: Path) -> None:
    """The packages beside Python's own archive, which reads them by its list of folders alone."""
    with zipfile.ZipFile(embed) as archive:
        archive.extractall(folder / "python")
    (paths,) = (folder / "python").glob("python3*._pth")
    paths.write_text(f"{paths.stem}.zip\n.\n../{PACKAGES}\n..\n", encoding="utf-8", newline="\r\n")
    for wheel in sorted((folder / WHEELS).iterdir()):
        lay_out(wheel, folder / PACKAGES)
        wheel.unlink()
    (folder / WHEELS).rmdir()


def make(root: Path, out: Path, *, embed: Path | None = None, source: Path | None = None) -> Path:
    """The finished archive in `out`; raises Failed, and leaves nothing there."""
    target = windows(embed) if embed else this_machine()
    version = re.findall(r'^VERSION = "(.+)"$', (root / "ketluan/model/version.py").read_text(encoding="utf-8"), re.M)[
        0
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / f"kho-ket-luan-{version}"
        fetch((root / LOCK).read_text(encoding="utf-8"), target, folder / WHEELS, source)
        copy_program(root, folder)
        starter = Path(__file__).parent / ("kho.cmd" if embed else "kho")
        (folder / starter.name).write_bytes(starter.read_bytes())
        if embed:
            lay_out_windows(folder, embed)
        facts = {"version": version, "python": target.python, "platform": target.platform}
        (folder / TARGET).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        lines = (f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
        (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
        out.mkdir(parents=True, exist_ok=True)
        stem = out / f"{folder.name}-{target.platform}-python{target.python}"
        return (_zipped if embed else _tarred)(folder, [*files, folder / SUMS], stem)


def _tarred(folder: Path, files: Iterable[Path], stem: Path) -> Path:
    """The same bytes each time: no clock, no owner."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for path in sorted(files):
            entry = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
            entry.size, entry.mode = path.stat().st_size, 0o755 if path.name == "kho" else 0o644
            archive.addfile(entry, io.BytesIO(path.read_bytes()))
    target = stem.with_name(f"{stem.name}.tar.gz")
    target.write_bytes(gzip.compress(written.getvalue(), mtime=0))
    return target


def _zipped(folder: Path, files: Iterable[Path], stem: Path) -> Path:
    target = stem.with_name(f"{stem.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Làm một gói cài không cần Internet.")
    parser.add_argument("--out", type=Path, required=True, help="thư mục để gói")
    parser.add_argument("--wheels", type=Path, help="thư mục có sẵn các gói Python; mặc định tải về")
    parser.add_argument(
        "--windows", type=Path, metavar="TỆP", help="python-3.x.y-embed-amd64.zip, để làm gói cho Windows"
    )
    arguments = parser.parse_args(argv)
    try:
        made = make(ROOT, arguments.out, embed=arguments.windows, source=arguments.wheels)
    except Failed as stop:
        print(stop, file=sys.stderr)
        return 1
    print(f"Đã làm {made} ({made.stat().st_size / 1e6:.0f} MB).\nSHA-256: {digest(made)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
