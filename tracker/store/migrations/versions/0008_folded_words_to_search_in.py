"""Beside each step, note and plan its words, folded, for the search; also of those that are there already."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AT_ONCE = 5_000  # rows
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

FOLDED = sa.table("folded_text", *(sa.column(name) for name in ("plan_id", "kind", "id", "folded")))
TEXTS = {
    "plan": "SELECT id AS plan_id, id, title, goal FROM plan",
    "note": "SELECT plan_id, id, text FROM note WHERE trashed_at IS NULL",
    "step": "SELECT plan_id, id, title, text, needed FROM step LEFT JOIN step_drop ON step_id = id"
    " WHERE trashed_at IS NULL AND step_id IS NULL",
}


def upgrade() -> None:
    op.create_table(
        "folded_text",
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("plan_id", "kind", "id"),
        sqlite_with_rowid=False,
    )
    for kind, statement in TEXTS.items():
        for rows in parts(statement, kind):
            op.bulk_insert(FOLDED, rows)


def parts(statement: str, kind: str) -> Iterator[list[dict[str, Any]]]:
    found = op.get_bind().execute(sa.text(statement)).all()
    for at in range(0, len(found), AT_ONCE):
        yield [
            {"plan_id": plan_id, "kind": kind, "id": id, "folded": folded_words(*texts)}
            for plan_id, id, *texts in found[at : at + AT_ONCE]
        ]


def folded_words(title: str, *texts: str) -> str:
    first = folds(title)
    rest = [word for word in folds(" ".join(texts)) if word not in first]
    return " ".join(first) + "\n" + " ".join(rest)


def folds(text: str) -> dict[str, None]:
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    return dict.fromkeys([*stripped(plain).split(), *stripped(plain.translate(UMLAUTS)).split()])


def stripped(plain: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
