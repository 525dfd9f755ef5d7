"""Claiming: whoever was here without account and has one takes over what they did under that name (P38).

Who they were is shown by a secret that follows from the server's key and the guest's id, as those of links do: their
browser keeps it, they can read it on their own page, and the database holds nothing of it.
"""

import base64
import hmac
from datetime import datetime, timedelta

from tracker.domain.member import Guest
from tracker.domain.sealing import sealed

KEPT = timedelta(days=1)  # after its end a guest's row goes, and who wrote what is known no longer
SECRET_LENGTH = 22  # signs: 132 bits


def claim_secret(key: bytes, guest_id: str) -> str:
    """What proves to have been this guest; `key` is the server's."""
    derived = sealed(key, f"claim {guest_id}")
    return base64.urlsafe_b64encode(derived).decode()[:SECRET_LENGTH]


def is_secret_of(key: bytes, guest_id: str, secret: str) -> bool:
    """Whether that is it."""
    return hmac.compare_digest(secret.encode(), claim_secret(key, guest_id).encode())


def can_be_claimed(guest: Guest, now: datetime) -> bool:
    """While they are here, and a day longer."""
    return now < min(guest.expires_at, guest.ended_at or guest.expires_at) + KEPT
