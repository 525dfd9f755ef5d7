"""One process at a time may write; who that is and where it takes requests stands in the lock file."""

import os
import socket
import tempfile
from pathlib import Path

import pytest

from tracker.lock import (
    LOCK_FILE,
    LONGEST_ADDRESS,
    Busy,
    Lock,
    address_for,
    forget,
    lock_files,
    lock_to_serve,
)
from tracker.settings import Settings


def test_who_comes_second_learns_who_came_first(tmp_path: Path) -> None:
    files = [tmp_path / LOCK_FILE]
    with Lock(files) as lock:
        lock.tell("/run/somewhere/control.socket")
        with pytest.raises(Busy) as busy:
            Lock(files)
        assert (busy.value.pid, busy.value.address) == (os.getpid(), "/run/somewhere/control.socket")
    with Lock(files):
        pass


def test_a_server_does_not_wait_for_a_server(tmp_path: Path) -> None:
    with Lock([tmp_path / LOCK_FILE]) as lock:
        lock.tell("/run/somewhere/control.socket")
        with pytest.raises(Busy):
            lock_to_serve([tmp_path / LOCK_FILE])


def test_two_data_folders_cannot_share_a_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    one, two = (lock_files(settings(tmp_path / name, url)) for name in ("one", "two"))
    with Lock(one):
        with pytest.raises(Busy):
            Lock(two)
        with Lock(two[:1]):
            pass  # the first of the two was let go again
    with Lock(two):
        pass


def test_a_database_of_another_kind_needs_the_folder_only(tmp_path: Path) -> None:
    assert len(lock_files(settings(tmp_path, "postgresql+psycopg://somewhere/tracker"))) == 1
    assert len(lock_files(settings(tmp_path, f"sqlite:///{tmp_path / 'tracker.db'}"))) == 1


def test_a_lock_file_that_makes_no_sense_is_no_obstacle(tmp_path: Path) -> None:
    for content in (b"", b"[]", b'"x"', b"\xff", b'{"pid": 1}'):
        (tmp_path / LOCK_FILE).write_bytes(content)
        with Lock([tmp_path / LOCK_FILE]):
            pass


def test_the_socket_of_a_killed_server_is_cleared_away(tmp_path: Path) -> None:
    address = address_for(tmp_path)
    leave_socket(address)
    (tmp_path / LOCK_FILE).write_text(f'{{"pid": 1, "address": "{address}"}}')
    with Lock([tmp_path / LOCK_FILE]):
        assert not Path(address).exists()


def test_nothing_else_that_a_lock_file_names_is_touched(tmp_path: Path) -> None:
    (tmp_path / "tracker.db").write_text("precious")
    forget(str(tmp_path / "tracker.db"))
    assert (tmp_path / "tracker.db").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_one_that_goes_again(tmp_path: Path) -> None:
    deep = tmp_path / ("long-" * 30)
    deep.mkdir()
    address = address_for(deep)
    try:
        leave_socket(address)
        assert Path(address).parent.stat().st_mode & 0o077 == 0
    finally:
        forget(address)
    assert not Path(address).parent.exists()
    assert Path(address).parent.parent in (
        Path(tempfile.gettempdir()),
        Path(os.environ.get("XDG_RUNTIME_DIR", tempfile.gettempdir())),
    )


def leave_socket(address: str) -> None:
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(address)


def settings(folder: Path, url: str) -> Settings:
    folder.mkdir(exist_ok=True)
    return Settings(folder, "http://127.0.0.1:8000", b"x" * 32, url)


def test_a_socket_has_a_short_address_however_deep_the_folders_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    address = address_for(deep)
    try:
        assert len(address) <= LONGEST_ADDRESS
        assert Path(address).parent.is_dir()
    finally:
        forget(address)
    assert not Path(address).parent.exists()
