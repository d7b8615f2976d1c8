"""Three searches to try, taken from the archive itself: words without accents, an agency, a number."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ketluan.archive import Archive
from ketluan.slug import slug
from ketluan.views.agencies import most_addressed

_WORD = re.compile(r"[^\W\d_]+")
_OFFICIAL = frozenset(
    slug(
        "thực hiện triển khai phối hợp chủ trì tổ chức tiếp tục tăng cường chỉ đạo báo cáo kết quả kế hoạch công tác "
        "đảm bảo bảo đảm rà soát theo dõi đôn đốc các của và trong trên với cho đối tại theo về để là có được này "
        "những việc ban ngành đơn vị cơ quan liên quan địa phương bàn tỉnh huyện xã phường thành phố ủy nhân dân sở "
        "phòng tham mưu đề xuất trước ngày tháng năm quý nội dung quy định nhiệm vụ kịp thời hiệu phù đúng sau khi "
        "đồng thời nghiên cứu xem xét hoàn thành thiện xây dựng giao nhằm giải pháp như không còn đã ra từ thông qua "
        "chính phủ thủ tướng quyết định văn bản"
    ).split("-")
)


def examples(archive: Archive) -> list[str]:
    """Up to three; each finds something."""
    found = [_words(archive), *_agency(archive), *_number(archive)]
    return [example for example in found if example]


def _words(archive: Archive) -> str:
    """The pair of neighbouring words said most in the newest notices, official phrases aside, without accents."""
    pairs: Counter[str] = Counter()
    for told in archive.told[:2000]:
        words = [slug(word) for word in _WORD.findall(told.directive.text)]
        pairs.update(
            f"{one} {two}"
            for one, two in pairwise(words)
            if one not in _OFFICIAL and two not in _OFFICIAL and len(one) > 1 and len(two) > 1
        )
    return max(pairs, key=lambda pair: (pairs[pair], pair), default="")


def _agency(archive: Archive) -> list[str]:
    return [found.agency.name for found in most_addressed(archive, 1)]


def _number(archive: Archive) -> list[str]:
    return [held.number for held in archive.published if held.number][:1]
