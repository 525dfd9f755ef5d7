"""Settings come from the environment; what is unknown or weak stops the start with one sentence."""

import stat
from pathlib import Path

import pytest

from tracker.settings import Settings, SettingsError, read_settings

KEY = "a-key-of-forty-three-characters-that-is-fine"


def read(folder: Path, **given: str) -> Settings:
    return read_settings(
        {"TRACKER_DATA_DIR": str(folder), **{f"TRACKER_{name}": given[name] for name in given}}
    )


def test_without_anything_said_it_runs_on_this_machine_with_a_file(tmp_path: Path) -> None:
    settings = read(tmp_path / "data")
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.host == "127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'tracker.db'}"
    assert not settings.https


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first, again = read(tmp_path / "data"), read(tmp_path / "data")
    assert first.secret_key == again.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert read(tmp_path / "one").secret_key != read(tmp_path / "other").secret_key


def test_everything_can_be_said(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        BASE_URL="https://Plans.Example.org:443/",
        SECRET_KEY=KEY,
        DATABASE_URL="postgresql+psycopg://tracker@db/tracker",
        BROKER_URL="valkey://broker",
        MAIL_URL="smtp://mail:25",
        TRUSTED_PROXIES="10.0.0.1, 192.168.0.0/16",
        OPERATOR="Verein Beispiel",
        CONTACT="post@example.org",
    )
    assert (settings.base_url, settings.host, settings.https) == (
        "https://plans.example.org",
        "plans.example.org",
        True,
    )
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.1/32", "192.168.0.0/16"]
    assert settings.secret_key == KEY.encode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET", "x"),
        ("DATABASE", "x"),
        ("BASE_URL", "plans.example.org"),
        ("BASE_URL", "http://plans.example.org"),
        ("BASE_URL", "https://plans.example.org/tracker"),
        ("BASE_URL", "https://user@plans.example.org"),
        ("BASE_URL", "https://plans.example.org?x=1"),
        ("BASE_URL", "https://plans.example.org:port"),
        ("BASE_URL", "ftp://plans.example.org"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 64),
        ("SECRET_KEY", "changeme" * 5),
        ("DATABASE_URL", "mysql://db/tracker"),
        ("BROKER_URL", "amqp://broker"),
        ("MAIL_URL", "mail.example.org"),
        ("TRUSTED_PROXIES", "everybody"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_what_is_unknown_or_weak_stops_the_start_with_one_sentence(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as stopped:
        read(tmp_path, **{name: value})
    sentence = str(stopped.value)
    assert f"TRACKER_{name}" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_plain_http_beyond_this_machine_is_for_the_demo_only(tmp_path: Path) -> None:
    given = {"TRACKER_DATA_DIR": str(tmp_path), "TRACKER_BASE_URL": "http://192.168.1.5:8000"}
    assert read_settings(given, plain_http=True).host == "192.168.1.5:8000"


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"])
def test_plain_http_on_this_machine_is_fine(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, BASE_URL=url).base_url == url


def test_a_folder_or_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    read(tmp_path)
    tmp_path.chmod(0o755)
    with pytest.raises(SettingsError, match="look into"):
        read(tmp_path)
    tmp_path.chmod(0o700)
    (tmp_path / "secret_key").chmod(0o644)
    with pytest.raises(SettingsError, match="Others can read"):
        read(tmp_path)


def test_a_folder_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be used"):
        read(tmp_path / "file")


def test_nothing_secret_stands_in_what_is_shown_of_the_settings(tmp_path: Path) -> None:
    shown = repr(read(tmp_path, SECRET_KEY=KEY, DATABASE_URL="postgresql+psycopg://u:password@db/x"))
    assert KEY not in shown
    assert "password" not in shown


def test_what_the_tests_are_told_by_the_environment_is_none_of_its_business(tmp_path: Path) -> None:
    read(tmp_path, CHROMIUM="/usr/bin/chromium", TEST_POSTGRES="postgresql://x")
