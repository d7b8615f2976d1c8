"""Publishing: what will change, one button, where it then stands, and the way back."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import HTMLResponse, RedirectResponse, Response

from ketluan.desk.desk_pages import fragment, page
from ketluan.desk.desk_state import Asked, Desk
from ketluan.desk.header_form import Mistyped
from ketluan.desk.publishing_jobs import PublishingPlace
from ketluan.desk.queue_pages import queues_of_reading
from ketluan.model.notice_counts import notice_counts
from ketluan.model.problem import Refused, errors
from ketluan.publishing.manifest import Manifest
from ketluan.publishing.pending_changes import page_changes, pending_changes
from ketluan.publishing.published_place import refuse_place
from ketluan.publishing.publisher import placed
from ketluan.publishing.release_store import kept_releases, store_of
from ketluan.publishing.site_address import site_address
from ketluan.store.withdrawn_words import PREVIEW

HERE = "/cong-bo"
METHODS = {
    "": "để chương trình chọn",
    "link": "đổi liên kết, cho máy chủ web",
    "files": "thay từng tệp, cho thư mục dùng chung",
}
TRIAL = "dựng thử"
SUGGESTED = "kho-ket-luan"
"""Where somebody who has no server yet publishes: a folder of their own."""
MOST = 100


def show(desk: Desk, asked: Asked) -> Response:
    """Where the site is published and what readers see there; what will change comes when all is compared."""
    place = desk.jobs.place()
    folder, last = _folder(desk), _last(desk)
    return page(
        desk,
        asked,
        "publishing",
        title="Công bố",
        here=HERE,
        place=place,
        suggested=str(Path.home() / SUGGESTED),
        methods=METHODS,
        last=last,
        releases=_earlier(folder, last),
        folder_known=folder is not None,
        archive=desk.shelf.archive,
        counts=notice_counts(desk.shelf.archive, desk.shelf.archive.notices),
        waiting=[queue for queue in queues_of_reading(desk) if queue[2]],
        job=_job(desk),
    )


def changes(desk: Desk, asked: Asked) -> Response:
    """What will change since the release that readers see, and the errors that stand in the way."""
    last = _last(desk)
    archive, problems = desk.shelf.checked()
    pending = pending_changes(desk.notices, last) if desk.notices.is_dir() else None
    found = {"pending": pending, "archive": archive, "wrong": len(errors(problems)), "most": MOST}
    return HTMLResponse(fragment(desk, "publishing-changes", **found))


def view(desk: Desk, asked: Asked) -> Response:
    """Show the published site, or the one that was built to be looked at."""
    folder = _preview(desk) if asked.one("ban") == "thu" else _folder(desk)
    if folder is None or not (folder / "index.html").is_file():
        raise Refused("Chưa có trang nào để xem: hãy công bố hoặc dựng thử trước.")
    return RedirectResponse(desk.viewer.address(folder.absolute()), status_code=303)


def _folder(desk: Desk) -> Path | None:
    folder = desk.jobs.place().folder
    return Path(folder) if folder else None


def _last(desk: Desk) -> Manifest | None:
    folder = _folder(desk)
    return placed(folder) if folder and store_of(folder).is_dir() else None


def _earlier(folder: Path | None, last: Manifest | None) -> list[Manifest]:
    return [each for each in kept_releases(store_of(folder)) if last and each.release != last.release] if folder else []


def job(desk: Desk, asked: Asked) -> Response:
    """The command that runs, which the page asks for again until it ends."""
    return HTMLResponse(_job(desk))


def _job(desk: Desk) -> str:
    jobs = desk.jobs
    done = jobs.status == 0
    site = _preview(desk)
    is_trial = jobs.what == TRIAL
    found = page_changes(site, _last(desk)) if done and is_trial and site.is_dir() else None
    place = jobs.place().folder if done and not is_trial else ""
    address = site_address(Path(place)) if place else ""
    return fragment(desk, "publishing-job", job=jobs, changes=found, address=address, place=place, most=MOST)


def _preview(desk: Desk) -> Path:
    return (desk.cache / PREVIEW).absolute()


def keep_place(desk: Desk, asked: Asked) -> Response:
    """Remember where the site is published."""
    folder, method = asked.one("thu-muc").strip(), asked.one("cach")
    if not folder or not Path(folder).is_absolute() or not Path(folder).name:
        raise Mistyped("Hãy ghi đường dẫn đầy đủ của thư mục công bố.")
    if method not in METHODS:
        raise Mistyped("Cách công bố không có trong danh sách.")
    refuse_place(Path(folder), desk.notices)
    desk.jobs.keep_place(PublishingPlace(folder=folder, method=method))
    return _back()


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


PAGES = ((HERE, show), (f"{HERE}/viec", job), (f"{HERE}/thay-doi", changes), (f"{HERE}/xem", view))
ACTIONS = (
    (f"{HERE}/noi", keep_place),
    (f"{HERE}/thu", preview),
    (f"{HERE}/dua-len", publish),
    (f"{HERE}/quay-ve", rollback),
)
