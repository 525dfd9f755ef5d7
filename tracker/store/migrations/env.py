"""How Alembic runs our migrations: on the connection it is given."""

from alembic import context

from tracker.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=METADATA, render_as_batch=connection.dialect.name == "sqlite"
)
context.run_migrations()
