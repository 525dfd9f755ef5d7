"""The plans that show a party, without reading those of all others."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_plan_party_party_id", "plan_party", ["party_id"])
