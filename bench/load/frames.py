"""Websocket frames from the client's side (RFC 6455)."""

import struct

PONG = 10

_MASK = b"\x11\x22\x33\x44"


def client_frame(payload: bytes, opcode: int = 1) -> bytes:
    """A short frame as a client must send it: masked."""
    if len(payload) > 125:
        raise ValueError("clients say short things")
    masked = bytes(byte ^ _MASK[at & 3] for at, byte in enumerate(payload))
    return bytes((0x80 | opcode, 0x80 | len(payload))) + _MASK + masked


def take_frames(received: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """Opcode and payload of every whole frame, and what is left over."""
    frames, at = [], 0
    while (measured := _measure(received, at)) and len(received) >= measured[1]:
        start, end = measured
        frames.append((received[at] & 0x0F, received[start:end]))
        at = end
    return frames, received[at:]


def _measure(received: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at `at` begins and ends; None while its head is not whole."""
    head = received[at : at + 10]
    if len(head) < 2:
        return None
    length, start = head[1] & 0x7F, at + 2
    if length == 126 and len(head) >= 4:
        return start + 2, start + 2 + int(struct.unpack_from("!H", head, 2)[0])
    if length == 127 and len(head) >= 10:
        return start + 8, start + 8 + int(struct.unpack_from("!Q", head, 2)[0])
    return (start, start + length) if length < 126 else None
