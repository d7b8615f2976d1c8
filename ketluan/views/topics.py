"""Pages of topics."""

from __future__ import annotations

from collections.abc import Iterator

from ketluan import addresses
from ketluan.archive import Archive
from ketluan.page import Page
from ketluan.sorting import vietnamese
from ketluan.views import wording
from ketluan.views.paging import parts
from ketluan.views.rendering import page


def topic_pages(archive: Archive) -> Iterator[Page]:
    """`/chu-de/`, in Vietnamese order, and one page a topic."""
    topics = sorted(archive.by_topic.items(), key=lambda item: (vietnamese(item[0]), item[0]))
    for part in parts(addresses.TOPICS, topics):
        yield page(
            archive,
            address=part.address,
            title="Chủ đề" + part.suffix,
            description=f"{wording.count(len(topics))} chủ đề của các thông báo kết luận trong kho.",
            kind="topics",
            part=part,
            without=sum(1 for held in archive.published if not held.topics),
        )
    for topic, _ in topics:
        yield from _topic(archive, topic)


def _topic(archive: Archive, topic: str) -> Iterator[Page]:
    notices = archive.by_topic[topic]
    directives = sum(len(held.directives) for held in notices)
    for part in parts(addresses.topic(topic), notices):
        yield page(
            archive,
            address=part.address,
            title=f"Chủ đề: {topic}{part.suffix}",
            description=f"{wording.count(len(notices))} thông báo kết luận về {topic},"
            f" {wording.count(directives)} chỉ đạo.",
            kind="topic",
            topic=topic,
            directives=directives,
            part=part,
        )
