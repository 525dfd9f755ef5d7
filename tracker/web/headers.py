"""The security headers of every answer; docs/permissions.md says what each is for."""

from tracker.settings import Settings

TWO_YEARS = 2 * 365 * 24 * 3600  # seconds

_OWN = ("script", "style", "img", "font", "connect", "manifest")
_POLICY = [
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in _OWN),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
]
_NEVER_ASKED_FOR = ("camera", "geolocation", "microphone", "payment", "usb")


def security_headers(settings: Settings) -> dict[str, str]:
    """All of them; encryption is promised only where there is some."""
    headers = {
        "Content-Security-Policy": "; ".join(_POLICY),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        # no-referrer would make Chromium send `Origin: null` with our own forms, which we refuse
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",  # names of people stand on pages, also on public ones
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER_ASKED_FOR),
    }
    https = {"Strict-Transport-Security": f"max-age={TWO_YEARS}"} if settings.https else {}
    return headers | https
