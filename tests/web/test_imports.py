"""Tables on their way in: shown first, changed by answers, then all of it or nothing, once."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from tests.web.making import Making
from tests.web.site import Browser

TABLE = "Nr.\tMaßnahme\tVerantwortlich\tBis wann\tStand\tThema\n"
LINES = "1\tRaum suchen\tVolkshochschule, IHK\t12.03.2027\tläuft\tOrte\n2\tEinladen\tKMU-Kreis\tMai 2027\toffen\tOrte\n"


async def preview(who: Browser, place: str, text: str = TABLE + LINES) -> str:
    """The address of a preview."""
    answer = await who.post(f"{place}/imports", {"text": text})
    assert answer.status_code == 200, answer.text
    return f"{place}/imports/{answer.json()['made']}"


async def seen(who: Browser, address: str) -> dict[str, Any]:
    """A preview as data."""
    answer = await who.get(address, Accept="application/json")
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def steps_by_title(plan: dict[str, Any]) -> dict[str, Any]:
    return {step["title"]: step for step in plan["steps"]}


def workbook(*rows: list[object]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


async def test_nothing_goes_into_the_plan_before_somebody_agrees(here: Making, bernd: Browser) -> None:
    before = here.rev
    address = await preview(bernd, f"/plans/{here.plan}")
    said = await seen(bernd, address)
    assert said["columns"] == ["number", "title", "lead", "deadline", "stage", "themes"]
    assert [line["title"] for line in said["lines"]] == ["Raum suchen", "Einladen"]
    assert said["new"]["themes"] == ["Orte"]
    assert said["still"] == ""
    assert here.rev == before


async def test_agreed_to_it_goes_in_whole_as_one_change(here: Making, bernd: Browser) -> None:
    before = here.rev
    address = await preview(bernd, f"/plans/{here.plan}")
    answer = await bernd.post(f"{address}/adoption", {})
    assert answer.status_code == 200, answer.text
    assert here.rev == before + 1
    plan = await bernd.plan(here.plan)
    step = steps_by_title(plan)["Raum suchen"]
    parties = {party["id"]: party["name"] for party in plan["parties"]}
    assert [(parties[owner["party"]], owner["role"]) for owner in step["owners"]] == [
        ("Volkshochschule", "lead"),
        ("IHK", "with"),
    ]
    assert step["stage"] == here.place.stages["working"]
    assert step["deadline"]["last"] == "2027-03-12"
    assert (await bernd.get(address)).status_code == 404


async def test_agreeing_twice_under_one_key_takes_effect_once(here: Making, bernd: Browser) -> None:
    address = await preview(bernd, f"/plans/{here.plan}", "Was\tWer\nNur einmal\tIHK\n")
    first, again = [
        await bernd.post(f"{address}/adoption", {}, **{"Idempotency-Key": f"once-{address[-6:]}"})
        for _ in "12"
    ]
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.headers["feed-rev"] == again.headers["feed-rev"]
    titles = [step["title"] for step in (await bernd.plan(here.plan))["steps"]]
    assert titles.count("Nur einmal") == 1


async def test_a_preview_belongs_to_whoever_made_it(here: Making, bernd: Browser, anna: Browser) -> None:
    address = await preview(bernd, f"/plans/{here.plan}")
    assert (await anna.get(address)).status_code == 404
    assert (await anna.post(f"{address}/adoption", {})).status_code == 404
    other = address.replace(f"/plans/{here.plan}", f"/regions/{here.place.region}")
    assert (await bernd.get(other)).status_code in (403, 404)


async def test_what_is_not_clear_is_asked_and_nothing_is_done_until_it_is_answered(
    here: Making, bernd: Browser
) -> None:
    before = here.rev
    text = "Maßnahme\tBis wann\tAmpel\nKick-off\t03/12/2027\tgelb\n"
    address = await preview(bernd, f"/plans/{here.plan}", text)
    said = await seen(bernd, address)
    assert ["B2" in one or "C2" in one for one in said["lines"][0]["problems"]] == [True, True]
    refused = await bernd.post(f"{address}/adoption", {})
    assert refused.status_code == 422
    assert here.rev == before
    answers = {"day_order": "day_first", "stage-0": "Wartet auf …"}
    assert (await bernd.post(address, answers)).json()["still"] == ""
    await bernd.post(f"{address}/adoption", {})
    step = steps_by_title(await bernd.plan(here.plan))["Kick-off"]
    assert step["deadline"]["last"] == "2027-12-03"
    assert step["stage"] == here.place.stages["waiting"]


@pytest.mark.parametrize("head", ["Bis", "Bis:"])
async def test_what_cannot_be_taken_is_not_counted_among_what_is(
    here: Making, bernd: Browser, head: str
) -> None:
    """A row that holds only a date is told, whether its column is known or left out."""
    rows = f"Maßnahme\tWer\t{head}\nEins\tIHK\tim Mai\nZwei\t\tKW 11\n\t\tKW 12\n"
    address = await preview(bernd, f"/plans/{here.plan}", rows)
    page = (await bernd.get(address)).text
    assert (await seen(bernd, address))["columns"] == ["title", "lead", "deadline"]
    assert "2 Schritte kommen dazu" in page
    assert "1 lässt sich so nicht übernehmen" in page
    assert "nur etwas in Spalten" not in page
    await bernd.form(address, {"column-0": "title", "column-1": "lead", "column-2": ""})
    assert (
        "1 Zeile sagt nur etwas in Spalten, die nicht übernommen werden." in (await bernd.get(address)).text
    )


async def test_columns_can_be_said_anew_in_the_form(here: Making, bernd: Browser) -> None:
    address = await preview(bernd, f"/plans/{here.plan}", "Dings\tBums\nRasen mähen\tHausmeister\n")
    assert (await seen(bernd, address))["still"]
    answer = await bernd.form(address, {"column-0": "title", "column-1": "lead"})
    assert answer.headers["location"] == address
    assert [line["title"] for line in (await seen(bernd, address))["lines"]] == ["Dings", "Rasen mähen"]
    twice = await bernd.form(address, {"column-0": "title", "column-1": "title"})
    assert twice.status_code == 422
    assert "dieselbe Bedeutung" in twice.text


async def test_what_is_there_already_is_offered_and_updated_only_where_it_differs(
    here: Making, bernd: Browser
) -> None:
    await bernd.post(f"/plans/{here.plan}/steps", {"title": "Straße fegen", "words": "Mai 2027"})
    text = "Was\tBis wann\tBemerkung\nstrasse  FEGEN\tMai 2027\tmit Besen\n"
    address = await preview(bernd, f"/plans/{here.plan}", text)
    (line,) = (await seen(bernd, address))["lines"]
    assert (line["choice"], line["differs"]) == ("update", ["text", "title"])
    await bernd.post(f"{address}/adoption", {})
    step = steps_by_title(await bernd.plan(here.plan))["strasse FEGEN"]
    assert step["text"] == "mit Besen"
    assert step["id"] == line["match"]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "md"])
async def test_a_plan_that_went_out_and_comes_back_changes_nothing(
    here: Making, anna: Browser, ending: str
) -> None:
    await anna.post(here.step_address, {"text": "- Zeile\n=2+2", "base": here.rev})
    await anna.post(f"{here.step_address}/deadline", {"words": "bis Ende Mai", "base": here.rev + 1})
    file = (await anna.get(f"/plans/{here.plan}.{ending}")).content
    sent = {"_token": await anna.token()}
    answer = await anna.client.post(
        f"/plans/{here.plan}/imports",
        data=sent,
        files={"file": (f"plan.{ending}", file)},
        headers={"Origin": anna.origin},
    )
    assert answer.status_code == 303, answer.text
    said = await seen(anna, answer.headers["location"])
    assert {line["choice"] for line in said["lines"]} == {"skip"}
    assert {tuple(line["differs"]) for line in said["lines"]} == {()}
    assert all(line["match"] for line in said["lines"])


async def test_a_region_gets_a_new_plan_from_a_table(here: Making, anna: Browser) -> None:
    region = f"/regions/{here.place.region}"
    address = await preview(anna, region)
    assert (await anna.post(f"{address}/adoption", {})).status_code == 422  # it has no title yet
    made = (await anna.post(f"{address}/adoption", {"title": "Aus Excel"})).json()["made"]
    plan = await anna.plan(made)
    assert sorted(steps_by_title(plan)) == ["Einladen", "Raum suchen"]
    assert (await anna.get(f"/plans/{made}")).status_code == 200


async def test_a_region_gets_a_new_plan_from_a_plan_file_with_its_notes(here: Making, anna: Browser) -> None:
    file = (await anna.get(f"/plans/{here.plan}.md")).text
    address = await preview(anna, f"/regions/{here.place.region}", file)
    made = (await anna.post(f"{address}/adoption", {})).json()["made"]
    plan, first = await anna.plan(made), await anna.plan(here.plan)
    assert sorted(note["text"] for note in plan["notes"]) == sorted(note["text"] for note in first["notes"])
    assert len(plan["steps"]) == len(first["steps"])


async def test_plan_text_with_a_mistake_is_refused_with_its_line(here: Making, bernd: Browser) -> None:
    answer = await bernd.form(f"/plans/{here.plan}/imports", {"text": "- [ ] Eins\n  - Ver: IHK\n"})
    assert answer.status_code == 422
    assert "Zeile 2" in answer.text


async def test_a_guest_may_not_import(here: Making, deniz: Browser) -> None:
    assert (await deniz.post(f"/plans/{here.plan}/imports", {"text": TABLE + LINES})).status_code == 403


async def test_a_file_over_five_mebibytes_is_refused_while_it_comes(here: Making, bernd: Browser) -> None:
    before = here.rev
    answer = await bernd.client.post(
        f"/plans/{here.plan}/imports",
        data={"_token": await bernd.token()},
        files={"file": ("plan.csv", b"Was;Wer\n" + b"x" * (6 * 1024 * 1024))},
        headers={"Origin": bernd.origin},
    )
    assert answer.status_code == 413
    assert "5 MiB" in answer.text
    assert here.rev == before


async def test_one_undo_takes_all_of_it_back(here: Making, anna: Browser) -> None:
    await anna.post(f"/plans/{here.plan}/steps", {"title": "Bleibt stehen", "words": "Mai 2027"})
    before = await anna.plan(here.plan)
    text = "Was\tBis wann\tThema\nBleibt stehen\tJuni 2027\tGanz neu\nKommt dazu\t\tGanz neu\n"
    address = await preview(anna, f"/plans/{here.plan}", text)
    assert (await anna.post(f"{address}/adoption", {})).status_code == 200
    during = await anna.plan(here.plan)
    assert steps_by_title(during).keys() - steps_by_title(before).keys() == {"Kommt dazu"}
    undone = await anna.post(f"/plans/{here.plan}/reversals", {"rev": during["rev"]})
    assert undone.status_code == 200, undone.text
    after = await anna.plan(here.plan)
    assert steps_by_title(after).keys() == steps_by_title(before).keys()
    words = [steps_by_title(plan)["Bleibt stehen"]["deadline"]["words"] for plan in (before, during, after)]
    assert words == ["Mai 2027", "Juni 2027", "Mai 2027"]
    assert [theme["name"] for theme in after["themes"]] == [theme["name"] for theme in before["themes"]]
