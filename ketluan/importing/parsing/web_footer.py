"""What a web page prints below a document: counters, buttons, who put it there, other news."""

from __future__ import annotations

import re

from ketluan.importing.parsing.printed_lines import bare

# slugs of what portals print below a text: counters, sharing, related news, attachments
_TAIL = re.compile(
    r"""
    (?: (?:tong-)?(?:so-)?(?:luot|lan)-(?:xem|doc|truy-cap|tai) | xem-\d+$ | tong-so-(?:diem|luot)
      | tac-gia | nguoi-(?:dang|viet|cap-nhat|bien-tap) | ngay-(?:dang|cap-nhat) | bien-tap | cap-nhat
      | in-(?:bai|trang|tin|van-ban|noi-dung) | ban-in | gui-(?:bai|email|e-mail|mail|binh-luan|phan-hoi|y-kien|cho-ban)
      | tro-(?:ve|lai) | quay-lai | trang-truoc | (?:ve|len)-(?:trang|dau-trang)
      | chia-se | share | facebook | zalo | twitter | tweet | linkedin | copyright | ban-quyen
      | (?:cac-|nhung-)?(?:tin|tin-tuc|tin-bai|bai|bai-viet|van-ban|thong-bao)
        -(?:khac|lien-quan|moi|moi-hon|moi-nhat|cu-hon|da-dua|cung-chuyen-muc|cung-loai|noi-bat|tiep-theo|doc-nhieu)
      | y-kien-(?:ban-doc|cua-ban) | binh-luan | danh-gia-bai | tu-khoa | tags? | xem-(?:them|tiep)
      | (?:tep|tap-tin|file|tai-lieu)(?:-tin)?-(?:dinh-kem|kem-theo) | tai-(?:ve|xuong|file|tep) | download )(?:-|$)
    """,
    re.VERBOSE,
)
_LONGEST = 120


def is_web_tail(text: str) -> bool:
    """True for a line that begins it: `Lượt xem: 123`, `In bài viết`, `Các tin khác`; items of a list never do."""
    if len(text) > _LONGEST or text.endswith(";") or text[0].islower() or re.match(r"[-–+•*]", text):
        return False
    return bool(_TAIL.match(bare(text)) or re.match(r"Nguồn(?: tin)?\s*:", text))
