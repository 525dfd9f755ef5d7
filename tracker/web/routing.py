"""What routes are made of: ids in addresses, reading, changing."""

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from tracker.domain import ids
from tracker.web.incoming import Endpoint


class IdConvertor(Convertor[str]):
    """Our ids: so that `/plans/{plan:id}` leaves `/plans/{plan:id}.json` alone."""

    regex = f"[{ids.ALPHABET}]{{{ids.LENGTH}}}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("id", IdConvertor())


def get(path: str, endpoint: Endpoint) -> Route:
    """Reading: GET and HEAD."""
    return Route(path, endpoint, methods=["GET"])


def post(path: str, endpoint: Endpoint) -> Route:
    """Changing something: POST to a noun."""
    return Route(path, endpoint, methods=["POST"])
