"""Pages of topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.model.notice_counts import notice_counts
from ketluan.model.page import Page
from ketluan.site import phrases
from ketluan.site.paging import parts
from ketluan.site.recipe import Recipe
from ketluan.site.rendering import page
from ketluan.text.collation import vietnamese


def topic_recipes(archive: Archive) -> Iterator[Recipe]:
    """`/chu-de/`, in Vietnamese order, and one page a topic."""
    yield Recipe(_overview)
    yield from (Recipe(_topic, topic) for topic, _ in _ordered(archive))


def _overview(archive: Archive) -> Iterator[Page]:
    topics = [(topic, notice_counts(archive, notices)) for topic, notices in _ordered(archive)]
    for part in parts(addresses.TOPICS, topics):
        yield page(
            archive,
            address=part.address,
            title="Chủ đề" + part.suffix,
            description=f"{phrases.count(len(topics))} chủ đề của các thông báo kết luận trong kho.",
            kind="topics",
            part=part,
            without=sum(1 for notice in archive.published if not notice.topics),
        )


def _ordered(archive: Archive) -> list[tuple[str, Sequence[Notice]]]:
    return sorted(archive.by_topic.items(), key=lambda item: (vietnamese(item[0]), item[0]))


def _topic(archive: Archive, topic: str) -> Iterator[Page]:
    notices = archive.by_topic[topic]
    counts = notice_counts(archive, notices)
    for part in parts(addresses.topic(topic), notices):
        yield page(
            archive,
            address=part.address,
            title=f"Chủ đề: {topic}{part.suffix}",
            description=f"{phrases.count(counts.in_force)} thông báo kết luận về {topic},"
            f" {phrases.directives(counts)}.",
            kind="topic",
            topic=topic,
            counts=counts,
            part=part,
        )
