"""Writes what a person changed in a notice: against the file that they saw, proved, and to be taken back."""

from __future__ import annotations

import os
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ketluan.desk.original_views import Originals
from ketluan.desk.shelf import Shelf
from ketluan.desk.undoing import History, Step
from ketluan.desk.word_proof import WordChange, body_words, word_changes
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused, errors
from ketluan.store.file_changes import backwards
from ketluan.store.id_keeping import with_ids
from ketluan.store.notice_move import NoticeMove, move_after, move_changes, moved_text
from ketluan.store.stored_text import FileChanged, StoredText, change_files, stored_text

Words = Literal["same", "moved", "other"]
"""What a change may do to the words of the body: nothing, put them in another order, or anything that was confirmed."""

MOST_OPENED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a notice's text: `what` it does in Vietnamese, the words `before` and `after` as a person sees
    them, its `place` on the page."""

    what: str
    before: str
    after: str
    apply: Callable[[str], str]
    place: str = ""
    words: Words = "same"
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A notice as it stands after a change: where it stood and stands, its file, and the step that was taken or taken
    back (None where nothing changed)."""

    move: NoticeMove
    stored: StoredText
    step: Step | None = None


class NeedsConfirming(Exception):
    """The words of the body would be others than those printed: a person is shown them first."""

    def __init__(self, changes: Sequence[WordChange], against: Sequence[str]) -> None:
        super().__init__(len(changes))
        self.changes = tuple(changes)
        self.against = tuple(against)


class Opened:
    """The texts that pages were made of, by digest: what a form was filled in against."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, stored: StoredText) -> StoredText:
        """Remember a text that is shown."""
        with self._lock:
            self._texts[stored.digest] = stored.raw
            self._texts.move_to_end(stored.digest)
            while len(self._texts) > MOST_OPENED:
                self._texts.popitem(last=False)
        return stored

    def get(self, path: Path, digest: str) -> StoredText | None:
        """The text of a digest, None when it was shown too long ago."""
        with self._lock:
            raw = self._texts.get(digest)
        return None if raw is None else StoredText(path, raw)


class Writer:
    """Changes notices of one archive."""

    def __init__(self, notices: Path, shelf: Shelf, originals: Originals) -> None:
        self.notices = notices
        self.shelf = shelf
        self.originals = originals
        self.history = History()
        self.opened = Opened()

    def path(self, notice_id: str) -> Path:
        """The notice's own file, where a link leads to it; raises Refused when the archive has no such notice."""
        if notice_id not in self.shelf.archive.by_id:
            raise Refused(f"Kho không có thông báo {notice_id}.")
        return Path(os.path.realpath(self.notices / f"{notice_id}.md"))

    def open(self, notice_id: str) -> StoredText:
        """The file as it is now."""
        return self.opened.keep(stored_text(self.path(notice_id)))

    def seen(self, notice_id: str, digest: str) -> StoredText:
        """The text that a form was filled in against; raises FileChanged when it is not known any more."""
        path = self.path(notice_id)
        if (before := self.opened.get(path, digest)) is not None:
            return before
        now = self.open(notice_id)
        if now.digest != digest:
            raise FileChanged(now, "")
        return now

    def write(self, notice_id: str, digest: str, change: Change) -> Written:
        """Apply a change to the file that was seen; raises FileChanged when it is another now, NeedsConfirming and
        Refused when the change may not be written like this."""
        before = self.seen(notice_id, digest)
        try:
            text = change.apply(before.text)
        except ValueError as error:
            raise Refused("Phần đầu của thông báo này không đọc được: hãy sửa trong tệp trước.") from error
        move = move_after(self.shelf.archive, notice_id, before.text, text)
        if text == before.text:
            return Written(move, before)
        text = self._proved(move, before.text, moved_text(self.shelf.archive, move, text), change)
        return self._saved(move, before, text, change)

    def _saved(self, move: NoticeMove, before: StoredText, text: str, change: Change) -> Written:
        changes = move_changes(self.shelf.archive, self.notices, move, before, text)
        change_files(self.notices, changes)
        saved = self.opened.keep(stored_text(changes[0].path))
        step = Step(
            what=change.what,
            before=change.before,
            after=change.after,
            digest=saved.digest,
            undo=backwards(changes),
            came_from=before.path,
            place=change.place,
        )
        self.history.follow(before.path, saved.path)
        self.history.add(saved.path, step)
        return Written(move, saved, step)

    def note(self, step: Step, path: Path) -> None:
        """Remember a change that another function of the store wrote."""
        self.history.add(path, step)

    def undo(self, notice_id: str) -> Written:
        """Take back the last change of a notice; raises Refused when somebody else has written since."""
        stored = stored_text(self.path(notice_id))
        step = self.history.last(stored)
        if step is None:
            raise Refused("Không còn thay đổi nào của bàn này để hoàn tác, hoặc tệp vừa được sửa ở nơi khác.")
        change_files(self.notices, step.undo)
        self.history.drop(stored.path)
        self.history.follow(stored.path, step.came_from or stored.path)
        back = self.opened.keep(stored_text(step.came_from or stored.path))
        return Written(NoticeMove(notice_id, self._id(back.path) if step.came_from else notice_id), back, step)

    def _id(self, path: Path) -> str:
        return path.relative_to(os.path.realpath(self.notices)).with_suffix("").as_posix()

    def _proved(self, move: NoticeMove, before: str, text: str, change: Change) -> str:
        """The text with the ids that its tasks were published under; raises unless no word goes that may not go."""
        old, new = body_words(before), body_words(text)
        _refuse_loss(old, new, change)
        notice = self._understood(move, before, text)
        if old != new and not change.confirmed:
            against = [str(each) for each in self._new_differences(notice, before, text)]
            if against or change.words == "other":
                raise NeedsConfirming(word_changes(old, new), against)
        loose = {each.line: each.id for each in notice.body.findings if each.kind == "unheld"}
        return with_ids(text, loose) if loose and not notice.withdrawn else text

    def _understood(self, move: NoticeMove, before: str, text: str) -> Notice:
        """The notice as it will be; raises Refused when the change makes an error."""
        _, were = self.shelf.understood(before, move.old)
        notice, found = self.shelf.understood(text, move.new)
        known = {problem.message for problem in errors(were)}
        if new := [problem.message for problem in errors(found) if problem.message not in known]:
            raise Refused("Không ghi được vì thông báo sẽ có lỗi: " + "; ".join(new[:5]) + ".")
        if notice is None:
            raise Refused("Không ghi được: thông báo sẽ không đọc được nữa.")
        return notice

    def _new_differences(self, notice: Notice, before: str, text: str) -> list[object]:
        """What the change lost or added against the original that was not lost or added before."""
        after = self.originals.differences(notice, text)
        known = Counter(map(str, self.originals.differences(notice, before))) if after else Counter[str]()
        return [each for each in after if not known[str(each)]]


def _refuse_loss(old: Sequence[str], new: Sequence[str], change: Change) -> None:
    """Raises Refused when a change that is not one of words would lose or add any."""
    whole = {"same": old == new, "moved": Counter(old) == Counter(new), "other": True}[change.words]
    if not whole:
        lost = "; ".join(f"“{each.before}” thành “{each.after}”" for each in word_changes(old, new)[:3])
        raise Refused(f"Không ghi: thay đổi này sẽ làm mất hoặc thừa chữ ({lost}).")
