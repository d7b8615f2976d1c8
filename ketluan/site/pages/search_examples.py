"""Three searches to try, taken from the archive itself: words without accents, an agency, a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice, pairwise

from ketluan.model.agency_counts import named_agencies
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.site.pages.agency_directory import most_addressed
from ketluan.text.slug import slug

NEWEST = 100
_WORD = re.compile(r"[^\W\d_]+")
# words that nearly every notice has are no example of a search
_OFFICIAL = frozenset(
    slug(
        "thông báo kết luận ý kiến của và tại về trong trên với cho đối theo các những đồng chí ông bà phó chủ tịch "
        "bí thư giám đốc trưởng ban chánh văn phòng thường trực tỉnh huyện xã phường thành phố ủy nhân dân hội đồng "
        "ubnd hđnd cuộc họp hội nghị buổi làm việc chỉ đạo điều hành tình hình kết quả triển khai thực hiện nghe báo "
        "cáo công tác nhiệm vụ trọng tâm thời gian qua đến tới tháng quý năm đầu cuối địa bàn sơ tổng kết đề án dự "
        "kế hoạch nội dung một số việc liên quan cơ quan đơn vị sở ngành"
    ).split("-")
)


def examples(archive: Archive) -> list[str]:
    """Up to three; each finds something."""
    return [*_words(archive), *_agency(archive), *_number(archive)]


def _words(archive: Archive) -> list[str]:
    """What most of the newest notices are about and some directive says: a topic, else two words of their titles."""
    newest = archive.published[:NEWEST]
    texts = cache(lambda at: " ".join(slug(task.text).replace("-", " ") for task in newest[at].directives))
    topics = Counter(slug(topic).replace("-", " ") for notice in newest for topic in notice.topics)
    pairs = Counter(pair for notice in newest for pair in set(_pairs(notice)))
    ranked = chain(_most_frequent(topics), _most_frequent(pairs))
    said = (words for words in ranked if any(f" {words} " in f" {texts(at)} " for at in range(len(newest))))
    return [*islice(said, 1)]


def _most_frequent(counts: Counter[str]) -> list[str]:
    """Equals in the order of letters."""
    return sorted(counts, key=lambda words: (-counts[words], words))


def _pairs(notice: Notice) -> Iterator[str]:
    """Neighbouring words of a title, without those of office and without the chair's name."""
    aside = _OFFICIAL | set(slug(notice.meeting.chair or "").split("-"))
    for one, two in pairwise(slug(word) for word in _WORD.findall(notice.title)):
        if len(one) > 1 and len(two) > 1 and not {one, two} & aside:
            yield f"{one} {two}"


def _agency(archive: Archive) -> list[str]:
    """The body that leads most; not a group, whose name is long and means several."""
    most = most_addressed(archive, len(named_agencies(archive)))
    return [found.agency.name for found in most if found.agency.kind != "group"][:1]


def _number(archive: Archive) -> list[str]:
    """The newest number, if there is one that only one notice carries."""
    numbers = [notice.number for notice in archive.published if notice.number]
    own = [number for number in numbers if len(archive.by_number[number.upper()]) == 1]
    return (own or numbers)[:1]
