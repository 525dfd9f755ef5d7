"""All tables at once: importing this module registers every model."""

from sqlmodel import SQLModel

from tracker.domain import (  # noqa: F401 - imported for their tables
    calendar_address,
    change,
    check,
    command_key,
    comment,
    completion,
    erasure,
    folded_text,
    follow_up,
    import_preview,
    join_link,
    kept_handover,
    link,
    mail,
    meeting,
    member,
    mention,
    network,
    note,
    own_address,
    ownership,
    party,
    plan,
    reminding,
    sign_in,
    sign_up,
    stage,
    step,
)

METADATA = SQLModel.metadata
