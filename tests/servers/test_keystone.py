"""Logins at a real Keystone, its catalog, and what happens when it takes a token back."""

from __future__ import annotations

from typing import Any

import pytest
from otc.auth import Password
from otc.functiongraph import operations as op

from core.loopback import Loopback
from servers.keystone import PASSWORD, REGION, Keystone

pytestmark = pytest.mark.servers

GET = op.ListTriggers(function_urn="urn")


def admin(keystone: Keystone, **options: Any) -> Password:
    known = {"domain_name": "Default", "project_name": "admin", "region": REGION, "auth_url": keystone.url}
    return Password("admin", PASSWORD, **{**known, **options})


def test_a_login_finds_the_service_in_the_catalog(open_client: Any, keystone: Keystone, functions: Loopback) -> None:
    client = open_client("functiongraph", auth=admin(keystone))
    assert client.send(GET) == []
    assert functions.received[-1].path == f"/v2/{keystone.project_id}/fgs/triggers/urn"
