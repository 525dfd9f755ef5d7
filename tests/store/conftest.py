"""Store tests run on both databases."""

from tests.planned import database_url, planning, postgres_database, sqlite_template  # noqa: F401
