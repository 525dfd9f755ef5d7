"""Texts of rows that hang on a step and that two people may write at once."""

from tracker.domain.edit import Edit
from tracker.domain.refusals import FieldClash, Invalid


def clashes_in_row(
    edit: Edit, step_id: str, row: tuple[str, str], key: str, mine: str, theirs: str, base: int | None
) -> bool:
    """Whether somebody changed the text `key` of a row since `base`; True also when the sender had left it alone.

    `row` is the field of its effects and its id. A clash is kept with all three texts, as for a step's own texts;
    without base it is overwritten knowingly. Raises Invalid for a base that nobody can have read.
    """
    if base is not None and base >= edit.rev:
        raise Invalid("", "base")
    if base is None or mine == theirs:
        return False
    field, id = row
    past = edit.past("step", step_id, f"{field}:{id}:{key}", base)
    if not past.value:
        return False
    was = past.value[key]
    if was != mine:
        edit.clashes.append(FieldClash(field, id, key, mine, theirs, was, past.by))
    return True
