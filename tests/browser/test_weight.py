"""Test 12: a board of 100 steps comes in 60 kB, all counted."""

import gzip
from functools import partial

from tracker.commands import ownerships, parties, steps

MOST = 60_000  # bytes compressed: HTML, styles, scripts and symbols, without the icon


async def test_a_board_of_a_hundred_steps_is_light(screen, site) -> None:
    nrw, bernd, database = site.cast.nrw, site.cast.bernd.participant, site.cast.database

    async def do(command, **values) -> str:
        run = partial(command, plan_id=nrw.plan, **values)
        return (await database.write(run, feeds=(nrw.feed,), by=bernd)).made

    themes = [nrw.theme, await do(parties.add_theme, name="Vernetzung")]
    stages = list(nrw.stages.values())
    for n in range(98):
        title = f"Beratung zum Fachkräfteeinwanderungsgesetz in Kreis {n} bündeln"
        step = await do(steps.add, title=title, stage_id=stages[n % 4], words="voraussichtlich im Mai 2027")
        await do(steps.set_themes, step_id=step, themes=themes)
        await do(ownerships.ask, step_id=step, party_id=nrw.party, role="lead")
    anna = await screen(site.cast.anna)
    weights: dict[str, int] = {}

    async def weigh(response) -> None:
        if response.request.resource_type in ("document", "stylesheet", "script", "image", "other", "fetch"):
            body = await response.body()
            weights[response.url] = len(gzip.compress(body, 1 if "/plans/" in response.url else 9))

    answers = []
    anna.page.on("response", lambda answer: answers.append(answer))
    await anna.open(f"/plans/{nrw.plan}")
    await anna.page.wait_for_load_state("networkidle")
    for answer in answers:
        await weigh(answer)
    counted = {url: weight for url, weight in weights.items() if not url.endswith("icon.svg")}
    assert sum(counted.values()) <= MOST, counted
