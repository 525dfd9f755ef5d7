"""The processor time of a piece of work, without the collector.

Late in a run one pass of the collector over all that hundreds of tests have left takes 1.5 s; it comes when it
comes, and then the work that was being timed looks slow.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class ProcessorTime:
    """`seconds` of this process, all threads; known once the work is over."""

    seconds: float


@contextmanager
def processor_time() -> Iterator[ProcessorTime]:
    """Time what is done within."""
    spent = ProcessorTime()
    collecting = gc.isenabled()
    gc.disable()
    start = time.process_time()
    try:
        yield spent
    finally:
        spent.seconds = time.process_time() - start
        if collecting:
            gc.enable()
