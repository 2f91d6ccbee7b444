"""Make fifty calls at once with the asynchronous client, on a few connections."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from otc import errors
from otc.ecs import AsyncElasticCloudServer


async def states(ecs: AsyncElasticCloudServer, server_ids: Sequence[str]) -> Counter[str]:
    """Return how many servers are in which state; those that are gone count as `gone`."""

    async def state(server_id: str) -> str:
        try:
            found = await ecs.get_server(server_id=server_id)
        except errors.NotFound:
            return "gone"
        return found.server.status or "unknown" if found.server else "unknown"

    return Counter(await asyncio.gather(*map(state, server_ids)))


async def main(ecs: AsyncElasticCloudServer) -> None:
    """Ask for the states of fifty servers and print how many there are of each."""
    for name, count in (await states(ecs, [f"server-{number}" for number in range(50)])).items():
        print(name, count)


async def call() -> None:
    """Make the calls in a real cloud."""
    async with AsyncElasticCloudServer(cloud="otc", max_connections=10) as servers:
        await main(servers)


if __name__ == "__main__":
    asyncio.run(call())
