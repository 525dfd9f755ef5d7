"""Whom to turn to: a plan, region or network has a contact and a deputy, who are members."""

from sqlmodel import Field, SQLModel

POSTS = ("contact", "deputy")


class Posts(SQLModel):
    """Who holds the two posts. Words of a plan file stand beside them until somebody with that address signs in."""

    contact_id: str | None = Field(default=None, foreign_key="member.id")
    deputy_id: str | None = Field(default=None, foreign_key="member.id")


def standing(place: Posts, post: str) -> str:
    """How a post stands: the id of a member, else the words of a file, else empty."""
    return str(getattr(place, f"{post}_id") or getattr(place, post, ""))


def put_in(place: object, post: str, member_id: str | None) -> None:
    """Who holds the post from now on, None nobody; words that stood there go."""
    setattr(place, f"{post}_id", member_id)
    if getattr(place, post, ""):
        setattr(place, post, "")


def is_address(words: str) -> bool:
    """Whether words are for facilitators alone, and never for the history."""
    return "@" in words


def shown(name: str | None, words: str) -> str:
    """What everybody may see of a post: the member's name, else words that are no address."""
    return name or ("" if is_address(words) else words)
