"""Contact and deputy of a plan, a region and a network as members."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # both databases read it so; the tool itself cannot add a foreign key to a table of SQLite
    for table in ("plan", "region", "network"):
        for post in ("contact_id", "deputy_id"):
            op.execute(f"ALTER TABLE {table} ADD COLUMN {post} VARCHAR REFERENCES member (id)")
