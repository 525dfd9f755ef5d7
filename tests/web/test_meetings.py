"""The next meeting."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_the_next_meeting_stands_in_the_plans_head(here: Making, bernd: Browser) -> None:
    fields = {"title": "Zweites Treffen", "words": "9. Juni 2026", "_base": here.rev}
    answer = await bernd.form(f"/plans/{here.plan}/meetings", fields)
    assert answer.status_code == 303
    board = (await bernd.get(f"/plans/{here.plan}")).text
    assert "9. Juni 2026" in board
    assert "Zweites Treffen" in board


async def test_what_is_not_sent_stays(here: Making, bernd: Browser) -> None:
    address = f"/plans/{here.plan}/meetings"
    await bernd.post(address, {"title": "Drittes Treffen", "words": "7.7.2026", "base": here.rev})
    await bernd.post(address, {"words": "8.7.2026", "base": here.rev})
    page = (await bernd.get(f"/plans/{here.plan}/edit")).text
    assert 'value="Drittes Treffen"' in page
    assert 'value="8.7.2026"' in page


async def test_two_who_set_the_day_at_once_choose(here: Making, bernd: Browser, anna: Browser) -> None:
    address, base = f"/plans/{here.plan}/meetings", here.rev
    await anna.post(address, {"words": "1.9.2026", "base": base})
    answer = await bernd.post(address, {"words": "2.9.2026", "base": base})
    assert answer.status_code == 409
    assert f'action="{address}"' in answer.json()["html"]
    chosen = {"words": "2.9.2026", "base": int(answer.headers["feed-rev"])}
    assert (await bernd.post(address, chosen)).status_code == 200
