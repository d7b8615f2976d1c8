"""What a site holds, as a small file in it; and what a new site would no longer hold of it.

An address that has been published is kept: a build that would drop one says so before it replaces the old site.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ketluan.model import addresses
from ketluan.model.anchor_digests import anchor_digests, anchor_line, words_digest
from ketluan.model.archive import Archive
from ketluan.store.file_ending import is_harmless_name

FILE = "inventory.tsv"
NAMED = 10
OWN_PAGES = ("notice", "withdrawn", "moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Addresses in the site: of notices (old ones that redirect included), of originals, and of every other page;
    `anchors` are for each notice's page those of its directives with digests of their words, as one line has them."""

    notices: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()
    anchors: Mapping[str, str] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()

    def directives(self, pages: Collection[str] | None = None) -> dict[str, str]:
        """By address the digests of the words of all directives, or of those on some pages."""
        lines = ((page, self.anchors.get(page, "")) for page in (self.anchors if pages is None else pages))
        pairs = ((page, pair.rpartition("=")) for page, line in lines for pair in line.split("\t") if pair)
        return {f"{page}#{anchor}": digest for page, (anchor, _, digest) in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Addresses that go, sorted; `moved` are those of directives that would lead to another task.

    `published` is how many notices the last site had, `pages` how many derived pages go.
    """

    published: int = 0
    notices: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    pages: int = 0

    @property
    def breaks_addresses(self) -> bool:
        """Whether a link that somebody has kept would lead nowhere, or elsewhere."""
        return bool(self.notices or self.originals or self.directives or self.moved)

    @property
    def pages_sentence(self) -> str:
        """How many of the pages that are made from others go."""
        return f"Trang cũ có {self.pages} trang tổng hợp mà trang mới không còn."

    def __str__(self) -> str:
        """A line for each kind of address, in Vietnamese."""
        share = " (hơn một phần mười)" if 10 * len(self.notices) > self.published else ""
        kinds = (
            (f"trên {self.published} thông báo{share}", self.notices),
            ("bản gốc", self.originals),
            ("chỉ đạo", self.directives),
            ("chỉ đạo có địa chỉ sẽ dẫn tới việc khác", self.moved),
        )
        return "\n".join(f"- {len(gone)} {kind}: {_named(gone)}" for kind, gone in kinds if gone)


def _named(gone: Sequence[str]) -> str:
    rest = f", và {len(gone) - NAMED} địa chỉ khác" if len(gone) > NAMED else ""
    return ", ".join(gone[:NAMED]) + rest


def inventory_of(archive: Archive, kinds: Iterable[tuple[str, str]], originals: Iterable[str]) -> Inventory:
    """What a site would hold that has pages at these addresses, each of its kind."""
    found = [(address, kind in OWN_PAGES) for address, kind in kinds]
    return Inventory(
        notices=frozenset(address for address, own in found if own),
        originals=frozenset(originals),
        anchors=dict(_anchors(archive)),
        pages=frozenset(address for address, own in found if not own),
    )


def _anchors(archive: Archive) -> Iterator[tuple[str, str]]:
    """Those of every notice that stands, and the ids on what is read as no directive any more."""
    for notice in archive.published:
        if line := anchor_digests(notice):
            yield addresses.notice(notice), line


def removal(before: Inventory, after: Inventory, archive: Archive) -> Removal:
    """What `before` has and `after` has not; a notice that was withdrawn keeps its page and nothing else."""
    now = {f"{addresses.NOTICES}/{old}": addresses.notice(one) for one in archive.notices for old in one.aliases}
    left = (before.notices - after.notices) | {addresses.notice(one) for one in archive.notices if one.withdrawn}
    other = {page for page, anchors in before.anchors.items() if after.anchors.get(page) != anchors}
    touched = {now.get(page, page) for page in other} - left
    last = before.directives([page for page in before.anchors if now.get(page, page) in touched])
    there = {old: now.get(_notice(old), _notice(old)) + old[len(_notice(old)) :] for old in last}
    present = after.directives(touched)
    lost = {each for each in before.originals - after.originals if is_harmless_name(each.rpartition("/")[2])}
    return Removal(
        published=len(before.notices),
        notices=tuple(sorted(before.notices - after.notices)),
        originals=tuple(sorted(each for each in lost if now.get(_folder(each), _folder(each)) not in left)),
        directives=tuple(sorted(old for old, new in there.items() if new not in present)),
        moved=tuple(_moved(last, present, there)),
        pages=len(before.pages - after.pages),
    )


def _moved(before: Mapping[str, str], after: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    """Addresses whose words now stand in the same notice under an address that had other words, or is new."""
    last = {new: before[old] for old, new in there.items()}
    fresh = {(_notice(new), words) for new, words in after.items() if last.get(new) != words}
    for old, new in sorted(there.items()):
        words = last[new]
        if after.get(new, words) != words and (_notice(new), words) in fresh:
            yield old


def _notice(directive: str) -> str:
    return directive.partition("#")[0]


def _folder(original: str) -> str:
    return original.rpartition("/")[0]


def written(inventory: Inventory) -> bytes:
    """The file of a site: a line for each page and original, one for the directives of a page, and the number of lines
    at the end, so that a cut file is noticed."""
    lines = [
        *(f"notice\t{address}" for address in sorted(inventory.notices)),
        *(f"original\t{address}" for address in sorted(inventory.originals)),
        *(f"directives\t{page}\t{line}" for page, line in sorted(inventory.anchors.items())),
        *(f"page\t{address}" for address in sorted(inventory.pages)),
    ]
    return "".join(f"{line}\n" for line in [*lines, f"end\t{len(lines)}"]).encode()


def parse_inventory(text: str) -> Inventory | None:
    """The inventory that a file holds, None when it is not whole; older ones have a line for each directive."""
    rows = [line.split("\t", 2) for line in text.splitlines()]
    if not rows or rows.pop() != ["end", str(len(rows))]:
        return None
    found: dict[str, dict[str, str]] = {kind: {} for kind in ("notice", "original", "directive", "directives", "page")}
    if any(len(row) < 2 or row[0] not in found for row in rows):
        return None
    for kind, address, *values in rows:
        found[kind][address] = "".join(values)
    return Inventory(
        notices=frozenset(found["notice"]),
        originals=frozenset(found["original"]),
        anchors=found["directives"] | _by_page(found["directive"]),
        pages=frozenset(found["page"]),
    )


def _by_page(directives: Mapping[str, str]) -> dict[str, str]:
    """Lines of anchors, of directives by their addresses."""
    pages: dict[str, dict[str, str]] = {}
    for address, digest in directives.items():
        page, _, anchor = address.partition("#")
        pages.setdefault(page, {})[anchor] = digest
    return {page: anchor_line(found) for page, found in pages.items()}


def read_inventory(site: Path) -> Inventory:
    """What the site at a folder holds, empty when none is there; one without an inventory is walked.

    Raises OSError when it cannot be read: what is not seen cannot be kept.
    """
    path = site / FILE
    found = parse_inventory(path.read_text(encoding="utf-8", errors="replace")) if path.exists() else None
    return found or _walked(site)


def _walked(site: Path) -> Inventory:
    files = {path.relative_to(site).as_posix() for path in _files(site)}
    pages = {path.rpartition("/")[0] for path in files if path.rpartition("/")[2] == "index.html"}
    notices = {page for page in pages if page.startswith(f"{addresses.NOTICES}/")}
    return Inventory(
        notices=frozenset(notices),
        originals=frozenset(path for path in files if _folder(path) in notices and not path.endswith("/index.html")),
        anchors=_by_page(_from_data(site / addresses.DATA)),
        pages=frozenset(pages - notices),
    )


def _files(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> None:
        raise error

    for here, _, names in os.walk(folder, onerror=stop) if folder.exists() else ():
        yield from (Path(here) / name for name in names)


def _from_data(folder: Path) -> dict[str, str]:
    """The directives as the data files to take away list them: those of the years, else that of all."""
    found: dict[str, str] = {}
    for path in [*folder.glob("nam/*/directives.json"), *folder.glob("nam/*/du-lieu.zip"), folder / "directives.json"]:
        if not found or path.parent != folder:
            found |= _listed(path) if path.exists() else {}
    return found


def _listed(path: Path) -> dict[str, str]:
    try:
        listed = json.loads(_packed(path) if path.suffix == ".zip" else path.read_bytes())
        return {f"{addresses.NOTICES}/{each['id']}": words_digest(each["text"]) for each in listed}
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile):  # a file that is not ours
        return {}


def _packed(path: Path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read("directives.json")
