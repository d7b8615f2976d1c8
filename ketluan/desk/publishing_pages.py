"""Publishing: what will change, one button, where it then stands, and the way back."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.publishing_jobs import PublishingPlace
from ketluan.model.problem import Refused, errors
from ketluan.publishing.manifest import Manifest
from ketluan.publishing.pending_changes import page_changes, pending_changes
from ketluan.publishing.publisher import placed
from ketluan.publishing.release_store import kept_releases, store_of
from ketluan.publishing.site_address import site_address
from ketluan.store.withdrawn_words import PREVIEW

HERE = "/cong-bo"
METHODS = {
    "": "như lần trước (lần đầu: đổi liên kết)",
    "link": "đổi liên kết, cho máy chủ web",
    "files": "thay từng tệp, cho thư mục dùng chung",
}
TRIAL = "dựng thử"
MOST = 100


def show(desk: Desk, asked: Asked) -> Response:
    """What will change since the release that readers see."""
    place = desk.jobs.place()
    folder = Path(place.folder) if place.folder else None
    last = placed(folder) if folder and store_of(folder).is_dir() else None
    archive, problems = desk.shelf.checked()
    return page(
        desk,
        asked,
        "publishing",
        title="Công bố",
        here=HERE,
        place=place,
        folder_known=folder is not None,
        methods=METHODS,
        last=last,
        releases=_earlier(folder, last),
        pending=pending_changes(desk.notices, last) if desk.notices.is_dir() else None,
        archive=archive,
        wrong=len(errors(problems)),
        job=_job(desk),
        most=MOST,
    )


def _earlier(folder: Path | None, last: Manifest | None) -> list[Manifest]:
    return [each for each in kept_releases(store_of(folder)) if last and each.release != last.release] if folder else []


def job(desk: Desk, asked: Asked) -> Response:
    """The command that runs, which the page asks for again until it ends."""
    return HTMLResponse(_job(desk))


def _job(desk: Desk) -> str:
    jobs = desk.jobs
    done = jobs.status == 0
    site = _preview(desk)
    last = placed(Path(jobs.place().folder)) if jobs.place().folder else None
    changes = page_changes(site, last) if done and jobs.what == TRIAL and site.is_dir() else None
    address = site_address(Path(jobs.place().folder)) if done and jobs.what != TRIAL else ""
    return fragment(desk, "publishing-job", job=jobs, changes=changes, address=address, most=MOST)


def _preview(desk: Desk) -> Path:
    return (desk.cache / PREVIEW).absolute()


def keep_place(desk: Desk, asked: Asked) -> Response:
    """Remember where the site is published."""
    folder, method = asked.one("thu-muc").strip(), asked.one("cach")
    if not folder or not Path(folder).is_absolute() or not Path(folder).name:
        raise Mistyped("Hãy ghi đường dẫn đầy đủ của thư mục công bố.")
    if method not in METHODS:
        raise Mistyped("Cách công bố không có trong danh sách.")
    if _inside(Path(folder), desk.notices):
        raise Mistyped("Thư mục công bố không được nằm trong thư mục thông báo.")
    desk.jobs.keep_place(PublishingPlace(folder=folder, method=method))
    return _back()


def _inside(folder: Path, notices: Path) -> bool:
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(notices))


def preview(desk: Desk, asked: Asked) -> Response:
    """Build the site beside, to see which pages would change."""
    desk.jobs.start(TRIAL, ["build", "--allow-removal"], site=_preview(desk))
    return _back()


def publish(desk: Desk, asked: Asked) -> Response:
    """Build a release and put it in place."""
    place = _place(desk)
    method = ["--method", place.method] if place.method else []
    removal = ["--allow-removal"] if asked.one("cho-bo") else []
    desk.jobs.start("công bố", ["publish", "--to", place.folder, *method, *removal])
    return _back()


def rollback(desk: Desk, asked: Asked) -> Response:
    """Put an earlier content in place, without what was withdrawn since."""
    release = asked.one("ban-so")
    if not release.isdecimal() or int(release) < 1:
        raise Mistyped("Hãy chọn bản cần quay về.")
    desk.jobs.start("quay về bản trước", ["rollback", "--to", _place(desk).folder, "--release", release])
    return _back()


def _place(desk: Desk) -> PublishingPlace:
    place = desk.jobs.place()
    if not place.folder:
        raise Refused("Chưa chọn thư mục công bố.")
    return place


def _back() -> Response:
    return RedirectResponse(HERE, status_code=303)


PAGES = ((HERE, show), (f"{HERE}/viec", job))
ACTIONS = (
    (f"{HERE}/noi", keep_place),
    (f"{HERE}/thu", preview),
    (f"{HERE}/dua-len", publish),
    (f"{HERE}/quay-ve", rollback),
)
