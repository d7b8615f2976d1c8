"""Invented notices straight as an Archive, without files: what the measurements of large archives start from."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from benchmarks.demo.generate import register
from benchmarks.demo.invented import Invented, Task, notices
from ketluan.model.archive import Archive
from ketluan.model.notice import Body, Deadline, Directive, Meeting, Notice, Party
from ketluan.store.reader import read_archive
from ketluan.text.slug import slug

TODAY = dt.date(2026, 1, 15)


def archive(count: int, *, seed: int) -> Archive:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "agencies.yml").write_text(register(), encoding="utf-8")
        known = read_archive(Path(folder), today=TODAY)[0].register
    archive = [_notice(one) for one in notices(count, seed=seed)]
    ordered = sorted(archive, key=lambda notice: (notice.date or dt.date.min, notice.id), reverse=True)
    return Archive(notices=tuple(ordered), register=known, today=TODAY)


def _notice(one: Invented) -> Notice:
    directives = [
        _directive(one, section, ordinal, body, task)
        for section, (body, tasks) in enumerate(one.sections, start=1)
        for ordinal, task in enumerate(tasks, start=1)
    ]
    return Notice(
        id=one.id,
        path=f"{one.id}.md",
        issuer=f"{one.place}/van-phong-ubnd",
        title=one.title,
        number=f"{one.number}/TB-VP",
        issued=one.issued,
        meeting=Meeting(date=one.met, chair=one.chair),
        signer=one.signer,
        topics=(one.topic,),
        body=Body(html="", toc=(), directives=tuple(directives), blocks=()),
    )


def _directive(one: Invented, section: int, ordinal: int, body: str, task: Task) -> Directive:
    return Directive(
        id=f"{section}-{ordinal}",
        section=str(section),
        marker="-",
        text=task.text,
        headings=(f"{section}. Giao {body}",),
        lead=(Party(name=body, id=f"{one.place}/{slug(body)}"),),
        coordinate=(Party(name=task.coordinate, id=f"{one.place}/{slug(task.coordinate)}"),) if task.coordinate else (),
        deadlines=(Deadline(phrase=task.phrase, date=task.due),) if task.due else (),
        citations=task.cited,
    )
