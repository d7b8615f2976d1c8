#!/bin/sh
# Programs that are no Python packages: installed where apt-get may, otherwise named in one sentence.
#   .ci/tools.sh python   what `make site` needs
#   .ci/tools.sh          what the tests and checks need beyond that
set -u

# Each line is a package of Debian, if need be another name that it has on Ubuntu, a bar, and what it is here for.
missing_for_site() {
  [ -e .venv/installed ] || "${PYTHON:-python3}" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
    echo "python3-venv|Python 3.11 with its module venv"
}

missing_for_tests() {
  [ -n "$(first_of "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable)" ] ||
    echo "chromium chromium-browser|Chromium (or its path in the variable CHROMIUM)"
  [ -n "$(first_of "${FIREFOX:-}" firefox-esr firefox)" ] ||
    echo "firefox-esr firefox|Firefox (or its path in the variable FIREFOX)"
  # Playwright's own Node.js, which drives Chromium, is linked with it.
  [ "$(uname)" != Linux ] || "${PYTHON:-python3}" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' >/dev/null 2>&1 ||
    echo "libatomic1|the library libatomic"
  has tesseract || echo "tesseract-ocr|Tesseract"
  tesseract --list-langs 2>/dev/null | grep -qx vie || echo "tesseract-ocr-vie|Tesseract's Vietnamese data"
  has pdftotext || echo "poppler-utils|poppler's pdftotext"
  has node || echo "nodejs|Node.js"
  has npm || echo "npm|npm"
  [ "$(uname)" != Linux ] || missing_servers
}

# Where the printed settings are tried; outside of Linux those tests are skipped.
missing_servers() {
  has_server nginx || echo "nginx|nginx"
  has_server apache2 || has_server httpd || echo "apache2-bin|Apache"
  has_server caddy || echo "caddy|Caddy"
}

# Web servers stand where not every user looks.
has_server() {
  (PATH="$PATH:${SBIN-/usr/sbin:/sbin}" has "$1")
}

has() {
  command -v "$1" >/dev/null 2>&1
}

first_of() {
  for name; do
    if [ -n "$name" ] && has "$name"; then
      echo "$name"
      return
    fi
  done
}

missing() {
  if [ "$part" = python ]; then missing_for_site; else missing_for_tests; fi
}

# Without a password: a test run never asks for one.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  has apt-get && as_root true 2>/dev/null
}

# Of each line the first name that this system's packages have; what none has is left out, since apt-get would then
# install nothing at all.
known_packages() {
  cut -d'|' -f1 | while read -r names; do
    for name in $names; do
      if apt-cache show "$name" >/dev/null 2>&1; then
        echo "$name"
        break
      fi
    done
  done
}

# What was missing and could not be had here, but whose tests may be skipped: Ubuntu has Firefox as a snap alone.
without_firefox() {
  echo "$1" | grep -v '|Firefox'
}

part=${1:-tests}
found=$(missing)
if [ -n "$found" ] && may_install; then
  as_root apt-get update -qq >&2
  packages=$(echo "$found" | known_packages)
  echo "Installing $(echo $packages) with apt-get ..." >&2
  # Chromium prints no letter without a font, and brings none.
  case $packages in *chromium*) packages="$packages fonts-dejavu-core fonts-liberation" ;; esac
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  # Debian starts what it installs; the tests start their own.
  for service in nginx caddy; do
    case " $(echo $packages) " in *" $service "*) as_root systemctl disable --quiet --now "$service" 2>/dev/null ;; esac
  done
  found=$(missing)
  if [ -n "$found" ] && [ -z "$(without_firefox "$found")" ]; then
    echo "Firefox could not be installed here: its tests are skipped." >&2
    exit 0
  fi
fi
[ -z "$found" ] && exit 0
names=$(echo "$found" | cut -d'|' -f1 | cut -d' ' -f1 | paste -sd' ')
echo "Missing: $(echo "$found" | cut -d'|' -f2 | paste -sd, | sed 's/,/, /g'); install $names (names of Debian's packages) and start again." >&2
exit 1
