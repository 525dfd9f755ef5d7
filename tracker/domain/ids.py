"""Ids as they stand in addresses: text made by the server, never reused."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32 without i, l, o, u: nobody misreads them aloud
LENGTH = 12  # 60 bits: no collision in any installation, still short enough for a phone's address line

_ALLOWED = frozenset(ALPHABET)


def new_id() -> str:
    """A fresh id of 12 characters."""
    bits = int.from_bytes(secrets.token_bytes(8))
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 60, 5))


def is_id(text: object) -> bool:
    """Whether text could be one of our ids (says nothing about whether it exists)."""
    return isinstance(text, str) and len(text) == LENGTH and _ALLOWED.issuperset(text)
