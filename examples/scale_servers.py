"""Make a group of servers that grows and shrinks, and tell how its servers are."""

from __future__ import annotations

from otc.autoscaling import AutoScaling


def create_group(scaling: AutoScaling, *, vpc_id: str, subnet_id: str, configuration_id: str) -> str:
    """Make a group of one to four servers; returns its ID."""
    made = scaling.create_scaling_group(
        scaling_group_name="web",
        scaling_configuration_id=configuration_id,
        desire_instance_number=2,
        min_instance_number=1,
        max_instance_number=4,
        vpc_id=vpc_id,
        networks=[{"id": subnet_id}],
    )
    assert made.scaling_group_id is not None
    return made.scaling_group_id


def main(scaling: AutoScaling) -> None:
    """Make the group, and print its size and the health of its servers."""
    group_id = create_group(
        scaling,
        vpc_id="7c1d2a90-1f46-49d0-8c3e-0b6f5d6d2a10",
        subnet_id="9a40c6ef-52d7-4f3b-9d22-6d0c8a7d5e31",
        configuration_id="1d281494-6085-4579-b817-c1f813be835f",
    )
    group = scaling.get_scaling_group(scaling_group_id=group_id).scaling_group
    assert group is not None
    print(group.scaling_group_name, group.current_instance_number, "of", group.desire_instance_number)
    for instance in scaling.list_instances_of_scaling_group(scaling_group_id=group_id):
        print(instance.instance_name, instance.life_cycle_state, instance.health_status)


if __name__ == "__main__":
    with AutoScaling(cloud="otc") as groups:
        main(groups)
