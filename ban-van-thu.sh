#!/bin/sh
# Opens the desk in the browser; close this window to close the desk.
cd "$(dirname "$(readlink -f "$0")")" || exit 1
if [ ! -x .venv/bin/python ]; then
  echo "Chưa cài chương trình: chạy make site một lần."
  exit 1
fi
exec .venv/bin/python build_archive.py desk
