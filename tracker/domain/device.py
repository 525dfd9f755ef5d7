"""What a browser says of itself, cut down to what its owner knows it by: "Firefox, Windows".

Only these two words are kept: versions and models would be more than the list of signed-in devices needs (P39).
"""

# the first that fits counts: later ones stand in the names of earlier ones too
_BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"} | {
    "SamsungBrowser": "Samsung Internet", "Chrome": "Chrome", "Safari": "Safari"
}  # fmt: skip
_SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "CrOS": "ChromeOS"} | {
    "Windows": "Windows", "Mac OS X": "macOS", "Linux": "Linux"
}  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system of a User-Agent header (RFC 9110, 10.1.5); empty when neither is known."""
    words = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(filter(None, words))


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
