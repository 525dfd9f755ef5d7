"""What a client says it can read: language, JSON, fragments."""

from starlette.requests import HTTPConnection

from tracker.domain.member import LANGUAGES

ONLY_JSON = (".json", "/changes", "/deadlines")
VIEWS = ("board", "row", "wall")
MOST_READ = 10  # languages of an Accept-Language; browsers send three


def language_wanted(connection: HTTPConnection) -> str:
    """The language of somebody we do not know: as chosen here before, else as the browser prefers, else German."""
    chosen = connection.cookies.get("language", "")
    return chosen if chosen in LANGUAGES else _preferred(connection.headers.get("accept-language", ""))


def wants_json(connection: HTTPConnection) -> bool:
    """A script asks: it sends JSON, or takes JSON and no page, or reads what is there as JSON only; or it shows a
    token and sends what no form sends, for instance nothing."""
    if connection.scope["path"].endswith(ONLY_JSON) and not by_htmx(connection):
        return True
    sent = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    taken = connection.headers.get("accept", "").lower()
    shows_token = connection.headers.get("authorization", "")[:7].lower() == "bearer "
    if connection.scope.get("method") == "POST" and not sent and shows_token and "text/html" not in taken:
        return True
    return sent == "application/json" or ("application/json" in taken and "text/html" not in taken)


def by_htmx(connection: HTTPConnection) -> bool:
    """htmx asks, for a part of a page or for a page of which it takes a part."""
    return connection.headers.get("hx-request", "") == "true"


def wants_fragment(connection: HTTPConnection) -> bool:
    """htmx or a script asks for a part of a page alone."""
    return by_htmx(connection) and connection.headers.get("hx-request-type", "") != "full"


def view_wanted(connection: HTTPConnection) -> str:
    """What the page shows of a feed: `?view=row` for single steps, else the whole board."""
    view = connection.query_params.get("view", "")
    return view if view in VIEWS else VIEWS[0]


def _preferred(accepted: str) -> str:
    weighed = [_weighed(part) for part in accepted.split(",")[:MOST_READ]]
    ours = [(weight, language) for weight, language in weighed if language in LANGUAGES and weight > 0]
    return max(ours, key=lambda pair: pair[0], default=(0.0, LANGUAGES[0]))[1]


def _weighed(part: str) -> tuple[float, str]:
    name, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), name.strip()[:2].lower()
    except ValueError:
        return 0.0, ""
