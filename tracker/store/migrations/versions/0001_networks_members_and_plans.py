"""Networks, regions, members, plans and how people sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ONE_PLACE = (
    "CASE WHEN network_id IS NULL THEN 0 ELSE 1 END + CASE WHEN region_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN plan_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    _network()
    _region()
    _member()
    _plan()
    _membership()
    _guest()
    _sign_in_session()
    _sign_in_link()
    _access_token()


def _network() -> None:
    op.create_table(
        "network",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name_key"),
    )


def _region() -> None:
    op.create_table(
        "region",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["network.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_region_network_id", "region", ["network_id"])


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("agreed", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("title_rev", sa.Integer(), nullable=False),
        sa.Column("goal_rev", sa.Integer(), nullable=False),
        sa.Column("period_rev", sa.Integer(), nullable=False),
        sa.Column("head_rev", sa.Integer(), nullable=False),
        sa.Column("themes_rev", sa.Integer(), nullable=False),
        sa.Column("parties_rev", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plan_region_id", "plan", ["region_id"])


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("network_id", sa.String(), nullable=True),
        sa.Column("region_id", sa.String(), nullable=True),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            ONE_PLACE,
            name="one_place",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["network.id"],
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_membership_member_id", "membership", ["member_id"])
    op.create_index("ix_membership_network_id", "membership", ["network_id"])
    op.create_index("ix_membership_plan_id", "membership", ["plan_id"])
    op.create_index("ix_membership_region_id", "membership", ["region_id"])


def _guest() -> None:
    op.create_table(
        "guest",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_guest_plan_id", "guest", ["plan_id"])


def _sign_in_session() -> None:
    op.create_table(
        "sign_in_session",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("guest_id", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guest_id"],
            ["guest.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_sign_in_session_guest_id", "sign_in_session", ["guest_id"])
    op.create_index("ix_sign_in_session_member_id", "sign_in_session", ["member_id"])


def _sign_in_link() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_sign_in_link_member_id", "sign_in_link", ["member_id"])


def _access_token() -> None:
    op.create_table(
        "access_token",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_access_token_member_id", "access_token", ["member_id"])
