"""What a plan holds: stages, notes, steps and how they end, meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _stage()
    _note()
    _step()
    _completion()
    _step_drop()
    _meeting()


def _stage() -> None:
    op.create_table(
        "stage",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("order_key", order_key_type(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("name_rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_stage_plan_id", "stage", ["plan_id"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("order_key", order_key_type(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("text_rev", sa.Integer(), nullable=False),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_plan_id", "note", ["plan_id"])
    op.create_index("note_changed", "note", ["plan_id", "rev"])


def _step() -> None:
    op.create_table(
        "step",
        sa.Column("deadline_words", sa.String(), nullable=True),
        sa.Column("deadline_first", sa.Date(), nullable=True),
        sa.Column("deadline_last", sa.Date(), nullable=True),
        sa.Column("deadline_precision", sa.String(), nullable=True),
        sa.Column("deadline_tentative", sa.Boolean(), nullable=False),
        sa.Column("deadline_by", sa.Boolean(), nullable=False),
        sa.Column("deadline_next_meeting", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("needed", sa.String(), nullable=False),
        sa.Column("stage_id", sa.String(), nullable=False),
        sa.Column("order_key", order_key_type(), nullable=False),
        sa.Column("goal_id", sa.String(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("title_rev", sa.Integer(), nullable=False),
        sa.Column("text_rev", sa.Integer(), nullable=False),
        sa.Column("deadline_rev", sa.Integer(), nullable=False),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"],
            ["note.id"],
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"],
            ["stage.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_step_plan_id", "step", ["plan_id"])
    op.create_index("ix_step_stage_id", "step", ["stage_id"])
    op.create_index("step_changed", "step", ["plan_id", "rev"])


def _completion() -> None:
    op.create_table(
        "completion",
        sa.Column("step_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("from_stage_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_stage_id"],
            ["stage.id"],
        ),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["step.id"],
        ),
        sa.PrimaryKeyConstraint("step_id"),
    )


def _step_drop() -> None:
    op.create_table(
        "step_drop",
        sa.Column("step_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["step.id"],
        ),
        sa.PrimaryKeyConstraint("step_id"),
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("deadline_words", sa.String(), nullable=True),
        sa.Column("deadline_first", sa.Date(), nullable=True),
        sa.Column("deadline_last", sa.Date(), nullable=True),
        sa.Column("deadline_precision", sa.String(), nullable=True),
        sa.Column("deadline_tentative", sa.Boolean(), nullable=False),
        sa.Column("deadline_by", sa.Boolean(), nullable=False),
        sa.Column("deadline_next_meeting", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("title_rev", sa.Integer(), nullable=False),
        sa.Column("deadline_rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_plan_id", "meeting", ["plan_id"])


def order_key_type() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
