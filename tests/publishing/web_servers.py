"""nginx, Apache and Caddy as installed on this machine, each run on loopback with the settings that are printed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ketluan.publishing.server_config import Server, SitePlace, server_config
from tests.conftest import program

SERVERS: tuple[Server, ...] = ("nginx", "apache", "caddy")
MODULES = "mpm_event authz_core mime dir alias headers filter deflate"
NGINX = """daemon off; master_process off; pid {work}/pid; error_log stderr;
events {{}}
http {{ access_log off; client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
include {work}/site.conf; }}
"""
APACHE = """ServerRoot {work}
PidFile {work}/pid
ErrorLog {work}/errors
DefaultRuntimeDir {work}
ServerName 127.0.0.1
{modules}
{user}
Listen 127.0.0.1:{port}
Include {work}/site.conf
"""


@contextmanager
def web_server(server: Server, *, folder: Path, base: str, work: Path) -> Iterator[str]:
    """The address of the site in `folder`, served below `base` until the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    work.mkdir()
    text = server_config(server, SitePlace(host="127.0.0.1", port=port, base=base, folder=str(folder)))
    (work / "site.conf").write_text(text, encoding="utf-8")
    with (work / "said").open("wb") as said:
        process = subprocess.Popen(
            _command(server, work, port),
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)},
        )
    try:
        _wait(process, port, work)
        yield f"http://127.0.0.1:{port}{base}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _command(server: Server, work: Path, port: int) -> list[str]:
    if server == "nginx":
        (work / "main.conf").write_text(NGINX.format(work=work), encoding="utf-8")
        return [server_path("nginx"), "-p", str(work), "-c", str(work / "main.conf")]
    if server == "caddy":
        (work / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nimport {work}/site.conf\n", encoding="utf-8")
        return [server_path("caddy"), "run", "--adapter", "caddyfile", "--config", str(work / "Caddyfile")]
    folder = next(path for path in ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules") if Path(path).is_dir())
    loaded = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in MODULES.split())
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    (work / "main.conf").write_text(
        APACHE.format(work=work, modules=loaded, user=user, port=port) + "TypesConfig /dev/null\n",
        encoding="utf-8",
    )
    return [server_path("apache2", "httpd"), "-d", str(work), "-f", str(work / "main.conf"), "-D", "FOREGROUND"]


def server_path(*names: str) -> str:
    """Web servers of Debian stand where only root looks."""
    found = next(filter(None, (shutil.which(name, path="/usr/sbin:/sbin") for name in names)), None)
    return found or program(*names)


def _wait(process: subprocess.Popen[bytes], port: int, work: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    said = (work / "said").read_text(encoding="utf-8")
    raise AssertionError(f"the server does not answer: {said}{_read(work / 'errors')}")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
