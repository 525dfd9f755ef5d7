"""Mails are tried on both databases, against a real SMTP server."""

from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.planned import database_url, planning, postgres_database, quick_folder, sqlite_template  # noqa: F401
from tracker.settings import Settings

SECRET = b"a key for tests that nobody else would ever take"


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], Settings]:
    """Settings of an installation with this relay."""
    return lambda mail_url="": Settings(
        data_dir=tmp_path,
        base_url="https://plans.example.org",
        secret_key=SECRET,
        database_url="",
        mail_url=mail_url,
    )


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> trustme.CA:
    """A certificate authority that this machine does not know."""
    return trustme.CA()
