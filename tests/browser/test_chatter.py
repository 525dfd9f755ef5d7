"""What others do is told rarely, however much it is: P35 allows one telling in five seconds."""

from itertools import pairwise

PAUSE = 4_900  # ms between two tellings, which a timer keeps apart by five seconds

# every place whose words are read out when they change
HEAR = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])";
  const words = new Map();
  new MutationObserver(() => {
    for (const place of document.querySelectorAll(live)) {
      const now = place.checkVisibility() ? place.textContent.trim() : "";
      if (now && now !== words.get(place)) window.heard.push({ words: now, at: performance.now() });
      words.set(place, now);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true, attributes: true });
  for (const place of document.querySelectorAll(live)) words.set(place, place.textContent.trim());
}"""


async def test_thirty_changes_at_once_are_told_in_two_sentences(screen, site, board, bernd) -> None:
    stages = site.cast.nrw.stages
    step = await bernd.add("Alle reden darüber", stages["gathered"])
    anna = await screen(site.cast.anna, board)
    await anna.page.check("[data-filter] [name=undated]")  # its count goes up and down
    await anna.see_step(step)
    await anna.page.evaluate(HEAR)
    for n in range(10):
        await bernd.place(step, stages["working" if n % 2 else "waiting"])
        await bernd.add(f"Noch einer {n}", stages["gathered"])
        rev = await bernd.retitle(step, f"Alle reden darüber, mal {n}")
    await anna.reaches(rev)
    await anna.until("() => /^\\d+ Änderungen/.test(window.heard.at(-1)?.words)")
    heard = await anna.page.evaluate("() => window.heard")
    # two, where the thirty take less than five seconds; a busy machine takes longer and may tell once more in each five
    assert len(heard) >= 2
    apart = [later["at"] - one["at"] for one, later in pairwise(heard)]
    assert min(apart) > PAUSE, heard
