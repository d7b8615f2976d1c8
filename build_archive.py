#!/usr/bin/env python3
"""Build, check and fill the archive of conclusions: the command line, and the hook that MkDocs loads.

python build_archive.py [--notices DIR] [--site DIR] [--today DATE] COMMAND, or --help
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- whoever starts it with an older Python is told so in a sentence
    sys.exit("Kho ket luan can Python 3.11 tro len.")

try:
    from ketluan.cli.command import main
    from ketluan.cli.streams import leave
    from ketluan.site.mkdocs_site import (
        on_build_error,
        on_config,
        on_env,
        on_files,
        on_page_content,
        on_page_markdown,
        on_post_build,
        on_post_page,
        on_serve,
        on_shutdown,
        on_startup,
    )
except KeyboardInterrupt:
    sys.exit(130)
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("ketluan"):
        raise
    install = "trên Linux chạy `make site`; trên Windows xem mục Cài đặt của hướng dẫn Công bố"
    sentence = f"Chưa cài đủ các gói mà chương trình cần (thiếu {missing.name}): {install}.\n"
    sys.stderr.buffer.write(sentence.encode())
    sys.exit(1)

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_serve",
    "on_shutdown",
    "on_startup",
]

if __name__ == "__main__":
    leave(main())
