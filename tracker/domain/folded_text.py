"""What a search looks through: the words of a step, a note, a meeting or a plan, folded, kept beside it."""

from enum import StrEnum

from sqlmodel import Field, SQLModel

from tracker.domain.folding import fold, fold_wide

BREAK = "\n"  # between the words of the title and those of all else


class FoundKind(StrEnum):
    """What can be found."""

    PLAN = "plan"
    STEP = "step"
    NOTE = "note"
    MEETING = "meeting"


class FoldedText(SQLModel, table=True):
    """One row for each step, note, meeting and plan that is shown; `folded` is what `folded_words` makes of it."""

    __tablename__ = "folded_text"
    # clustered by plan: a search reads whole plans, and no row of others'
    __table_args__ = {"sqlite_with_rowid": False}

    plan_id: str = Field(foreign_key="plan.id", primary_key=True)
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    folded: str


def folded_words(title: str, *texts: str) -> str:
    """Each word once, as both folds have it: first those of the title, then those that are only in `texts`."""
    first = _folds(title)
    rest = [word for word in _folds(" ".join(texts)) if word not in first]
    return " ".join(first) + BREAK + " ".join(rest)


def _folds(text: str) -> dict[str, None]:
    folded: dict[str, None] = {}
    for word in text.replace("\u00ad", "").split():
        # a compatibility form may hold a blank
        both = (word.lower(),) if word.isascii() else (*fold(word).split(), *fold_wide(word).split())
        folded.update(dict.fromkeys(both))
    return folded
