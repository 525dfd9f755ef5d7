"""Rendered parts, kept while they are true: each key names everything its bytes depend on."""

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The most recently used `size` values. Safe between threads: every step is one dictionary operation."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, now the most recent; None when it is not kept."""
        value = self._kept.get(key)
        # while it is half empty there is time: before anything is let go of, as much again has to come
        if value is not None and 2 * len(self._kept) > self._size:
            with suppress(KeyError):  # another thread has just let go of it; the value is true all the same
                self._kept.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> V:
        """Keep `value` and let go of the oldest."""
        self._kept[key] = value
        while len(self._kept) > self._size:
            with suppress(KeyError):
                self._kept.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._kept)
