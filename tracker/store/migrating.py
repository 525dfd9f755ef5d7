"""Bringing a database to this release's schema, or refusing one that is newer."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from tracker.store.engines import writing_engine

_HERE = Path(__file__).parent / "migrations"


class UnusableDatabase(Exception):
    """One sentence for the operator: why this database is not touched."""


def upgrade(url: str) -> None:
    """Bring the schema up to date, in one transaction.

    Raises UnusableDatabase for a newer schema and for a file that is no database of ours; changes nothing then.
    """
    engine = writing_engine(url)
    try:
        _refuse_newer(engine)
        with engine.connect() as connection, connection.begin():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise UnusableDatabase(f"The database cannot be read: {error.orig}") from error
    finally:
        engine.dispose()


def _refuse_newer(engine: Engine) -> None:
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if present is not None and present not in known:
        raise UnusableDatabase(
            f"The database has schema {present}, which this release does not know: install the newer release."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    return config
