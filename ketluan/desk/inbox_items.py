"""What was dropped on the desk: files that wait, are read, were imported or refused, each with its report.

Kept under `.cache/desk/hop-nhan/`, a folder an item, until somebody puts it away; an imported file is in the archive.
"""

from __future__ import annotations

import datetime as dt
import json
import queue
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from ketluan.importing.importer import Outcome, import_files
from ketluan.importing.report import report
from ketluan.model.notice import NoticeKind
from ketluan.model.problem import Refused, system_message
from ketluan.store.whole_files import replace_text
from ketluan.text.slug import is_device

ItemState = Literal["waiting", "reading", "imported", "known", "failed"]
STATES: dict[ItemState, str] = {
    "waiting": "đang chờ",
    "reading": "đang đọc",
    "imported": "đã nhập",
    "known": "đã có trong kho",
    "failed": "không nhập được",
}
UNDER_WAY = ("waiting", "reading")
_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_ITEM = re.compile(r"[0-9a-f]{8,32}")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """A dropped file: `kind` as the gate named it when it refused, `notice` the id it was imported as."""

    id: str
    name: str
    at: str
    state: ItemState = "waiting"
    reason: str = ""
    kind: str = ""
    notice: str = ""
    report: str = ""

    @property
    def day(self) -> str:
        """When it was dropped: `25/11/2026 lúc 21:38`."""
        return f"{dt.datetime.fromisoformat(self.at):%d/%m/%Y lúc %H:%M}"

    @property
    def needs_issuer(self) -> bool:
        """Whether it was refused since nobody can tell who issued it."""
        return "--issuer" in self.reason

    @property
    def why(self) -> str:
        """The reason, without what it says of the command line: the page has buttons for that."""
        if self.kind:
            return f"Đây là {self.kind}, không phải thông báo kết luận hay văn bản giao việc nên không nhập."
        if self.needs_issuer:
            return f"{self.reason.partition(': hãy chạy lại')[0]}: hãy chọn cơ quan ban hành."
        return self.reason


class InboxItems:
    """Imports one file after the other, in the background; `imported` is told the id of each notice."""

    def __init__(
        self,
        folder: Path,
        notices: Path,
        today: Callable[[], dt.date],
        unforeseen: Callable[[Exception], str],
        imported: Callable[[str], object],
    ) -> None:
        self.folder = folder
        self._notices = notices
        self._today = today
        self._unforeseen = unforeseen
        self._begin_reading = imported
        self._queue: queue.Queue[tuple[str, NoticeKind | None, str | None]] = queue.Queue()
        self._own: set[str] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._work, name="hop-nhan", daemon=True).start()

    def items(self) -> list[InboxItem]:
        """Those that nobody has put away, newest first; one that another start was reading when it ended has failed."""
        found = [self._shown(item) for path in self.folder.glob("*/muc.json") if (item := _loaded(path))]
        return sorted(found, key=lambda item: (item.at, item.id), reverse=True)

    def _shown(self, item: InboxItem) -> InboxItem:
        if item.state in UNDER_WAY and item.id not in self._own:
            return replace(item, state="failed", reason="Việc đọc bị ngắt giữa chừng; bấm “Đọc lại”.")
        return item

    def place(self, name: str) -> tuple[InboxItem, Path]:
        """A new item, and the path at which its file is to be written before it is begun."""
        now = dt.datetime.now().isoformat()
        item = InboxItem(id=secrets.token_hex(8), name=safe_name(name), at=now)
        path = self.folder / item.id / "tep" / item.name
        path.parent.mkdir(parents=True)
        return item, path

    def begin(self, item: InboxItem, *, kind: NoticeKind | None = None, issuer: str | None = None) -> None:
        """Let its file be imported; `kind` and `issuer` as a person says."""
        self._own.add(item.id)
        self._keep(replace(item, state="waiting", reason="", kind="", report=""))
        self._queue.put((item.id, kind, issuer))

    def again(self, item_id: str, *, kind: str = "", issuer: str = "") -> None:
        """Read a refused file once more, as the kind and the issuer that a person says."""
        item = self._item(item_id)
        if kind and kind not in get_args(NoticeKind):
            raise Refused("Loại văn bản không có trong danh sách.")
        if not self._file(item).is_file():
            raise Refused("Tệp này không còn trong hộp nhận: hãy thả lại.")
        self.begin(item, kind=kind or None, issuer=issuer or None)  # type: ignore[arg-type]  # asked above

    def follow(self, notice: str, to: str) -> None:
        """Keep the items of a notice that stands at another address now."""
        for item in self.items():
            if item.notice == notice:
                self._keep(replace(item, notice=to))

    def put_away(self, item_id: str) -> None:
        """Forget an item and its file; what was imported from it stays in the archive."""
        item = self._item(item_id)
        if item.state in UNDER_WAY and item.id in self._own:
            raise Refused("Tệp này đang được đọc: hãy đợi.")
        folder = self.folder / item.id
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        folder.rmdir()

    def _item(self, item_id: str) -> InboxItem:
        item = _loaded(self.folder / item_id / "muc.json") if _ITEM.fullmatch(item_id) else None
        if item is None:
            raise Refused("Mục này không còn trong hộp nhận.")
        return item

    def _file(self, item: InboxItem) -> Path:
        return self.folder / item.id / "tep" / item.name

    def _keep(self, item: InboxItem) -> None:
        replace_text(self.folder / item.id / "muc.json", json.dumps(asdict(item), ensure_ascii=False))

    def _work(self) -> None:
        while True:
            item_id, kind, issuer = self._queue.get()
            with suppress(Refused, OSError):  # put away meanwhile
                item = replace(self._item(item_id), state="reading")
                self._keep(item)
                done = self._imported(item, kind, issuer)
                self._keep(done)
                if done.state == "imported":
                    self._begin_reading(done.notice)

    def _imported(self, item: InboxItem, kind: NoticeKind | None, issuer: str | None) -> InboxItem:
        path = self._file(item)
        try:
            outcomes = import_files([path], notices=self._notices, today=self._today(), kind=kind, issuer=issuer)
            done = _done(item, next(iter(outcomes)), self._notices)
        except Refused as stop:
            return replace(item, state="failed", reason=str(stop))
        except OSError as error:
            return replace(item, state="failed", reason=f"Không làm tiếp được: {system_message(error)}.")
        except Exception as error:  # the next file is read all the same
            return replace(item, state="failed", reason=self._unforeseen(error))
        if done.state != "failed":
            path.unlink(missing_ok=True)  # its bytes lie beside the notice
        return done


def _done(item: InboxItem, outcome: Outcome, notices: Path) -> InboxItem:
    """The item with what became of its file; the report without its first lines, which name the desk's own folders."""
    lines = [line for line in report(outcome).splitlines()[1:] if not line.startswith("  Tệp thông báo: ")]
    notice = outcome.written.relative_to(notices).with_suffix("").as_posix() if outcome.written else ""
    state: ItemState = "failed" if outcome.state == "drafted" else outcome.state
    return replace(item, state=state, reason=outcome.reason, kind=outcome.kind, notice=notice, report="\n".join(lines))


def _loaded(path: Path) -> InboxItem | None:
    try:
        return InboxItem(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def safe_name(name: str) -> str:
    """A name that every system takes, with its ending: the import compares that with the bytes."""
    plain = _NAME.sub(" ", name.rpartition("/")[2].rpartition("\\")[2]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    short = f"{(stem or ending)[:_LONGEST_NAME]}{dot if stem else ''}{ending[:10] if stem else ''}"
    return f"_{short}" if is_device(short.partition(".")[0]) or not short else short


def waiting(items: list[InboxItem]) -> Iterator[InboxItem]:
    """Those on which something still happens."""
    return (item for item in items if item.state in UNDER_WAY)
