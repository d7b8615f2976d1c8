"""Notice files that someone has made already: known by their front matter, taken in as they are."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ketluan.importing.files.source import Source
from ketluan.model.problem import Refused
from ketluan.store.front_matter import split
from ketluan.store.header import Header, read_header


def is_finished(source: Source) -> bool:
    """True for text that begins with front matter of ours."""
    yaml_text, _, _ = split(source.text)
    return source.kind in ("text", "markdown") and yaml_text is not None and "issuer:" in yaml_text


def finished_notice(path: Path, source: Source) -> tuple[Header, str, bytes]:
    """Header, text and original's bytes (empty when it names none); raises Refused for what is wrong with them."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    header, _, _, problems = read_header(text, path.name)
    if header is None or problems:
        wrong = "; ".join(f"dòng {problem.line}: {problem.message}" for problem in problems[:5])
        raise Refused(f"Phần đầu của tệp thông báo chưa đúng: {wrong}.")
    if not header.original:
        return header, text, b""
    original = path.with_name(header.original)
    if not original.is_file():
        raise Refused(f"Không thấy bản gốc '{header.original}' cạnh tệp thông báo.")
    content = original.read_bytes()
    if hashlib.sha256(content).hexdigest() != header.sha256:
        raise Refused(f"Bản gốc '{header.original}' không khớp mã băm ghi trong tệp thông báo.")
    return header, text, content


def with_original(text: str, header: Header, name: str) -> str:
    """The text with another name of its original; raises Refused when that is not written on one line."""
    lines = text.split("\n")
    lines[header.lines["original"] - 1] = f"original: {name}"
    changed = "\n".join(lines)
    found, _, _, problems = read_header(changed, "")
    if problems or found != replace(header, original=name):
        raise Refused(f"Tên bản gốc phải ghi trên một dòng: “original: {name}”.")
    return changed
