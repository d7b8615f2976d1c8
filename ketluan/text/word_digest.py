"""Texts compared by their words alone: how they are set, marked and accented does not count."""

from __future__ import annotations

import hashlib
import re

from ketluan.text.folding import fold

_MARKS = re.compile(r"\{:[^}\n]*\}")
_OPENING = 400


def word_digest(text: str) -> str:
    """SHA-256 of the folded words of a body in Markdown, without the attributes that people put there."""
    return hashlib.sha256(" ".join(fold(_MARKS.sub(" ", text)).split()).encode()).hexdigest()


def first_words(text: str) -> str:
    """The first dozen of these words, by which most texts differ already: found without reading all of it."""
    return " ".join(fold(_MARKS.sub(" ", text[:_OPENING])).split()[:12])
