"""What is too large to be read, and why: files come from strangers."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from ketluan.model.problem import Refused, reason_of

MAX_BYTES = 100 * 1024 * 1024
MAX_PAGES = 500
MAX_UNPACKED = 64 * 1024 * 1024
MAX_LETTERS = 5_000_000
MAX_SECONDS = 300.0
MAX_MEMORY = 1024 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises Refused when it cannot be read, is empty or over 100 MB."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refused(f"Tệp lớn {size / 1024 / 1024:.0f} MB, quá giới hạn {MAX_BYTES // 1024 // 1024} MB.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("Không tìm thấy tệp.") from error
    except PermissionError as error:
        raise Refused(f"Không có quyền đọc {'thư mục' if path.is_dir() else 'tệp'}.") from error
    except OSError as error:
        raise Refused(f"Không đọc được tệp: {reason_of(error)}.") from error
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("Tệp rỗng, không có nội dung.")
    return data


def names_in(data: bytes) -> list[str]:
    """The names of all parts of a .docx that `unpacked` could open."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def unpacked(data: bytes, *, kind: str = "Word (.docx)") -> dict[str, bytes]:
    """The XML parts of an Office file; raises Refused when it is damaged, locked, or swells when unpacked (a zip bomb).

    Sizes that the archive itself declares are not trusted: every part is counted while it is unpacked.
    """
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(info) as part:
                    parts[info.filename] = part.read(room + 1)
                room -= len(parts[info.filename])
                if room < 0:
                    raise Refused(
                        f"Tệp {kind.partition(' (')[0]} nở quá lớn khi giải nén (có thể là bom nén): từ chối đọc."
                    )
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise Refused(f"Tệp {kind} bị hỏng hoặc có mật khẩu, không mở được.") from error
    return parts
