"""Board tests run on both databases, with the real templates."""

from tests.planned import (  # noqa: F401
    boards,
    database_url,
    planning,
    postgres_database,
    quick_folder,
    rendering,
    sqlite_template,
)
