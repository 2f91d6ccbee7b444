"""Make a zone, add an address to it, and wait until the zone answers."""

from __future__ import annotations

from otc.dns import DomainNameService
from otc.dns import operations as op


def main(dns: DomainNameService) -> None:
    """Publish `www.example.com` and print the record sets of its zone."""
    zone = dns.create_zone(name="example.com.", email="hostmaster@example.com", ttl=300)
    assert zone.id is not None
    dns.wait_until_active(op.GetZone(zone_id=zone.id), timeout=120)
    dns.create_record_set(zone_id=zone.id, name="www.example.com.", type="A", records=["192.0.2.10"])
    for records in dns.list_record_sets_of_zone(zone_id=zone.id):
        print(records.name, records.type, *(records.records or ()))


if __name__ == "__main__":
    with DomainNameService(cloud="otc") as zones:
        main(zones)
