"""Steps have checklists of their own: those that stood as the last lines of a text move there."""

import re
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LINE = re.compile(r"- \[([ x])\] (\S.*)")
LONGEST = 200  # characters of a line; a list with a longer one stays in its text
MOST = 200  # lines
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # of ids
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"  # of order keys


def upgrade() -> None:
    op.create_table(
        "step_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("step_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("order_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("text_rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_step_check_step_id", "step_check", ["step_id"])
    op.create_index("step_check_of_plan", "step_check", ["plan_id", "step_id"])
    _take_over()


def _take_over() -> None:
    step = sa.table("step", *map(sa.column, ("id", "plan_id", "text", "text_rev")))
    check = sa.table(
        "step_check", *map(sa.column, ("id", "plan_id", "step_id", "text", "done", "order_key", "text_rev"))
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(step).where(step.c.text.like("%- [%] %"))).all():
        before, lines = _split(row.text)
        if not lines:
            continue
        connection.execute(sa.update(step).where(step.c.id == row.id).values(text=before))
        found = [
            {"id": _new_id(), "plan_id": row.plan_id, "step_id": row.id, "text": line[2].strip()}
            | {"done": line[1] == "x", "order_key": _key(at), "text_rev": row.text_rev}
            for at, line in enumerate(lines)
        ]
        connection.execute(sa.insert(check), found)


def _split(text: str) -> tuple[str, list[re.Match[str]]]:
    before, _, last = text.rpartition("\n\n")
    lines = [LINE.fullmatch(line) for line in last.split("\n")]
    found = [line for line in lines if line and len(line[2]) <= LONGEST]
    return (before, found) if len(found) == len(lines) <= MOST else (text, [])


def _new_id() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(12))


def _key(at: int) -> str:
    return DIGITS[1 + at // 36] + DIGITS[at % 36] + "i"  # a key ends in no zero
