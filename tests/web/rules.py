"""What the rights say of a route: who may ask, with which fields, and what the answer is for them."""

from collections.abc import Callable
from typing import Any

from tests.cast import NAMES
from tests.web.making import Making
from tracker.domain.ids import new_id
from tracker.domain.permissions import LOWEST, ROLES, WITHOUT_MEMBERSHIP, Action, Role

IN_NETWORK = {"emil": Role.COORDINATOR}
IN_REGION = {"anna": Role.FACILITATOR, "bernd": Role.EDITOR, "guel": Role.READER, **IN_NETWORK}
ON_PLAN = {**IN_REGION, "deniz": Role.GUEST}
MEMBERS = dict.fromkeys(["anna", "bernd", "clara", "emil", "frida", "guel"], Role.READER)

PUBLIC = None
METHODS = ("GET", "POST")
Fields = Callable[[Making], dict[str, Any]]


class Rule:
    """Who may ask (`lowest` role among `roles`, or `members` from there on), with which fields, and what the answer is
    for them."""

    def __init__(
        self,
        lowest: Role | None,
        fields: Fields = lambda made: {},
        roles: dict[str, Role] = ON_PLAN,
        done: int = 200,
        query: str = "",
        members: bool = False,
    ) -> None:
        self.members = members
        self.lowest, self.fields, self.roles, self.done, self.query = lowest, fields, roles, done, query

    def expected(self, name: str) -> int:
        if self.lowest is PUBLIC:
            return self.done
        if name == "nobody":
            return 401
        role = self.roles.get(name)
        if role is None:
            return 404
        if self.members and role in WITHOUT_MEMBERSHIP:
            return 403
        return self.done if ROLES.index(role) >= ROLES.index(self.lowest) else 403


def lowest(action: Action) -> Role:
    return LOWEST[action]


def imports(place: str, lowest: Role, roles: dict[str, Role]) -> dict[str, Rule]:
    """A preview is only there for whoever made it: nobody has the one in these addresses."""
    one, known = place + "/imports/{preview:id}", Rule(lowest, roles=roles, done=404)
    pasted = Rule(lowest, lambda made: {"text": "Was\tWer\nEinladen\tIHK"}, roles)
    nobodys = [f"GET {one}", f"POST {one}", f"POST {one}/adoption", f"POST {one}/ending"]
    rules = {f"GET {place}/imports": Rule(lowest, roles=roles), f"POST {place}/imports": pasted}
    return rules | dict.fromkeys(nobodys, known)


def own() -> dict[str, Rule]:
    """Signing in and out, and what one has of one's own."""
    return {
        "GET /sign-in": Rule(PUBLIC),
        "GET /sign-in/{secret}": Rule(PUBLIC, done=404),
        "POST /sign-in/mails": Rule(PUBLIC, lambda made: {"email": f"{new_id()}@example.org"}),
        "POST /sign-in/codes": Rule(PUBLIC, lambda made: {"email": "a@example.org", "code": "x"}, done=422),
        "POST /sign-in/{secret}": Rule(PUBLIC, done=404),
        "POST /sign-out": Rule(PUBLIC),
        **joining(),
        "GET /me": Rule(Role.READER, roles=MEMBERS),
        "POST /me/name": Rule(Role.READER, lambda made: {"name": ""}, MEMBERS, done=422),
        "POST /me/address/mails": Rule(Role.READER, lambda made: {"email": "x"}, MEMBERS, done=422),
        "POST /me/address/codes": Rule(Role.READER, lambda made: {"code": "x"}, MEMBERS, done=422),
        "GET /me/address/{secret}": Rule(Role.READER, roles=MEMBERS, done=404),
        "POST /me/address/{secret}": Rule(Role.READER, roles=MEMBERS, done=404),
        "POST /me/sessions/ending": Rule(Role.READER, roles=MEMBERS),
        "POST /me/sessions/{session:id}/ending": Rule(Role.READER, roles=MEMBERS, done=404),
        "GET /me/export.zip": Rule(Role.READER, roles=MEMBERS),
        "GET /me/erasure": Rule(Role.READER, roles=MEMBERS),
        # without the own address nobody is erased
        "POST /me/erasure": Rule(Role.READER, lambda made: {"address": "x"}, MEMBERS, done=422),
        "GET /me/erased": Rule(PUBLIC),
        "GET /me/mails": Rule(Role.READER, roles=MEMBERS),
        "POST /me/mails": Rule(Role.READER, lambda made: {"digest": "weekly", "reminders": True}, MEMBERS),
        "POST /me/mails/trial": Rule(Role.READER, roles=MEMBERS),
        "POST /me/personal-links/ending": Rule(Role.READER, roles=MEMBERS),
        **personal(),
        "POST /me/tokens": Rule(Role.READER, lambda made: {"name": new_id()}, MEMBERS),
        "POST /me/tokens/{token:id}/revocation": Rule(Role.READER, roles=MEMBERS, done=404),
        **calendars("/me", MEMBERS, *MEMBERS),
    }


def calendars(place: str, roles: dict[str, Role], *members: str) -> dict[str, Rule]:
    """Nobody has the address in these; one without account has none at all."""
    one, known = f"POST {place}/calendars/{{calendar:id}}", {name: roles[name] for name in members}
    return {
        f"GET {place}/calendar/{{secret}}.ics": Rule(PUBLIC, done=404),
        f"POST {place}/calendars": Rule(Role.READER, roles=known),
        f"{one}/renewal": Rule(Role.READER, roles=known, done=404),
        f"{one}/ending": Rule(Role.READER, roles=known, done=404),
    }


def sign_ups(meeting: str) -> dict[str, Rule]:
    """Nobody has signed up in these addresses, and nobody was asked to; who may strike nobody out is told so."""
    own, host = "/sign-ups/{sign_up:id}/{secret}", lowest(Action.SET_MEETING)
    return {
        "GET /meetings/{meeting:id}": Rule(Role.READER, done=303),
        "POST /meetings/{meeting:id}/sign-ups": Rule(
            Role.READER, lambda made: {"name": "Gül"}, dict.fromkeys(NAMES, Role.READER), done=404
        ),
        f"GET {meeting}.ics": Rule(Role.READER),
        f"GET {own}": Rule(PUBLIC, done=404),
        f"GET {own}.ics": Rule(Role.READER, roles=dict.fromkeys(NAMES, Role.READER), done=404),
        f"POST {own}/ending": Rule(PUBLIC, done=404),
        f"POST {meeting}/opening": Rule(host, lambda made: {"most": "40"}),
        f"POST {meeting}/closing": Rule(host),
        f"GET {meeting}/sign-ups.csv": Rule(host),
        f"POST {meeting}/sign-ups/{{sign_up:id}}/removal": Rule(host, done=404),
    }


def hanging(step: str) -> dict[str, Rule]:
    """What hangs on a step: its checklist, links and comments."""
    check, comment = step + "/checklist/{check:id}", step + "/comments/{comment:id}"
    return {
        f"POST {step}/checklist": Rule(lowest(Action.EDIT_STEP), lambda made: {"text": new_id()}),
        f"POST {check}": Rule(lowest(Action.EDIT_STEP), lambda made: {"text": new_id(), "base": made.rev}),
        f"POST {check}/completion": Rule(lowest(Action.EDIT_STEP)),
        f"POST {check}/reopening": Rule(lowest(Action.EDIT_STEP)),
        f"POST {check}/placement": Rule(lowest(Action.EDIT_STEP)),
        f"POST {check}/removal": Rule(lowest(Action.EDIT_STEP)),
        f"POST {step}/links": Rule(lowest(Action.EDIT_STEP), lambda made: {"address": "https://example.org"}),
        f"POST {step}/links/{{link:id}}": Rule(
            lowest(Action.EDIT_STEP), lambda made: {"label": new_id(), "base": made.rev}
        ),
        f"POST {step}/links/{{link:id}}/removal": Rule(lowest(Action.EDIT_STEP)),
        f"POST {step}/comments": Rule(lowest(Action.ADD_COMMENT), lambda made: {"text": new_id()}),
        f"POST {comment}": Rule(
            lowest(Action.MODERATE_COMMENTS), lambda made: {"text": new_id(), "base": made.rev}
        ),
        f"POST {comment}/removal": Rule(lowest(Action.MODERATE_COMMENTS)),
    }


def joining() -> dict[str, Rule]:
    """The door for everybody, and what facilitators do about it. Nobody has the link and guest in these addresses."""
    plan, lowest_role = "/plans/{plan:id}", lowest(Action.SHARE_PLAN)
    link = plan + "/links/{join_link:id}"
    day: Fields = lambda made: {"role": "guest", "until": "2026-04-20", "most": 5}  # noqa: E731
    known = Rule(lowest_role, done=404)
    gone = [f"GET {link}", f"POST {link}/revocation", f"POST {link}/guests/ending"]
    return {
        "GET /join": Rule(PUBLIC),
        "GET /join/{secret}": Rule(PUBLIC, done=404),
        # nobody knows the secret of a guest in these addresses
        "GET /claims/{guest:id}/{secret}": Rule(
            Role.READER, roles=dict.fromkeys(NAMES, Role.READER), done=404
        ),
        "POST /claims/{guest:id}/{secret}": Rule(
            Role.READER, roles=dict.fromkeys(NAMES, Role.READER), done=404
        ),
        "POST /claims/{guest:id}/{secret}/refusal": Rule(
            Role.READER, roles=dict.fromkeys(NAMES, Role.READER), done=404
        ),
        "POST /join/codes": Rule(PUBLIC, lambda made: {"code": 0}, done=422),
        # in their kind alike for all: whoever is signed in joins nothing under a second name
        "POST /join/{secret}": Rule(PUBLIC, lambda made: {"name": 0}, done=422),
        f"GET {plan}/links": Rule(lowest_role),
        f"POST {plan}/links": Rule(lowest_role, day),
        f"GET {plan}/visibility": Rule(lowest_role),
        f"POST {plan}/visibility": Rule(lowest_role, lambda made: {"visibility": "members"}),
        f"GET {plan}/archive": Rule(Role.READER),
        f"POST {plan}/archive": Rule(lowest(Action.ARCHIVE_PLAN)),  # without a word it is taken back
        f"POST {plan}/retention": Rule(lowest(Action.ARCHIVE_PLAN), lambda made: {"years": "0"}),
        **memberships(plan, ON_PLAN, Action.SHARE_PLAN),
        **dict.fromkeys([*gone, f"POST {plan}/guests/{{guest:id}}/ending"], known),
    }


def personal() -> dict[str, Rule]:
    """What a link in a mail opens: nobody knows the one in these addresses, so to all they are not there."""
    step, unknown = "/my-steps/{secret}/{step:id}", Rule(PUBLIC, done=404)
    nouns = ("acceptance", "completion", "refusal")
    later = Rule(PUBLIC, lambda made: {"words": "Mai", "base": 1}, done=404)
    ends = [f"{method} /{kind}/ending/{{ending}}" for kind in ("digests", "reminders") for method in METHODS]
    known = ["GET /my-steps/{secret}", *(f"POST {step}/{noun}" for noun in nouns), *ends]
    return dict.fromkeys(known, unknown) | {f"POST {step}/deadline": later}


def memberships(place: str, roles: dict[str, Role], action: Action = Action.ADD_MEMBER) -> dict[str, Rule]:
    """Nobody has the membership in these addresses; who may not even ask is told so first."""
    lowest_role, one = lowest(action), f"POST {place}/memberships/{{membership:id}}"
    new: Fields = lambda made: {"email": f"{new_id()}@example.org", "role": "reader"}  # noqa: E731
    return {
        f"POST {place}/memberships": Rule(lowest_role, new, roles),
        f"POST {place}/memberships/returns": Rule(
            lowest_role, lambda made: {"taken_out": "x"}, roles, done=404
        ),
        one: Rule(lowest_role, lambda made: {"role": "reader"}, roles, done=404),
        f"{one}/ending": Rule(lowest_role, roles=roles, done=404),
        f"{one}/invitation": Rule(lowest_role, roles=roles, done=404),
    }


def contact_persons(plan: str) -> dict[str, Rule]:
    """Nobody answers yet for a party that was made just now."""
    lowest_role, contacts = lowest(Action.NAME_CONTACT), f"POST {plan}/parties/{{party:id}}/contacts"
    sent: Fields = lambda made: {"member": made.cast.anna.participant.id}  # noqa: E731
    removed = Rule(lowest_role, done=404)
    return {contacts: Rule(lowest_role, sent), f"{contacts}/{{member:id}}/removal": removed}


def owners(step: str) -> dict[str, Rule]:
    """Taking a step, and what becomes of an ownership."""
    one = f"POST {step}/ownerships/{{ownership:id}}"
    return {
        f"POST {step}/ownerships": Rule(
            lowest(Action.TAKE_STEP), lambda made: {"take": True, "consent": True}
        ),
        f"{one}/answer": Rule(lowest(Action.ANSWER_FOR_OTHERS), lambda made: {"answer": "accepted"}),
        f"{one}/charge": Rule(lowest(Action.ANSWER_FOR_OTHERS), lambda made: {"member": ""}),
        f"{one}/ending": Rule(lowest(Action.END_OWNERSHIP)),
    }


def handovers(place: str, action: Action, roles: dict[str, Role]) -> dict[str, Rule]:
    """Contact and deputy, and handing over: not to oneself, as is said to those alone who may hand over."""
    own = lambda made: dict.fromkeys(("member", "successor"), made.cast.anna.participant.id)  # noqa: E731
    return {
        f"POST {place}/contacts": Rule(lowest(Action.NAME_CONTACT), lambda made: {"contact": ""}, roles),
        f"GET {place}/handovers": Rule(lowest(action), roles=roles),
        f"POST {place}/handovers": Rule(lowest(action), own, roles, done=422),
    }


def erasures(plan: str) -> dict[str, Rule]:
    """An organisation is nobody to erase, and nobody came by a link: said to those alone who may."""
    return {
        f"POST {plan}/parties/{{party:id}}/erasure": Rule(lowest(Action.ERASE_PERSON), done=404),
        f"POST {plan}/guests/{{guest:id}}/erasure": Rule(lowest(Action.SHARE_PLAN), done=404),
    }
