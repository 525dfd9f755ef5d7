"""Mails are tried on both databases, against a real SMTP server."""

from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.mail.mornings import Mornings, want
from tests.mail.trays import Trays
from tests.planned import database_url, planning, postgres_database, quick_folder, sqlite_template  # noqa: F401
from tests.planning import Planning
from tracker.domain.rhythm import Rhythm
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


@pytest.fixture
def trays() -> Trays:
    return Trays()


@pytest.fixture
def mornings(planning: Planning, settings, trays: Trays) -> Mornings:  # noqa: F811 - a fixture
    want(planning, digest=Rhythm.NONE)
    return Mornings(planning, settings(), trays)
