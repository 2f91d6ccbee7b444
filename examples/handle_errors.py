"""Tell apart what can go wrong with a call: before it is sent, on its way, and at the service."""

from __future__ import annotations

from otc import errors
from otc.ecs import ElasticCloudServer


def describe(ecs: ElasticCloudServer, server_id: str) -> str:
    """Return the state of a server, or what kept it from being known."""
    try:
        found = ecs.get_server(server_id=server_id, timeout=10)
    except errors.ValidationError as error:
        return "the request is wrong: " + ", ".join(one.message for one in error.violations)
    except errors.InvalidArgument as error:
        return f"the request cannot be sent: {error}"
    except errors.NotFound as error:
        return f"there is no such server ({error.code})"
    except errors.TooManyRequests:
        return "the service is busy, also after all attempts"
    except errors.ApiError as error:
        return f"refused with status {error.status}, request {error.request_id}: {error.message}"
    except errors.TransportError as error:
        return f"no answer; the service {'may have' if error.sent else 'did not get'} the request"
    return found.server.status or "unknown" if found.server else "unknown"


def main(ecs: ElasticCloudServer) -> None:
    """Ask for three servers: one that is there, one that is not, and one that cannot be."""
    for server_id in ("5f1f0d4b-6d5e-4a57-9f0a-3b5f6f0f4c11", "gone", ".."):
        print(server_id, describe(ecs, server_id), sep=": ")


if __name__ == "__main__":
    with ElasticCloudServer(cloud="otc", max_attempts=5) as servers:
        main(servers)
