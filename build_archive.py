#!/usr/bin/env python3
"""Build, check and fill the archive of conclusions: the command line, and the hook that MkDocs loads.

python build_archive.py [--notices DIR] [--site DIR] [--today DATE] COMMAND, or --help
"""

from __future__ import annotations

import sys

from ketluan.cli.command import main
from ketluan.site.mkdocs_site import (
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_shutdown,
    on_startup,
)

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_shutdown",
    "on_startup",
]

if __name__ == "__main__":
    sys.exit(main())
