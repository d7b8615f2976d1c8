"""What stands at each address inside a notice, as a digest of its words."""

from __future__ import annotations

import hashlib

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice


@kept_fact
def anchor_digests(notice: Notice) -> tuple[tuple[str, str], ...]:
    """Every id in it, also on what is read as no directive any more."""
    ids = ((anchor, words) for anchor, words, _ in notice.body.ids)
    tasks = ((each.id, each.text) for each in notice.directives)
    return tuple((anchor, words_digest(words)) for anchor, words in (*ids, *tasks))


def words_digest(text: str) -> str:
    """Of the words alone."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:12]
