"""Where people leave traces: each column that holds or points to a person, and what becomes of it when they are erased.

One declaration for three things: the export of all that is known of somebody, erasing them, and the sheet that a
data-protection officer reads. A new column that looks like one of these and is missing here fails the tests.
"""

from tracker.domain.trace import Erasing, Kept, Seen, Trace, Traces, What


def _going(**columns: What) -> dict[str, tuple[What, Erasing]]:
    return {name: (what, Erasing.ROW) for name, what in columns.items()}


def _staying(**columns: What) -> dict[str, tuple[What, Erasing]]:
    return {name: (what, Erasing.STAYS) for name, what in columns.items()}


def _cleaned(**columns: What) -> dict[str, tuple[What, Erasing]]:
    return {name: (what, Erasing.CLEANED) for name, what in columns.items()}


_POSTS = dict.fromkeys(("contact_id", "deputy_id"), (What.MEMBER, Erasing.EMPTIED))
_ABOUT, _SECRET, _WORDS, _NAME = What.ABOUT, What.SECRET, What.WORDS, What.NAME

TABLES: tuple[Traces, ...] = (
    Traces(
        "member",
        Kept.ACCOUNT,
        Seen.COORDINATORS,
        _going(id=What.MEMBER, email=What.ADDRESS, name=_NAME, language=_ABOUT, created_at=_ABOUT)
        | _going(digest=_ABOUT, reminders=_ABOUT),
    ),
    Traces("membership", Kept.MEMBERSHIP, Seen.COORDINATORS, _going(member_id=What.MEMBER, role=_ABOUT)),
    Traces("guest", Kept.LINK_END, Seen.READERS, _going(id=What.GUEST, name=_NAME, role=_ABOUT)),
    Traces(
        "join_link",
        Kept.LINK_END,
        Seen.NOBODY,
        _going(made_by=What.MEMBER, hash=_SECRET, code_hash=_SECRET) | _cleaned(label=_WORDS),
    ),
    Traces(
        "sign_in_session",
        Kept.MONTH,
        Seen.SELF,
        _going(hash=_SECRET, member_id=What.MEMBER, guest_id=What.GUEST, language=_ABOUT, device=_ABOUT),
    ),
    Traces(
        "sign_in_link",
        Kept.MONTH,
        Seen.NOBODY,
        _going(hash=_SECRET, code_hash=_SECRET, member_id=What.MEMBER),
    ),
    Traces(
        "access_token", Kept.UNTIL_ENDED, Seen.SELF, _going(hash=_SECRET, member_id=What.MEMBER, name=_ABOUT)
    ),
    Traces(
        "calendar_address",
        Kept.UNTIL_ENDED,
        Seen.SELF,
        _going(hash=_SECRET, member_id=What.MEMBER, device=_ABOUT),
    ),
    Traces(
        "telling", Kept.ACCOUNT, Seen.SELF, _going(member_id=What.MEMBER, occasion=_ABOUT, told_on=_ABOUT)
    ),
    Traces(
        "new_address",
        Kept.DAY,
        Seen.SELF,
        _going(hash=_SECRET, code_hash=_SECRET, member_id=What.MEMBER, address=_ABOUT),
    ),
    Traces("personal_link", Kept.LINK_END, Seen.SELF, _going(hash=_SECRET, member_id=What.MEMBER)),
    Traces(
        "sign_up",
        Kept.MEETING,
        Seen.WRITERS,
        _going(email=What.ADDRESS, name=_NAME, organisation=_ABOUT, language=_ABOUT, told=_ABOUT),
    ),
    Traces(
        "mail",
        Kept.MONTH,
        Seen.NOBODY,
        _going(address=What.ADDRESS) | {"asked_by": (What.MEMBER, Erasing.EMPTIED)},
    ),
    Traces("command_key", Kept.HOURS, Seen.NOBODY, _going(participant=What.KEY)),
    Traces("import_preview", Kept.DAY, Seen.SELF, _going(by=What.KEY)),
    Traces(
        "party",
        Kept.PLAN,
        Seen.READERS,
        {
            "id": (What.PARTY, Erasing.STAYS),
            "name": (_NAME, Erasing.NOBODY),
            "name_key": (_NAME, Erasing.NOBODY),
            "member_id": (What.MEMBER, Erasing.EMPTIED),
            "guest_id": (What.GUEST, Erasing.EMPTIED),
            "email": (What.ADDRESS, Erasing.EMPTIED),
        },
    ),
    Traces("plan_party", Kept.PLAN, Seen.READERS, _staying(party_id=What.PARTY)),
    Traces(
        "ownership",
        Kept.PLAN,
        Seen.READERS,
        _staying(party_id=What.PARTY, asked_by=What.KEY, answered_by=What.KEY)
        | {"in_charge_id": (What.MEMBER, Erasing.EMPTIED)},
    ),
    Traces(
        "contact_person", Kept.UNTIL_ENDED, Seen.READERS, _going(party_id=What.PARTY, member_id=What.MEMBER)
    ),
    Traces("follow_up", Kept.PLAN, Seen.READERS, _staying(party_id=What.PARTY, asker_id=What.PARTY)),
    Traces(
        "step_comment",
        Kept.PLAN,
        Seen.READERS,
        _staying(by=What.KEY, edited_by=What.KEY) | _cleaned(text=_WORDS),
    ),
    Traces(
        "mention", Kept.PLAN, Seen.READERS, _going(party_id=What.PARTY, words=_NAME) | _staying(by=What.KEY)
    ),
    Traces(
        "completion",
        Kept.PLAN,
        Seen.READERS,
        _staying(by=What.KEY) | {"by_name": (_NAME, Erasing.EMPTIED)} | _cleaned(result=_WORDS),
    ),
    Traces("step_drop", Kept.PLAN, Seen.READERS, _staying(by=What.KEY) | _cleaned(reason=_WORDS)),
    Traces("change", Kept.PLAN, Seen.READERS, _staying(by=What.KEY) | _cleaned(effects=_NAME)),
    Traces(
        "step",
        Kept.PLAN,
        Seen.READERS,
        _cleaned(title=_WORDS, text=_WORDS, needed=_WORDS, deadline_words=_WORDS),
    ),
    Traces("step_check", Kept.PLAN, Seen.READERS, _cleaned(text=_WORDS)),
    Traces("step_link", Kept.PLAN, Seen.READERS, _cleaned(label=_WORDS, address=_WORDS)),
    Traces("stage", Kept.PLAN, Seen.READERS, _cleaned(name=_WORDS)),
    Traces("note", Kept.PLAN, Seen.READERS, _cleaned(text=_WORDS)),
    Traces(
        "plan",
        Kept.PLAN,
        Seen.READERS,
        _POSTS | _cleaned(contact=_NAME, deputy=_NAME, title=_WORDS, goal=_WORDS, period=_WORDS),
    ),
    Traces("region", Kept.PLAN, Seen.READERS, _POSTS | _cleaned(contact=_NAME, deputy=_NAME)),
    Traces("network", Kept.PLAN, Seen.READERS, _POSTS),
    Traces(
        "meeting",
        Kept.PLAN,
        Seen.READERS,
        _cleaned(host=_NAME, title=_WORDS, place=_WORDS, link=_WORDS, agenda=_WORDS, deadline_words=_WORDS),
    ),
    Traces("folded_text", Kept.PLAN, Seen.READERS, _cleaned(folded=_WORDS)),
    Traces("handover", Kept.MONTH, Seen.NOBODY, _staying(effects=What.MEMBER)),
    Traces("erasure", Kept.FOR_GOOD, Seen.NOBODY, _staying(who=What.KEY)),
)

DRAWN = frozenset({"folded_text.folded"})
"""Made of other columns, and made anew with them."""


def traces(*erasing: Erasing) -> list[Trace]:
    """All columns, or those of which one of these becomes."""
    return [
        trace for table in TABLES for trace in table_traces(table) if not erasing or trace.erasing in erasing
    ]


def table_traces(table: Traces) -> list[Trace]:
    """The columns of one table."""
    return [Trace(table.table, name, *said) for name, said in table.columns.items()]
