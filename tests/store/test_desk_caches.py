"""What the desk keeps beside the archive goes with the other caches when a notice is withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

from ketluan.store.withdrawn_words import DESK, PREVIEW, clear_caches


def test_what_the_desk_keeps_of_notices_goes_and_what_was_refused_stays(tmp_path: Path) -> None:
    desk = tmp_path / ".cache" / DESK
    for path, text in {
        "ban-goc-0123.json": "{}",
        f"{PREVIEW}/index.html": "words",
        "hop-nhan/aa/muc.json": json.dumps({"notice": "a/b/2025/1", "report": "words"}),
        "hop-nhan/bb/muc.json": json.dumps({"notice": "", "reason": "refused"}),
        "hop-nhan/cc/muc.json": "[",
        "cong-bo.json": "{}",
    }.items():
        (desk / path).parent.mkdir(parents=True, exist_ok=True)
        (desk / path).write_text(text, encoding="utf-8")
    clear_caches(tmp_path / "notices", {"a/b/2025/1"})
    left = sorted(path.relative_to(desk).as_posix() for path in desk.rglob("*") if path.is_file())
    assert left == ["cong-bo.json", "hop-nhan/bb/muc.json", "hop-nhan/cc/muc.json"]
