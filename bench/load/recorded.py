"""Replies of the product, kept for the limit server to repeat."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.load.http import Reply


@contextmanager
def recorded(replies: Mapping[str, Reply], hello: bytes = b"") -> Iterator[Path]:
    """A file with replies by path and the first message on a socket."""
    with TemporaryDirectory(prefix="tracker-bench-") as folder:
        path = Path(folder) / "recorded.json"
        kept = {address: b64encode(_whole(reply)).decode() for address, reply in replies.items()}
        path.write_text(json.dumps({"replies": kept, "hello": b64encode(hello).decode()}), "ascii")
        yield path


def _whole(reply: Reply) -> bytes:
    """The reply as one piece of known length."""
    lines = reply.head.split(b"\r\n")
    lengths = (b"content-length:", b"transfer-encoding:")
    kept = [line for line in lines if line and not line.lower().startswith(lengths)]
    return b"\r\n".join([*kept, b"content-length: %d" % len(reply.body), b"", b""]) + reply.body
