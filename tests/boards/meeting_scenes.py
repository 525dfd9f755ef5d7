"""What is done with meetings, verb by verb: a part of the scenes."""

from collections.abc import Callable
from typing import Any

from tests.planning import set_next_meeting
from tracker.commands import meetings, sign_ups
from tracker.domain.change import Verb

MEETING_VERBS: list[tuple[Verb, Callable[[Any], object]]] = [
    (Verb.MEETING_ADDED, lambda on: on.meet("Vorher", "2.06.2026", agenda="Alles <b>", place="Köln")),
    (
        Verb.MEETING_SET,
        lambda on: on.meet("Vorher", "3.06.2026", link="https://example.org/a?b&c", starts="18"),
    ),
    (Verb.MEETING_SIGN_UP, lambda on: on.planning.do(sign_ups.open_to_all, on.meeting, "2026-06-01", "40")),
    (Verb.MEETING_SIGNED_UP, lambda on: on.planning.do(sign_ups.join, on.meeting, "Gül", "IHK", "", "de")),
    (Verb.MEETING_SIGN_UP, lambda on: on.planning.do(sign_ups.close, on.meeting)),
    (Verb.MEETING_TRASHED, lambda on: on.planning.do(meetings.trash, on.meeting)),
    (Verb.MEETING_RESTORED, lambda on: on.planning.do(meetings.restore, on.meeting)),
    (Verb.MEETING_SET, lambda on: on.planning.do(set_next_meeting, "Großes Treffen", "19.06.2026", None)),
]
