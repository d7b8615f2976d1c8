"""The commands of the administrator: publish, releases, rollback, verify."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from pathlib import Path

from ketluan.model.problem import Refused
from ketluan.publishing import publisher, release_store, site_address, verification
from ketluan.publishing.manifest import Manifest
from ketluan.publishing.published_place import refuse_place
from ketluan.publishing.release_files import Unwritable
from ketluan.site.edition import Edition
from ketluan.site.phrases import count
from ketluan.store.id_keeping import keep_ids
from ketluan.store.reader import read_held
from ketluan.text.dates import printed_date

KEPT = 3


def add_publishing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The four commands; all of them name the published folder."""
    publish = _command(commands, "publish", _publish, help="dựng một bản mới và đưa vào chỗ công bố, trọn vẹn")
    publish.add_argument(
        "--method",
        choices=("link", "files"),
        help="link: đổi một liên kết (máy chủ web, mặc định); files: thay từng tệp (thư mục dùng chung)",
    )
    publish.add_argument(
        "--nightly",
        action=argparse.BooleanOptionalAction,
        help="cuối trang báo khi bản quá một ngày; giữ như lần trước nếu không nêu",
    )
    publish.add_argument(
        "--site-url",
        type=_address,
        metavar="ĐỊA-CHỈ",
        help=f"địa chỉ của trang, như {site_address.EXAMPLE}; ghi lại cho những lần sau",
    )
    removal = "cho phép bỏ địa chỉ mà bản trước đang có, và ghi vào sổ là thôi dùng"
    publish.add_argument("--allow-removal", action="store_true", default=argparse.SUPPRESS, help=removal)
    _command(commands, "releases", _releases, help="liệt kê các bản đang giữ")
    rollback = _command(commands, "rollback", _rollback, help="đưa nội dung của một bản trước trở lại, thành bản mới")
    rollback.add_argument("--release", type=_positive, metavar="SỐ", help="số của bản; mặc định là bản liền trước")
    _command(commands, "verify", _verify, help="đọc lại từng byte đang công bố và nêu tệp khác, thiếu, thừa")
    for command in (publish, rollback):
        command.add_argument("--keep", type=_positive, default=KEPT, metavar="SỐ", help=f"giữ mấy bản, mặc định {KEPT}")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: object, *, help: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help)
    command.add_argument("--to", type=_folder, required=True, metavar="THƯ-MỤC", help="thư mục công bố")
    command.set_defaults(run=run)
    return command


def _folder(text: str) -> Path:
    """Absolute, and a link stays a link; the name decides where releases are kept."""
    path = Path(os.path.abspath(text))
    if not text.strip() or not path.name:
        raise argparse.ArgumentTypeError("phải là một thư mục có tên")
    return path


def _address(text: str) -> str:
    try:
        return site_address.parse_address(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"phải có dạng {site_address.EXAMPLE}, không phải '{text}'") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"phải là số từ 1 trở lên, không phải '{text}'")
    return int(text)


def _publish(arguments: argparse.Namespace) -> int:
    """The ids are kept first: one that was published is never another task's, also when what follows fails."""
    if arguments.nightly:  # a line of a log that all nights share
        print(f"Công bố hằng đêm, {dt.datetime.now():%d/%m/%Y %H:%M}.", flush=True)
    refuse_place(arguments.to, arguments.notices)
    if arguments.notices.is_dir():
        if arguments.nightly:
            _refuse_while_held(arguments.to, arguments.notices)
        today = arguments.today or dt.date.today()
        keep_ids(arguments.notices, today=today, allow_removal=arguments.allow_removal)
    manifest = publisher.publish(
        arguments.to,
        notices=arguments.notices,
        method=arguments.method,
        keep=arguments.keep,
        now=dt.datetime.now(dt.UTC),
        build=_building(arguments, allow_removal=arguments.allow_removal),
    )
    if arguments.site_url is not None:
        site_address.keep_address(arguments.to, arguments.site_url)
    print(f"Đã công bố bản số {manifest.release} tại {arguments.to}: {_size(manifest)}.")
    return 0


def _refuse_while_held(folder: Path, notices: Path) -> None:
    """A night must not bring back what somebody has taken back."""
    if held := publisher.held_release(folder, notices):
        raise Refused(
            f"Đêm nay không công bố: bản số {held.release} đang dùng là nội dung của bản số {held.origin} được đưa trở "
            f"lại, và {notices} từ đó chưa thay đổi. "
            "Hãy sửa thông báo, hoặc công bố bằng tay (publish, không có --nightly)."
        )


def _building(arguments: argparse.Namespace, *, allow_removal: bool) -> publisher.Build:
    def build(*, notices: Path, site: Path, last: Path | None) -> Edition:
        from ketluan.site.mkdocs_site import build_site  # MkDocs takes half a second to load

        try:
            built = build_site(
                notices=notices,
                site=site,
                today=arguments.today,
                allow_removal=allow_removal,
                last=last,
                nightly=_nightly(arguments),
                site_url=_site_url(arguments),
            )
        except Refused as stop:  # what stays as it was is the published folder, for whoever reads this
            raise Refused(str(stop).replace(str(site), str(arguments.to))) from stop
        if built.removal.breaks_addresses:
            print(f"Đã bỏ những địa chỉ mà bản trước có:\n{built.removal}")
        return built.edition

    return build


def _site_url(arguments: argparse.Namespace) -> str:
    """As the command says, or as it was."""
    asked: str | None = getattr(arguments, "site_url", None)
    return site_address.site_address(arguments.to) if asked is None else asked


def _nightly(arguments: argparse.Namespace) -> bool:
    """As the command says, or as it was."""
    if (asked := getattr(arguments, "nightly", None)) is not None:
        return bool(asked)
    last = publisher.placed(arguments.to)
    return last is not None and last.edition.nightly


def _size(manifest: Manifest) -> str:
    return f"{count(manifest.edition.notices)} thông báo, {count(len(manifest.files))} tệp"


def _releases(arguments: argparse.Namespace) -> int:
    current = _placed(arguments.to)
    for manifest in release_store.kept_releases(release_store.store_of(arguments.to)):
        print(f"{'*' if manifest.release == current.release else ' '} {_line(manifest)}")
    return 0


def _line(manifest: Manifest) -> str:
    made = dt.datetime.fromisoformat(manifest.made).astimezone()
    notes = []
    if manifest.origin != manifest.release:
        notes.append(f"nội dung của bản {manifest.origin}")
    if not manifest.files:
        gone = f": {', '.join(manifest.lost)}" if manifest.lost else ""
        notes.append(f"đã bỏ trang vì có thông báo bị thu hồi, còn giữ nguồn{gone}")
    note = f" ({'; '.join(notes)})" if notes else ""
    when = f"{made:%H:%M} ngày {printed_date(made.date())}"
    return f"bản số {manifest.release}, {when}, phiên bản {manifest.edition.version}: {_size(manifest)}{note}"


def _placed(folder: Path) -> Manifest:
    """Raises Refused where nothing was published."""
    if not release_store.store_of(folder).is_dir():
        raise Refused(f"Chưa công bố bản nào tại {folder}.")
    try:
        with release_store.locked(folder):
            found = publisher.finished(folder)
    except Unwritable:  # whoever may only read sees what is in place as it is
        found = publisher.placed(folder)
    if found:
        return found
    raise Refused(f"Chưa công bố bản nào tại {folder}.")


def _rollback(arguments: argparse.Namespace) -> int:
    _placed(arguments.to)
    archive, _ = read_held(arguments.notices, today=arguments.today or dt.date.today())
    manifest = publisher.rollback(
        arguments.to,
        notices=arguments.notices,
        archive=archive,
        to=arguments.release,
        keep=arguments.keep,
        now=dt.datetime.now(dt.UTC),
        build=_building(arguments, allow_removal=True),
    )
    print(f"Đã quay về nội dung của bản số {manifest.origin}; bản đang dùng nay là số {manifest.release}.")
    if manifest.held and manifest.edition.nightly:
        print(f"Công bố hằng đêm tạm dừng cho tới khi {arguments.notices} thay đổi hoặc có người công bố bằng tay.")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    manifest = _placed(arguments.to)
    found = verification.discrepancies(arguments.to, manifest)
    for difference in found:
        print(difference)
    if found:
        print(f"Bản số {manifest.release} tại {arguments.to} không còn nguyên: {count(len(found))} chỗ sai.")
        return 1
    print(f"Bản số {manifest.release} tại {arguments.to} nguyên vẹn: {_size(manifest)}, đúng từng byte.")
    return 0
