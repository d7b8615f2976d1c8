"""What stands at each address inside a notice, as a digest of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice


@kept_fact
def anchor_digests(notice: Notice) -> str:
    """Of every id in it, also on what is read as no directive any more; as `anchor_line` has them."""
    words = {anchor: words for anchor, words, _ in notice.body.ids}
    words |= {task.id: task.text for task in notice.directives}
    return anchor_line({anchor: words_digest(text) for anchor, text in words.items()})


def anchor_line(digests: Mapping[str, str]) -> str:
    """`1-1=0123456789ab`, in order, with tabs between them."""
    return "\t".join(f"{anchor}={digest}" for anchor, digest in sorted(digests.items()))


def words_digest(text: str) -> str:
    """Of the words alone."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:12]
