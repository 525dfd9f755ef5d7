"""Kept values: the most recent ones, from many threads at once."""

from concurrent.futures import ThreadPoolExecutor

from tracker.boards.cache import Recent


def test_the_least_recently_used_goes_first() -> None:
    kept: Recent[str, int] = Recent(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c"), len(kept)) == (1, None, 3, 2)


def test_many_threads_may_keep_and_find_at_once() -> None:
    kept: Recent[int, int] = Recent(10)

    def work(turn: int) -> bool:
        key = turn % 30
        return kept.put(key, key) == key and kept.get(key) in (key, None)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(4_000)))
    assert 0 < len(kept) <= 10  # two may make room at once
