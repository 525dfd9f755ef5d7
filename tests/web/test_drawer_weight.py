"""What a drawer fetches when it is opened: at most 15 KB as it comes over the line."""

import gzip

from tests.web.making import Making
from tests.web.site import Browser
from tracker.boards.checks import FEW
from tracker.domain.check import MOST_CHECKS
from tracker.domain.link import MOST_LINKS

MOST = 15_000  # bytes, packed as the server packs
WORDS = "Wir laden die Betriebe und Kommunen in {n} zum Austausch über Fachkräfte ein und fragen {n} Höfe. "


async def test_a_drawer_with_a_lot_on_it_is_light(here: Making, anna: Browser) -> None:
    plan, address = f"/plans/{here.plan}", f"/plans/{here.plan}/steps/{here.another_step()}"
    for n in range(12):
        party = (await anna.post(f"{plan}/parties", {"name": f"Kreishandwerkerschaft {n}"})).json()["made"]
        if n < 6:
            await anna.post(f"{address}/ownerships", {"party": party, "role": "with"})
    for n in range(MOST_CHECKS):
        await anna.post(f"{address}/checklist", {"text": WORDS.format(n=n)})
    for n in range(MOST_LINKS):
        await anna.post(
            f"{address}/links", {"address": f"https://example.org/{n}", "label": f"Protokoll {n}"}
        )
    for n in range(30):
        await anna.post(f"{address}/comments", {"text": "".join(WORDS.format(n=n * k) for k in range(6))})
    text = "".join(WORDS.format(n=n) for n in range(40))
    await anna.post(address, {"text": text, "needed": "einen Saal", "base": here.rev})
    answer = await anna.get(address, **{"HX-Request": "true"})
    packed = len(gzip.compress(answer.text.encode(), 1))
    assert packed <= MOST, (packed, len(answer.text))
    assert answer.text.count('<li class="check') == FEW
    assert f"Alle {MOST_CHECKS} Punkte zeigen" in answer.text
    every = (await anna.get(f"{address}?lines=all", **{"HX-Request": "true"})).text
    page = (await anna.get(address)).text
    assert [html.count('<li class="check') for html in (every, page)] == [MOST_CHECKS, MOST_CHECKS]
