"""The history of one person, newest first, without reading all of it."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("change_by_author", "change", ["feed", "by", "rev"])
