"""Who answers for an organisation, and who of them is in charge of a step."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_person",
        sa.Column("party_id", sa.String(), sa.ForeignKey("party.id"), nullable=False),
        sa.Column("member_id", sa.String(), sa.ForeignKey("member.id"), nullable=False),
        sa.PrimaryKeyConstraint("party_id", "member_id"),
    )
    op.create_index("ix_contact_person_member_id", "contact_person", ["member_id"])
    # both databases read it so; the tool itself cannot add a foreign key to a table of SQLite
    op.execute("ALTER TABLE ownership ADD COLUMN in_charge_id VARCHAR REFERENCES member (id)")
