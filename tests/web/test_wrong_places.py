"""A base that cannot have been read and a neighbour from elsewhere are refused; nothing is stored."""


async def test_a_base_from_the_future_is_refused(site, anna) -> None:
    nrw = site.cast.nrw
    answer = await anna.post(
        f"/plans/{nrw.plan}/steps/{nrw.step}", {"title": "Aus der Zukunft", "base": 99_999}
    )
    assert answer.status_code == 422
    whole = (await anna.get(f"/plans/{nrw.plan}.json")).json()
    assert "Aus der Zukunft" not in [step["title"] for step in whole["steps"]]


async def test_a_neighbour_from_another_plan_is_refused(site, anna) -> None:
    nrw = site.cast.nrw
    before = (await anna.get(f"/plans/{nrw.plan}.json")).json()["rev"]
    fields = {"stage": nrw.stages["working"], "before": site.cast.hessen.step}
    answer = await anna.post(f"/plans/{nrw.plan}/steps/{nrw.step}/placement", fields)
    assert answer.status_code == 422
    assert (await anna.get(f"/plans/{nrw.plan}.json")).json()["rev"] == before


async def test_a_title_of_nothing_to_see_is_refused(site, anna) -> None:
    answer = await anna.post(f"/plans/{site.cast.nrw.plan}/steps", {"title": "\u200b\u200b"})
    assert answer.status_code == 422
