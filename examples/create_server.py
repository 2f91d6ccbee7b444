"""Make a network and a server in it, and wait until the server runs."""

from __future__ import annotations

from otc.ecs import ElasticCloudServer
from otc.ecs import models as m
from otc.ecs import operations as op
from otc.vpc import VirtualPrivateCloud


def create_network(vpc: VirtualPrivateCloud, name: str) -> tuple[str, str]:
    """Make a VPC with one subnet; returns the IDs of both."""
    network = vpc.create_vpc(vpc={"name": name, "cidr": "192.168.0.0/16"}).vpc
    assert network is not None
    assert network.id is not None
    subnet = vpc.create_subnet(
        subnet={
            "name": f"{name}-front",
            "cidr": "192.168.1.0/24",
            "gateway_ip": "192.168.1.1",
            "vpc_id": network.id,
        }
    ).subnet
    assert subnet is not None
    assert subnet.id is not None
    return network.id, subnet.id


def create_server(ecs: ElasticCloudServer, name: str, *, vpc_id: str, subnet_id: str) -> m.Server:
    """Order a server, wait for the job that makes it, and then for the server itself."""
    order = ecs.create_servers(
        server=m.CreateServer(
            name=name,
            image_ref="7c1d2a90-1f46-49d0-8c3e-0b6f5d6d2a10",
            flavor_ref="s3.large.2",
            vpcid=vpc_id,
            nics=[m.ServerNic(subnet_id=subnet_id)],
            root_volume=m.RootVolume(volumetype="SSD", size=40),
        )
    )
    assert order.job_id is not None
    assert order.server_ids
    ecs.wait(op.GetJob(job_id=order.job_id), timeout=600)
    found = ecs.wait_until_active(op.GetServer(server_id=order.server_ids[0]), timeout=600)
    assert found.server is not None
    return found.server


def main(ecs: ElasticCloudServer, vpc: VirtualPrivateCloud) -> None:
    """Make the network and the server, and print where the server answers."""
    vpc_id, subnet_id = create_network(vpc, "shop")
    server = create_server(ecs, "web-1", vpc_id=vpc_id, subnet_id=subnet_id)
    for addresses in (server.addresses or {}).values():
        print(server.name, server.status, *(address.addr for address in addresses))


if __name__ == "__main__":
    with ElasticCloudServer(cloud="otc") as servers, VirtualPrivateCloud(cloud="otc") as networks:
        main(servers, networks)
