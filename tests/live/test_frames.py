import pytest
from websockets.frames import Frame, Opcode

from tracker.live.frames import frame, payload_of


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536, 100_000])
def test_a_frame_is_what_the_library_would_have_sent(size: int) -> None:
    payload = b"x" * size
    assert frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_a_frame_gives_its_payload_back(size: int) -> None:
    assert payload_of(frame(b"x" * size)) == b"x" * size
