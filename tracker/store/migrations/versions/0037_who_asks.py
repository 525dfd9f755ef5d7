"""What somebody asked of others, without reading all steps of their plans."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_ownership_asked_by", "ownership", ["asked_by"])
    op.create_index("ix_follow_up_asker_id", "follow_up", ["asker_id"])
