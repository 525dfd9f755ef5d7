"""Where something stands in a list: a short string, compared bytewise on every side.

Two people who move different cards never clash, and everybody sorts alike: JavaScript's `<`, SQLite's
BINARY and PostgreSQL's COLLATE "C" agree on lower-case base 36. Ties are broken by the id.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST = 48  # characters; a list with a longer key is spread anew (the promise is 64 bytes)

_VALUE = {digit: value for value, digit in enumerate(DIGITS)}


def between(low: str | None, high: str | None) -> str:
    """A key that sorts after `low` and before `high`; None means the open end of the list.

    Keys never end in "0", so there is always room below every key.
    Raises ValueError when `low` is not below `high`.
    """
    if low is not None and high is not None and low >= high:
        raise ValueError("no room: the lower key is not below the upper one")
    if high is None:
        return _after(low or "")
    return _middle(low or "", high)


def spread(count: int) -> list[str]:
    """`count` keys of equal length, far enough apart for many insertions between any two."""
    width = 2
    while 36**width < count * 36:
        width += 1
    step = 36**width // (count + 1)
    return [_fixed((place + 1) * step, width) for place in range(count)]


def _after(low: str) -> str:
    """Appending is what happens most: count on, and only grow by two digits when a length is used up."""
    for place in range(len(low) - 1, -1, -1):
        value = _VALUE[low[place]]
        if value < 35:
            return (
                low[:place]
                + DIGITS[value + 1]
                + ("" if place == len(low) - 1 else "1" * (len(low) - place - 1))
            )
    return low + "11"


def _middle(low: str, high: str) -> str:
    prefix = ""
    for place in range(len(high) + 1):
        below = _VALUE[low[place]] if place < len(low) else 0
        above = _VALUE[high[place]] if place < len(high) else 36
        if above - below > 1:
            return prefix + DIGITS[(below + above) // 2]
        prefix += DIGITS[below]
        if above - below == 1:
            return prefix + _above(low[place + 1 :])
    raise ValueError("no room: the upper key is the lower one with zeros")


def _above(rest: str) -> str:
    """The shortest tail that sorts after `rest`, halfway to the open end."""
    tail = ""
    for digit in rest:
        value = _VALUE[digit]
        if value < 35:
            return tail + DIGITS[(value + 36) // 2]
        tail += digit
    return tail + "i"


def _fixed(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, rest = divmod(value, 36)
        digits = DIGITS[rest] + digits
    return digits if digits[-1] != "0" else digits[:-1] + "1"
