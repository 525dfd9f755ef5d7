"""The personal link of a mail: own steps, answered by buttons, without sign-in (P7)."""

import re

from tests.web.personal import CHANGES, asked, on_plan, step_of, taken
from tests.web.site import Browser, Site
from tracker.commands import steps
from tracker.domain.ids import new_id


async def test_it_shows_my_open_steps_and_nobody_elses(site: Site, nobody: Browser, link: str) -> None:
    taken(site, "Meins bleibt"), taken(site, "Annas", by="anna")
    done = taken(site, "Fertig")
    on_plan(site, steps.complete, done, "", None)
    page = await nobody.get(f"/my-steps/{link}")
    assert page.status_code == 200
    assert "Meins bleibt" in page.text
    assert not {"Annas", "Fertig"} & set(re.findall(r"<h2[^>]*>([^<]*)</h2>", page.text))
    assert 'href="/plans/' not in page.text
    for noun in ("completion", "deadline", "refusal"):
        assert f'/{noun}"' in page.text


async def test_opening_it_changes_nothing_and_signs_nobody_in(site: Site, nobody: Browser, link: str) -> None:
    step = taken(site)
    before = step_of(site, step)
    for _ in range(2):
        await nobody.client.head(f"/my-steps/{link}")
        answer = await nobody.get(f"/my-steps/{link}")
        assert "session" not in nobody.client.cookies
    for noun in CHANGES:
        assert (await nobody.get(f"/my-steps/{link}/{step}/{noun}")).status_code == 405
    assert step_of(site, step) == before
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "strict-origin"
    assert link not in re.search("<title>(.*?)</title>", answer.text, re.DOTALL)[1]


async def test_i_say_yes(site: Site, nobody: Browser, link: str) -> None:
    step = asked(site)
    answer = await nobody.form(f"/my-steps/{link}/{step}/acceptance", {})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/my-steps/{link}?done=acceptance")
    assert [owner["answer"] for owner in step_of(site, step)["owners"]] == ["accepted"]
    assert "Zusage" in (await nobody.get(answer.headers["location"], **{"Accept-Language": "de"})).text


async def test_i_say_no_with_a_word(site: Site, nobody: Browser, link: str) -> None:
    step = asked(site)
    await nobody.form(f"/my-steps/{link}/{step}/refusal", {"word": "Bin im Urlaub"})
    told = step_of(site, step)
    assert [owner["answer"] for owner in told["owners"]] == ["declined"]
    assert [(said["text"], said["by"]) for said in told["comments"]] == [("Bin im Urlaub", "Bernd")]
    assert step not in (await nobody.get(f"/my-steps/{link}")).text


async def test_i_say_done_and_what_came_of_it(site: Site, nobody: Browser, link: str) -> None:
    step = taken(site)
    await nobody.form(f"/my-steps/{link}/{step}/completion", {"result": "Zwölf kommen"})
    done = step_of(site, step)["done"]
    assert (done["by"], done["result"]) == ("Bernd", "Zwölf kommen")


async def test_i_say_later_and_why(site: Site, nobody: Browser, link: str) -> None:
    step = taken(site)
    page = await nobody.get(f"/my-steps/{link}")
    base = re.search(rf'{step}/deadline".*?name="_base" value="(\d+)"', page.text, re.DOTALL)[1]
    answer = await nobody.form(
        f"/my-steps/{link}/{step}/deadline", {"words": "Juli 2026", "reason": "Halle belegt", "_base": base}
    )
    assert answer.status_code == 303
    assert step_of(site, step)["deadline"]["words"] == "Juli 2026"


async def test_what_somebody_else_set_meanwhile_is_shown_before_it_is_written_over(
    site: Site, nobody: Browser, link: str
) -> None:
    step = taken(site)
    address = f"/my-steps/{link}/{step}/deadline"
    page = await nobody.get(f"/my-steps/{link}")
    base = re.search(rf'{step}/deadline".*?name="_base" value="(\d+)"', page.text, re.DOTALL)[1]
    on_plan(site, steps.set_deadline, step, "Juni 2026", None)
    again = await nobody.form(address, {"words": "Juli 2026", "_base": base, **key_of(step)})
    assert again.status_code == 422
    assert 'value="Juli 2026"' in again.text
    assert step_of(site, step)["deadline"]["words"] == "Juni 2026"
    newer = re.search(rf'{step}/deadline".*?name="_base" value="(\d+)"', again.text, re.DOTALL)[1]
    assert (await nobody.form(address, {"words": "Juli 2026", "_base": newer})).status_code == 303
    assert step_of(site, step)["deadline"]["words"] == "Juli 2026"


async def test_no_words_are_asked_for_at_the_field(site: Site, nobody: Browser, link: str) -> None:
    step = taken(site)
    again = await nobody.form(
        f"/my-steps/{link}/{step}/deadline", {"words": " ", "_base": 10**6, **key_of(step)}
    )
    assert (again.status_code, 'aria-invalid="true"' in again.text) == (422, True)
    assert step_of(site, step)["deadline"]["words"] == "Mai 2026"


async def test_twice_sent_is_done_once(site: Site, nobody: Browser, link: str) -> None:
    step = asked(site)
    fields = {"word": "Bin im Urlaub", "_key": "k" * 20}
    answers = [await nobody.form(f"/my-steps/{link}/{step}/refusal", fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 404]  # by then it is not mine any more
    assert len(step_of(site, step)["comments"]) == 1


def key_of(step: str) -> dict[str, str]:
    """As the form of a deadline says which one it is."""
    return {"_key": f"{new_id()}-deadline-{step}"}
