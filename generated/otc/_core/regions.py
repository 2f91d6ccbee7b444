"""Where the cloud's regions have their hosts, as data.

Sources: the endpoints in the cloud's API references read `https://{host}.{region}.otc.t-systems.com`; regions, and
domain and identity host of the Swiss one, are those of the profiles `otc` and `otc-swiss` that openstacksdk ships.
"""

from __future__ import annotations

from collections.abc import Mapping

DOMAIN = "otc.t-systems.com"
"""The hosts of a region end in its name and this, where `DOMAINS` knows no other."""

DOMAINS: Mapping[str, str] = {"eu-ch2": "sc.otc.t-systems.com"}
"""Region → its own domain."""

HOSTS: Mapping[tuple[str, str], str] = {("eu-ch2", "iam"): "iam-pub"}
"""Region and first label of a host elsewhere → the label there."""

PROFILES: Mapping[str, tuple[str, ...]] = {"otc": ("eu-de", "eu-nl"), "otc-swiss": ("eu-ch2",)}
"""Profile of a clouds.yaml → its regions."""
