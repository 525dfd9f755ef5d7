"""A plan with everything on it, as people would have filled it: what the sights are taken of."""

from datetime import timedelta

from tests.browser.screens import Script, acting
from tests.cast import Place
from tests.web.site import Site
from tracker.commands import sign_ins
from tracker.domain.claim import claim_secret
from tracker.domain.join_link import secret_of
from tracker.domain.member import Member
from tracker.domain.reminding import ending_of
from tracker.store.personal_links import make_personal_link

KINDS = ("challenge", "goal", "idea", "question", "need", "offer", "wish", "parked")
TABLE = "Maßnahme\tVerantwortlich\tBis wann\tStand\nRaum suchen\tIHK\t03/12/2027\tläuft\nEinladen\tKMU\tbald\tgelb\n"


async def furnish(site: Site) -> dict[str, str]:
    """Fill NRW's plan; what stands in addresses, by name."""
    nrw = site.cast.nrw
    async with acting(site, site.cast.bernd, nrw.plan) as bernd:
        step = await _full_step(bernd, nrw)
        await _cards(bernd, nrw)
        for kind in KINDS:
            await bernd.do("/notes", kind=kind, text=f"Eine Karte: {kind}")
        words = {
            "words": "12. Mai 2026",
            "title": "Zweites Treffen",
            "place": "Rathaus",
            "agenda": "Wer kommt?",
        }
        async with acting(site, site.cast.anna, nrw.plan) as anna:
            meeting = (await anna.do("/meetings", **words))["made"]
            await anna.do(f"/meetings/{meeting}/opening", most="40")
            preview = (await anna.do("/imports", text=TABLE))["made"]
            until = (site.cast.clock.day() + timedelta(days=7)).isoformat()
            door = (await anna.do("/links", role="guest", until=until, most=60))["made"]
    ids = {"plan": nrw.plan, "region": nrw.region, "network": nrw.network, "step": step, "meeting": meeting}
    return ids | {"preview": preview, "join_link": door} | _secrets(site, door)


async def _full_step(bernd: Script, nrw: Place) -> str:
    step = await bernd.add("Fachkräfteeinwanderungsgesetz erklären", nrw.stages["gathered"])
    other = (await bernd.do("/parties", name="Sportverein"))["made"]
    for path, fields in (
        ("/checklist", {"text": "Saal"}),
        ("/links", {"address": "https://example.org", "label": "Protokoll"}),
        ("/comments", {"text": "Wer kommt?"}),
        ("/ownerships", {"party": nrw.party, "role": "lead"}),
        ("/ownerships", {"take": True}),
        ("/followups", {"party": nrw.party, "asker": other}),
        ("/parts", {"states": ["NRW"]}),
        ("/themes", {"themes": [nrw.theme]}),
    ):
        await bernd.do(f"/steps/{step}{path}", **fields)
    rev = (await bernd.plan_json())["rev"]
    await bernd.do(f"/steps/{step}", text="**Wichtig**\n\n- a\n- b", base=rev)
    return step


async def _cards(bernd: Script, nrw: Place) -> None:
    """One in each state of a deadline and of an answer."""
    for n, words in enumerate(("März 2026", "April 2026", "voraussichtlich März 2026", "KW 25", "bald")):
        step = await bernd.add(f"Schritt bis {words}", nrw.stages["agreed"])
        await bernd.do(f"/steps/{step}/deadline", words=words, base=(await bernd.plan_json())["rev"])
        await bernd.do(f"/steps/{step}/ownerships", take=True)
        owners = next(one["owners"] for one in (await bernd.plan_json())["steps"] if one["id"] == step)
        if n % 2:
            await bernd.do(f"/steps/{step}/ownerships/{owners[0]['id']}/answer", answer="asked")
    done = await bernd.add("Erledigter Schritt", nrw.stages["working"])
    await bernd.do(f"/steps/{done}/completion", result="Es ging gut")
    gone = await bernd.add("Weggeworfener Schritt", nrw.stages["waiting"])
    await bernd.do(f"/steps/{gone}/trashing")


def _secrets(site: Site, door: str) -> dict[str, str]:
    """What stands in addresses that work for whoever knows them; all of Bernd's but the door."""
    bernd, now, key = site.cast.bernd.participant.id, site.cast.clock.now(), site.settings.secret_key
    sign_in = site.cast.database.write_now(
        lambda s: sign_ins.make_link(s, s.get_one(Member, bernd), now, reusable=True)
    )
    personal = site.cast.database.write_now(lambda s: make_personal_link(s, bernd, now))
    mine = {"secret": sign_in.value, "personal": personal.value, "ending": ending_of(key, bernd, "digests")}
    deniz = site.cast.deniz.participant.id
    return mine | {"door": secret_of(key, door), "guest": deniz, "claim": claim_secret(key, deniz)}
