"""After a table was taken over the board says how much, and it can be taken back there; without script too."""

from datetime import timedelta

from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_imports import preview

SAID = "2 Schritte übernommen"


async def adopted(here: Making, bernd: Browser, name: str) -> str:
    """Where the form leads."""
    address = await preview(
        bernd, f"/plans/{here.plan}", f"Was\tWer\n{name} suchen\tIHK\n{name} finden\tIHK\n"
    )
    answer = await bernd.form(f"{address}/adoption", {"_key": f"adopted-{name}"})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def test_it_is_said_and_the_frame_stays_folded(here: Making, bernd: Browser) -> None:
    page = (await bernd.get(await adopted(here, bernd, "Raum"))).text
    assert SAID in page
    assert f'<details class="frame" data-fold="{here.plan}">' in page
    plain = (await bernd.get(f"/plans/{here.plan}")).text
    assert SAID not in plain
    assert f'<details class="frame" data-fold="{here.plan}" open>' in plain


async def test_it_is_taken_back_from_there(here: Making, bernd: Browser) -> None:
    where = await adopted(here, bernd, "Saal")
    assert f'data-adopted="{here.rev}"' in (await bernd.get(where)).text
    fields = {"rev": str(here.rev), "next": f"/plans/{here.plan}", "_key": "adopted-back-reversal"}
    answer = await bernd.form(f"/plans/{here.plan}/reversals", fields, Referer=bernd.origin + where)
    assert answer.headers["location"] == f"/plans/{here.plan}"
    titles = {step["title"] for step in (await bernd.plan(here.plan))["steps"]}
    assert not {"Saal suchen", "Saal finden"} & titles


async def test_it_is_said_to_whoever_did_it_and_only_for_a_while(
    here: Making, bernd: Browser, anna: Browser, site: Site
) -> None:
    where = await adopted(here, bernd, "Platz")
    assert SAID not in (await anna.get(where)).text
    for rev in ("0", "x", str(here.rev - 1), str(here.rev + 1), "9" * 30):
        assert SAID not in (await bernd.get(f"/plans/{here.plan}?adopted={rev}")).text
    site.cast.clock.moment += timedelta(minutes=11)
    assert SAID not in (await bernd.get(where)).text
    site.cast.clock.moment -= timedelta(minutes=11)
