"""An open step with everything on it, folds open: nothing that shuts people out (P33)."""

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("look", ["light", "dark"])
async def test_an_open_step_with_everything_on_it_is_open_to_all(
    screen, site, board, bernd, axe_source: str, look: str
) -> None:
    nrw = site.cast.nrw
    step = await bernd.add("Mit allem", nrw.stages["gathered"])
    other = (await bernd.do("/parties", name="Sportverein"))["made"]
    for path, fields in (
        ("/checklist", {"text": "Saal"}),
        ("/links", {"address": "https://example.org", "label": "Protokoll"}),
        ("/comments", {"text": "Wer kommt?"}),
        ("/ownerships", {"party": nrw.party, "role": "lead"}),
        ("/followups", {"party": nrw.party, "asker": other}),
        ("/parts", {"states": ["NRW"]}),
    ):
        rev = (await bernd.do(f"/steps/{step}{path}", **fields))["rev"]
    rev = (await bernd.do(f"/steps/{step}", text="**Wichtig**\n\n- a\n- b", base=rev))["rev"]
    anna = await screen(site.cast.anna, board)
    await anna.page.emulate_media(color_scheme=look)
    await anna.reaches(rev)
    await anna.see_step(step)
    await anna.page.evaluate(
        "() => document.querySelectorAll('#drawer details').forEach((one) => (one.open = true))"
    )
    await anna.page.evaluate(axe_source)
    found = await anna.page.evaluate(
        "(tags) => axe.run('#drawer', { runOnly: tags }).then(({ violations }) =>"
        " violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]))",
        RULES,
    )
    assert found == []
