"""Go through all subnets of a project, page by page, and count the addresses of each VPC."""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_network

from otc.vpc import VirtualPrivateCloud


def addresses_by_vpc(vpc: VirtualPrivateCloud) -> Counter[str]:
    """Return how many addresses the subnets of each VPC have; pages are fetched while they are read."""
    found: Counter[str] = Counter()
    for subnet in vpc.list_subnets(limit=100):
        if subnet.vpc_id and subnet.cidr:
            found[subnet.vpc_id] += ip_network(subnet.cidr).num_addresses
    return found


def main(vpc: VirtualPrivateCloud) -> None:
    """Print the VPCs, those with the most addresses first, and the subnets of the first one."""
    found = addresses_by_vpc(vpc)
    for vpc_id, count in found.most_common():
        print(vpc_id, count)
    for vpc_id, _ in found.most_common(1):
        print(*(subnet.name for subnet in vpc.list_subnets(vpc_id=vpc_id).all(limit=10)))


if __name__ == "__main__":
    with VirtualPrivateCloud(cloud="otc") as networks:
        main(networks)
