"""Every route and the socket, tried by all eight of the cast: built from the route table (P1, P2)."""

import json
import re
from datetime import timedelta

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.cast import NAMES, Person, Place
from tests.web.making import Making
from tests.web.rules import (
    IN_NETWORK,
    IN_REGION,
    ON_PLAN,
    PUBLIC,
    Rule,
    calendars,
    contact_persons,
    erasures,
    handovers,
    hanging,
    imports,
    lowest,
    memberships,
    own,
    owners,
    sign_ups,
)
from tests.web.site import Site
from tracker.commands import sign_ins
from tracker.domain.ids import new_id
from tracker.domain.permissions import Action, Role
from tracker.routes import ROUTES

FRESH = r"\b[0-9a-f]{32}\b|\b[0-9a-z]{20}-mail\b"  # tokens and keys
SIGNED_IN = {name: Role.READER for name in NAMES if name != "nobody"}
PLAN, STEP = "/plans/{plan:id}", "/plans/{plan:id}/steps/{step:id}"
NOTE, MEETING = PLAN + "/notes/{note:id}", PLAN + "/meetings/{meeting:id}"
STAGE = PLAN + "/stages/{stage:id}"
NETWORK, REGION = "/networks/{network:id}", "/regions/{region:id}"

RULES: dict[str, Rule] = {
    "GET /": Rule(PUBLIC),
    "GET /static/{path:path}": Rule(PUBLIC, done=404),
    "GET /imprint": Rule(PUBLIC),
    "GET /privacy": Rule(PUBLIC),
    "GET /privacy/sheet": Rule(PUBLIC),
    "GET /accessibility": Rule(PUBLIC),
    "GET /shortcuts": Rule(PUBLIC),
    "POST /language": Rule(PUBLIC, lambda made: {"language": "de"}),
    **own(),
    "GET /deadlines": Rule(Role.READER, roles=SIGNED_IN, query="?words=Mai"),
    "GET /search": Rule(Role.READER, roles=SIGNED_IN, query="?q=Auftakt"),
    "GET /works/{work}": Rule(Role.READER, roles=SIGNED_IN),
    "POST /works/{work}/ending": Rule(Role.READER, roles=SIGNED_IN),
    f"GET {NETWORK}": Rule(Role.READER, roles=IN_NETWORK),
    f"GET {NETWORK}.zip": Rule(Role.READER, roles=IN_NETWORK),
    f"POST {NETWORK}/regions": Rule(lowest(Action.ADD_REGION), lambda made: {"name": new_id()}, IN_NETWORK),
    **memberships(NETWORK, IN_NETWORK),
    f"GET {REGION}": Rule(Role.READER, roles=IN_REGION),
    f"POST {REGION}/plans": Rule(lowest(Action.ADD_PLAN), lambda made: {"title": "Neuer Plan"}, IN_REGION),
    **memberships(REGION, IN_REGION),
    f"GET {PLAN}": Rule(Role.READER),
    f"POST {PLAN}": Rule(lowest(Action.EDIT_PLAN), lambda made: {"goal": new_id(), "base": made.rev}),
    f"GET {PLAN}.json": Rule(lowest(Action.EXPORT), members=True),
    f"GET {PLAN}.md": Rule(lowest(Action.EXPORT), members=True),
    f"GET {PLAN}.csv": Rule(lowest(Action.EXPORT), members=True),
    f"GET {PLAN}.xlsx": Rule(lowest(Action.EXPORT), members=True),
    **imports(PLAN, lowest(Action.IMPORT), ON_PLAN),
    **imports(REGION, lowest(Action.ADD_PLAN), IN_REGION),
    f"GET {PLAN}/changes": Rule(Role.READER, query="?since=1&epoch=other"),
    f"GET {PLAN}/edit": Rule(lowest(Action.EDIT_NOTE)),
    f"GET {PLAN}/history": Rule(Role.READER),
    f"GET {PLAN}/trash": Rule(lowest(Action.EDIT_STEP)),
    f"GET {PLAN}/print": Rule(Role.READER),
    # the last thing made is a note
    f"POST {PLAN}/reversals": Rule(lowest(Action.TRASH_NOTE), lambda made: {"rev": made.rev}),
    f"GET {PLAN}/calendar": Rule(Role.READER),
    **calendars(PLAN, ON_PLAN, *IN_REGION),
    **sign_ups(MEETING),
    f"GET {PLAN}/meetings": Rule(Role.READER),
    f"GET {MEETING}": Rule(Role.READER),
    f"GET {PLAN}/beamer": Rule(Role.READER),
    f"GET {PLAN}/timeline": Rule(Role.READER),
    f"GET {PLAN}/progress": Rule(Role.READER),
    f"POST {PLAN}/meetings": Rule(
        lowest(Action.SET_MEETING), lambda made: {"words": "12.5.2026", "title": new_id()}
    ),
    f"POST {MEETING}": Rule(
        lowest(Action.SET_MEETING), lambda made: {"words": "12.5.2026", "base": made.rev}
    ),
    f"POST {MEETING}/trashing": Rule(lowest(Action.SET_MEETING)),
    f"POST {MEETING}/restoring": Rule(lowest(Action.SET_MEETING)),
    f"POST {PLAN}/parties": Rule(lowest(Action.ADD_PARTY), lambda made: {"name": new_id()}),
    f"POST {PLAN}/themes": Rule(lowest(Action.ADD_THEME), lambda made: {"name": new_id()}),
    f"POST {PLAN}/stages": Rule(lowest(Action.ARRANGE_STAGES), lambda made: {"name": new_id()}),
    f"POST {STAGE}": Rule(lowest(Action.ARRANGE_STAGES), lambda made: {"name": new_id(), "base": made.rev}),
    f"POST {STAGE}/placement": Rule(
        lowest(Action.ARRANGE_STAGES), lambda made: {"before": made.place.stages["agreed"]}
    ),
    # without a stage for its steps it is refused, by then to those alone who may; removed it would be gone for all
    f"POST {STAGE}/trashing": Rule(lowest(Action.ARRANGE_STAGES), done=422),
    f"POST {PLAN}/parties/{{party:id}}": Rule(lowest(Action.EDIT_PARTY), lambda made: {"name": new_id()}),
    f"POST {PLAN}/parties/{{party:id}}/removal": Rule(lowest(Action.EDIT_PARTY)),
    **erasures(PLAN),
    **contact_persons(PLAN),
    **handovers(PLAN, Action.NAME_CONTACT, ON_PLAN),
    **handovers(REGION, Action.ADD_MEMBER, IN_REGION),
    **handovers(NETWORK, Action.ADD_MEMBER, IN_NETWORK),
    f"POST {PLAN}/themes/{{theme:id}}": Rule(lowest(Action.EDIT_THEME), lambda made: {"name": new_id()}),
    f"POST {PLAN}/themes/{{theme:id}}/removal": Rule(lowest(Action.EDIT_THEME)),
    f"POST {PLAN}/notes": Rule(lowest(Action.ADD_NOTE), lambda made: {"kind": "idea", "text": "Ein Fest"}),
    f"POST {NOTE}": Rule(lowest(Action.EDIT_NOTE), lambda made: {"text": new_id(), "base": made.rev}),
    f"POST {NOTE}/step": Rule(lowest(Action.ADD_STEP)),
    f"POST {NOTE}/trashing": Rule(lowest(Action.TRASH_NOTE)),
    f"POST {NOTE}/restoring": Rule(lowest(Action.TRASH_NOTE)),
    f"GET {PLAN}/parties": Rule(lowest(Action.READ)),
    f"GET {PLAN}/readings": Rule(lowest(Action.ADD_STEP), query="?lines=Flyer"),
    f"GET {PLAN}/steps": Rule(lowest(Action.ADD_STEP)),
    f"POST {PLAN}/steps": Rule(lowest(Action.ADD_STEP), lambda made: {"title": "Einladen"}),
    f"GET {STEP}": Rule(Role.READER),
    f"GET {STEP}/history": Rule(Role.READER, done=303),
    f"POST {STEP}": Rule(lowest(Action.EDIT_STEP), lambda made: {"title": new_id(), "base": made.rev}),
    f"POST {STEP}/placement": Rule(
        lowest(Action.PLACE_STEP), lambda made: {"stage": made.place.stages["done"]}
    ),
    f"POST {STEP}/deadline": Rule(lowest(Action.EDIT_STEP), lambda made: {"words": "Mai", "base": made.rev}),
    f"POST {STEP}/completion": Rule(lowest(Action.COMPLETE_STEP)),
    f"POST {STEP}/reopening": Rule(lowest(Action.COMPLETE_STEP)),
    f"POST {STEP}/drop": Rule(lowest(Action.DROP_STEP), lambda made: {"reason": "zu teuer"}),
    f"POST {STEP}/trashing": Rule(lowest(Action.TRASH_STEP)),
    f"POST {STEP}/restoring": Rule(lowest(Action.RESTORE_STEP)),
    f"POST {STEP}/themes": Rule(lowest(Action.EDIT_STEP), lambda made: {"themes": [made.place.theme]}),
    f"POST {STEP}/followups": Rule(
        lowest(Action.ASK_OWNER), lambda made: {"party": made.place.party, "asker": made.place.party}
    ),
    f"POST {STEP}/followups/{{follow_up:id}}/completion": Rule(lowest(Action.ASK_OWNER)),
    f"POST {STEP}/copies": Rule(lowest(Action.ADD_STEP)),
    f"POST {STEP}/parts": Rule(lowest(Action.ASK_OWNER), lambda made: {"parties": [made.place.party]}),
    f"GET {STEP}/moves": Rule(lowest(Action.SEND_STEP)),
    f"POST {STEP}/moves": Rule(lowest(Action.SEND_STEP), lambda made: {"plan": made.plan_beside()}),
    **hanging(STEP),
    **owners(STEP),
}
CHANGING = [known for known in RULES if known.startswith("POST /plans/")]


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    routes = {f"{min(route.methods & {'GET', 'POST'})} {route.path}" for route in ROUTES}
    assert routes == set(RULES)


@pytest.mark.usefixtures("as_before")  # several routes take codes, and all of the cast mistype them
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("known", RULES)
async def test_a_route_answers_each_of_the_cast_as_the_rights_say(site: Site, known: str, name: str) -> None:
    rule, made = RULES[known], Making(site.cast, site.cast.nrw)
    made.address(known)  # everything in it is made now
    before = made.rev
    answer = await ask(site, person(site, known, name), known, rule, made)
    assert answer.status_code == rule.expected(name), answer.text
    assert "Traceback" not in answer.text
    if answer.status_code >= 400:
        assert made.rev == before


@pytest.mark.parametrize("known", CHANGING)
async def test_what_lies_in_another_plan_is_not_reached_through_ones_own(site: Site, known: str) -> None:
    if known.count("{") == 1:
        return
    own, foreign = Making(site.cast, site.cast.nrw), Making(site.cast, site.cast.hessen)
    foreign.address(known)
    before = foreign.rev
    through_own = foreign.seen_through(site.cast.nrw)
    invented = own.invented()
    answers = [await ask(site, site.cast.anna, known, RULES[known], made) for made in (through_own, invented)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert foreign.rev == before


@pytest.mark.parametrize("name", ["clara", "frida", "nobody"])
@pytest.mark.parametrize("known", [known for known in RULES if "{plan" in known])
async def test_what_is_not_mine_looks_like_what_is_not_there(site: Site, known: str, name: str) -> None:
    theirs = Making(site.cast, site.cast.nrw)
    answers = []
    for made in (theirs, theirs.nowhere()):
        answer = await ask(site, person(site, known, name), known, RULES[known], made)
        headers = {key: value for key, value in answer.headers.items() if key not in ("date", "set-cookie")}
        text = answer.text
        for one, id in enumerate(made.ids().values()):
            text = text.replace(id, f"id{one}")
        # a signed-out browser gets a fresh token with each first page
        answers.append((answer.status_code, headers, re.sub(FRESH, "", text)))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("deniz", "nobody")])
@pytest.mark.parametrize("known", [f"GET {PLAN}.json", f"GET {STEP}", f"POST {STEP}/drop", f"POST {PLAN}"])
async def test_a_token_opens_what_its_members_cookie_opens(site: Site, known: str, name: str) -> None:
    rule, made = RULES[known], Making(site.cast, site.cast.nrw)
    method, _, route = known.partition(" ")
    async with site.script(site.cast.people[name]) as script:
        sent = {"json": rule.fields(made)} if method == "POST" else {}
        answer = await script.request(method, made.address(route), **sent)
    assert answer.status_code == rule.expected(name)


@pytest.mark.parametrize("name", NAMES)
async def test_the_socket_opens_for_those_who_read_the_plan(site: Site, name: str) -> None:
    heard = await knock(site, site.cast.people[name], site.cast.nrw)
    invented = await knock(site, site.cast.people[name], Making(site.cast, site.cast.nrw).nowhere().place)
    assert heard == ("hello" if name in ON_PLAN else 4401 if name == "nobody" else 4404)
    assert invented == (4401 if name == "nobody" else 4404)


def person(site: Site, known: str, name: str) -> Person:
    """Of the cast; whoever signs out gets a session of their own for it."""
    found = site.cast.people[name]
    if known != "POST /sign-out" or not found.session:
        return found
    now, who = site.cast.clock.now(), found.participant
    place = {"member_id": who.id} if who.kind == "member" else {"guest": None}
    session = site.cast.database.write_now(
        lambda s: sign_ins.start_session(s, now, expires_at=now + timedelta(hours=1), **place)
    )
    return Person(name, found.role, who, session.value)


async def ask(site: Site, who: Person, known: str, rule: Rule, made: Making) -> httpx.Response:
    method, _, route = known.partition(" ")
    path = made.address(route) + rule.query
    # unpacked, so that equal texts have equal lengths
    async with site.browser(who, **{"Accept-Encoding": "identity"}) as browser:
        if method == "GET":
            return await browser.get(path)
        return await browser.post(path, rule.fields(made))


async def knock(site: Site, who: Person, place: Place) -> str | int:
    url = f"{site.base_url.replace('http', 'ws')}/live?v=1&view=board&feed={place.feed}@0.x"
    headers = {"Cookie": f"session={who.session}"} if who.session else {}
    async with connect(url, origin=site.base_url, additional_headers=headers, proxy=None) as socket:
        try:
            return str(json.loads(await socket.recv())["t"])
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else 1006
