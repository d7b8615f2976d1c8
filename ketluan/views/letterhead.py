"""The head of a document as printed: who issues it."""

from __future__ import annotations

import re

from ketluan.agency import Register
from ketluan.notice import Notice

_STATE = re.compile(r"CỘNG\s+HÒA|CỘNG\s+HOÀ|ĐỘC\s+LẬP|^SỐ\b|^THÔNG\s+BÁO", re.IGNORECASE)


def issuer_lines(held: Notice, register: Register) -> list[str]:
    """The printed lines in capitals that name the issuer, the superior body first; the register's names when none.

    Decree 30/2020/NĐ-CP, annex I: the superior body above, the issuing body in bold below it.
    """
    lines = [" ".join(line.split()) for line in held.head.splitlines()]
    printed = [line for line in lines if line.isupper() and not _STATE.search(line) and len(line) > 3]
    return printed or _registered(held, register)


def _registered(held: Notice, register: Register) -> list[str]:
    issuer = register.agencies.get(held.issuer)
    if issuer is None:
        return [held.issuer]
    parent = register.agencies.get(issuer.parent or "")
    return [body.name.upper() for body in (parent, issuer) if body]
