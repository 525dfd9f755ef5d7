"""What a step needs and the goal it serves are edited by people: each gets the rev of its last change."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("needed_rev", "goal_id_rev"):
        op.add_column("step", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
