"""What a release is made of, as a value and as JSON: every file with its SHA-256, and what it was built from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from ketluan.site.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One release. Paths use `/`, digests are SHA-256 in hexadecimal digits.

    `files` are those of the site, empty once its site was dropped since something in it was withdrawn; `retained` are
    those of them that only pages of earlier releases ask for, with the day since when; `sources` are the files of
    `notices/`. `lost` are the notices that were withdrawn later and whose words it no longer holds, each with the
    release that took them. `origin` is the release whose content it has: its own number, or that which was rolled back
    to. `held` is the digest that `notices/` had at that rollback: while it is the same, no night undoes the rollback.
    """

    release: int
    origin: int
    made: str
    edition: Edition
    files: Mapping[str, str]
    sources: Mapping[str, str]
    retained: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    held: str = ""

    @property
    def archive_digest(self) -> str:
        """One digest for all of `notices/`."""
        return one_digest(self.sources)


def one_digest(files: Mapping[str, str]) -> str:
    """Of files whose digests are given by their paths."""
    lines = (f"{digest}  {path}\n" for path, digest in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """JSON, sorted; a line at its end counts the files, so that a cut text is noticed."""
    value = {**asdict(manifest), "archive": manifest.archive_digest, "count": len(manifest.files)}
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse_manifest(text: str) -> Manifest | None:
    """The manifest that a text holds, None when it is not whole."""
    try:
        value = json.loads(text)
        given = {each.name: value[each.name] for each in fields(Manifest) if each.name in value}
        edition = Edition(**{**given["edition"], "withdrawn": tuple(given["edition"]["withdrawn"])})
        manifest = Manifest(**{**given, "edition": edition})
        whole = value["count"] == len(manifest.files) and value["archive"] == manifest.archive_digest
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if whole else None
