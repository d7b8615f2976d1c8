"""What an original holds and does not show: sentences for the clerk, and texts in which only stamps are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

HIDDEN, STRUCK, DELETED, ADDED = "chữ ẩn", "chữ gạch bỏ", "chữ đã xóa còn lưu vết", "chữ thêm vào còn lưu vết"
UNSEEN, OFF, PALE, COVERED = "chữ không nhìn thấy", "chữ trên lớp đang tắt", "chữ trắng hoặc quá nhỏ", "chữ bị che"
UNREAD = frozenset({HIDDEN, STRUCK, DELETED, UNSEEN, OFF})
"""What is left out of the text; pale, small and covered words may be seen by somebody and stay."""
OFFER = (
    "Bản gốc chứa những thứ mà trang in không cho thấy: muốn giữ bản gốc trong kho và không công bố, hãy ghi "
    "“publish_original: false” vào phần đầu của tệp thông báo, hoặc nhập với “--withhold-original”."
)
_SHOWN = 8
_NOBODY = frozenset({"unknown", "anonymous", "(anonymous)", "unspecified"})
_NAMED = "Bản gốc ghi tên {}; giữ bản gốc ngoài trang bằng “publish_original: false”."


@dataclass(slots=True)
class Concealed:
    """`words` by what hides them, in the order of the file; `texts` are pairs of a place (`đầu trang, chân trang`)
    and what stands there, looked through for stamps of secrecy; `remarks` say what else there is, `named` who is named
    in the file's properties."""

    words: dict[str, list[str]] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    named: str = ""

    def add(self, kind: str, text: str) -> None:
        """Text that is hidden in that way, piece by piece; blanks alone count for nothing."""
        self.words.setdefault(kind, []).append(text)

    def people(self, **names: Iterable[str]) -> None:
        """Who is named in the file's properties, by role: `author` wrote it, `editor` changed it last."""
        roles = {"author": "người soạn", "editor": "người sửa sau cùng"}
        parts = [
            f"{roles[role]} {', '.join(dict.fromkeys(known))}"
            for role, given in names.items()
            if (known := [name.strip() for name in given if name.strip() and name.strip().lower() not in _NOBODY])
        ]
        self.named = "; ".join(parts)


def sentences(found: Concealed) -> list[str]:
    """The remarks for the clerk with the offer to keep the original off the site; empty when nothing is hidden."""
    remarks = [*_counted(found.words), *found.remarks]
    return [*remarks, *([OFFER] if remarks else []), *([_NAMED.format(found.named)] if found.named else [])]


def _counted(words: Mapping[str, list[str]]) -> Iterable[str]:
    for kind, pieces in words.items():
        counted = re.findall(r"\w+", "".join(pieces))
        if counted:
            shown = " ".join("".join(pieces).split()[:_SHOWN]) + (" ..." if len(counted) > _SHOWN else "")
            left = "; không đưa vào nội dung" if kind in UNREAD else ""
            yield f"Bản gốc có {kind} ({len(counted)} chữ: “{shown}”){left}."


def veiled_texts(found: Concealed) -> list[tuple[str, str]]:
    """`texts`, and the hidden words by what hides them."""
    return [*found.texts, *((kind, "".join(pieces)) for kind, pieces in found.words.items())]
