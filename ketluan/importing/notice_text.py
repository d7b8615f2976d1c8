"""A draft as the text of a notice file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ketluan.importing.parsing.draft import Draft
from ketluan.model.notice import Meeting, Signature
from ketluan.store.header import write_notice


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
    fields: Mapping[str, object] = {
        "head": drafted.head,
        "number": drafted.number,
        "issued": drafted.issued,
        "place": drafted.place,
        "issuer": issuer,
        "title": drafted.title,
        "meeting": drafted.meeting if drafted.meeting != Meeting() else None,
        "signer": drafted.signer,
        "signer_position": drafted.signer_position,
        "recipients": drafted.recipients,
        "original": original,
        "sha256": sha256,
        "publish_original": None if publish_original else False,
        "signature": _latest(signatures),
    }
    return write_notice(fields, drafted.body)


def _latest(signatures: Sequence[Signature]) -> Signature | None:
    """The signature that counts: the last one made."""
    timed = sorted(
        (each for each in signatures if each.time), key=lambda each: each.time.isoformat() if each.time else ""
    )
    return timed[-1] if timed else next(iter(signatures), None)
