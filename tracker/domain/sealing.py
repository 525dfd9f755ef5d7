"""What only this server can have made: nothing of it is stored, it follows from the server's key and what it is for."""

import hashlib
import hmac


def sealed(key: bytes, words: str) -> bytes:
    """32 bytes (HMAC-SHA256, RFC 2104). The words begin with what it is for, so that no seal serves two things."""
    return hmac.new(key, words.encode(), hashlib.sha256).digest()
