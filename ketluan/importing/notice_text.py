"""A draft as the text of a notice file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ketluan.importing.parsing.draft import Draft
from ketluan.model.notice import Signature
from ketluan.store.header import write_notice, written_keys


def notice_file(
    drafted: Draft,
    issuer: str,
    *,
    original: str | None = None,
    sha256: str | None = None,
    signatures: Sequence[Signature] = (),
    publish_original: bool = True,
) -> str:
    """The file's text; `issuer` is an id of the register, `original` the name of the file kept beside it,
    `publish_original` whether the site offers it."""
    front = replace(
        drafted,
        issuer=issuer,
        original=original,
        sha256=sha256,
        publish_original=publish_original,
        signature=_latest(signatures),
    )
    return write_notice(written_keys(front), drafted.body)


def _latest(signatures: Sequence[Signature]) -> Signature | None:
    """The signature that counts: the last one made."""
    timed = sorted(
        (each for each in signatures if each.time), key=lambda each: each.time.isoformat() if each.time else ""
    )
    return timed[-1] if timed else next(iter(signatures), None)
