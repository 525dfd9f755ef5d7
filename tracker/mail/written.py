"""What a writer of letters gives."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.mail import Letter


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, and what has to be taken back when it could not be sent."""

    letter: Letter
    take_back: Callable[[Session], None] = lambda session: None
