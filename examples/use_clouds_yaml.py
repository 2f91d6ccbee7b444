"""Take credentials, region and project from clouds.yaml, for several clouds in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from otc import errors
from otc.ecs import ElasticCloudServer


def count_servers(ecs: ElasticCloudServer) -> int:
    """Return how many servers the project of the client has."""
    return sum(1 for _ in ecs.list_servers(limit=100))


def main(clouds: Iterable[str], client: Callable[[str], ElasticCloudServer]) -> None:
    """Print the number of servers in each cloud, or why it is not known."""
    for name in clouds:
        try:
            with client(name) as ecs:
                print(name, count_servers(ecs))
        except errors.ConfigurationError as error:
            print(name, "is not configured:", error)
        except errors.SdkError as error:
            print(name, "does not answer:", error)


if __name__ == "__main__":
    main(sys.argv[1:] or ["otc"], lambda name: ElasticCloudServer(cloud=name))
