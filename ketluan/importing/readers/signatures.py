"""What the digital signatures of an original PDF say; no chain of trust is asked for and no network used."""

from __future__ import annotations

import datetime as dt
import logging
from io import BytesIO
from typing import TYPE_CHECKING

from ketluan.model.notice import Signature

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_UNREADABLE = "Không đọc được chữ ký số của tệp PDF."
_CHANGED = "Chữ ký số của {signer} không còn nguyên vẹn: tệp đã bị sửa sau khi ký hoặc chữ ký hỏng."


def read_signatures(data: bytes) -> tuple[tuple[Signature, ...], tuple[str, ...]]:
    """(the signatures of the untouched file in the order of signing, sentences on those that do not hold).

    `intact` means: the signed bytes are as they were signed, the signature fits the certificate's key, and nothing
    but further signatures and filled-in fields was added since.
    """
    if b"/ByteRange" not in data:
        return (), ()
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        embedded = PdfFileReader(BytesIO(data), strict=False).embedded_regular_signatures
    except Exception:  # a damaged file makes the library raise errors of every kind, and none may stop the import
        return (), (_UNREADABLE,)
    signatures = tuple(_signature(one) for one in embedded)
    remarks = [_CHANGED.format(signer=one.signer or "(không rõ tên)") for one in signatures if not one.intact]
    return signatures, tuple(remarks)


def _signature(embedded: EmbeddedPdfSignature) -> Signature:
    try:
        certificate = embedded.signer_cert
        names = certificate.subject.native if certificate is not None else {}
        signer = str(names.get("common_name") or names.get("organization_name") or "")
        time = _stated_time(embedded) or embedded.self_reported_timestamp
    except Exception:  # as above: certificates of damaged files
        return Signature(signer="", time=None, intact=False)
    return Signature(signer=signer, time=time, intact=_intact(embedded))


def _stated_time(embedded: EmbeddedPdfSignature) -> dt.datetime | None:
    """The signed dictionary's own time; signing software in use writes local time as UTC into the other one."""
    from pyhanko.pdf_utils.generic import parse_pdf_date

    stated = embedded.sig_object.get("/M")
    return parse_pdf_date(str(stated), strict=False) if stated else None


def _intact(embedded: EmbeddedPdfSignature) -> bool:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
        summary = embedded.summarise_integrity_info()
        whole, valid = validate_sig_integrity(
            embedded.signer_info,
            embedded.signer_cert,
            expected_content_type="data",
            actual_digest=embedded.compute_digest(),
        )
        level = getattr(summary.get("diff_result"), "modification_level", ModificationLevel.NONE)
        return bool(whole and valid and level <= ModificationLevel.FORM_FILLING)
    except Exception:  # as above: a signature that cannot be followed does not hold
        return False
