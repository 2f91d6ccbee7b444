"""What the keys of a clouds.yaml, and OS_* variables of the same names, mean to a client.

They are all that openstacksdk and keystoneauth know, and the access keys.
"""

from __future__ import annotations

from collections.abc import Mapping

OTHER_NAMES: Mapping[str, str] = {
    "access_key": "ak",
    "secret_key": "sk",
    "auth_plugin": "auth_type",
    "auth_token": "token",
    "authorization_code": "code",
    "endpoint_type": "interface",
    "tenant_id": "project_id",
    "tenant_name": "project_name",
    "user_name": "username",
}
"""Other name of a key → the name that is used here."""

HONOURED = frozenset(
    {
        "ak",
        "api_timeout",
        "application_credential_id",
        "application_credential_secret",
        "auth_methods",
        "auth_type",
        "auth_url",
        "cacert",
        "cert",
        "default_domain_id",
        "default_domain_name",
        "domain_id",
        "domain_name",
        "identity_api_version",
        "insecure",
        "interface",
        "key",
        "passcode",
        "password",
        "profile",
        "project_domain_id",
        "project_domain_name",
        "project_id",
        "project_name",
        "region_name",
        "regions",
        "security_token",
        "sk",
        "token",
        "user_domain_id",
        "user_domain_name",
        "user_id",
        "username",
        "verify",
    }
)
"""Keys that a client does what they say."""

WITHOUT_MEANING = frozenset(
    {
        "additional_metric_tags",
        "cache",
        "connect_retries",
        "connect_retry_delay",
        "disable_vendor_agent",
        "external_network",
        "floating_ip_source",
        "force_ipv4",
        "image_api_use_tasks",
        "image_format",
        "internal_network",
        "message",
        "metrics",
        "networks",
        "prefer_ipv6",
        "private",
        "requires_floating_ip",
        "retriable_status_codes",
        "secgroup_source",
        "status",
        "status_code_retries",
        "status_code_retry_delay",
        "timing",
        "vendor_hook",
    }
)
"""Keys about what a client of one service does not do, or does in a way of its own: retries are `max_attempts`."""

BEGINNING_WITHOUT_MEANING = "has_"
"""Begins the keys that tell whether a cloud has a service."""

_FEDERATED = "federated logins are not supported; give a token, a password, an application credential or keys"
_WHICH_SERVICE = "of which service? write its catalog type before it, as in functiongraph_endpoint_override"

REFUSED: Mapping[str, str] = {
    "access_token": _FEDERATED,
    "access_token_endpoint": _FEDERATED,
    "access_token_type": _FEDERATED,
    "api_version": "URIs hold their version already; leave it out",
    "application_credential_name": "the ID of the application credential is needed, as application_credential_id",
    "client_id": _FEDERATED,
    "client_secret": _FEDERATED,
    "code": _FEDERATED,
    "code_challenge_method": _FEDERATED,
    "device_authorization_endpoint": _FEDERATED,
    "discovery_endpoint": _FEDERATED,
    "endpoint": _WHICH_SERVICE,
    "endpoint_override": _WHICH_SERVICE,
    "identity_provider": _FEDERATED,
    "idp_otp_key": _FEDERATED,
    "login_timeout": _FEDERATED,
    "oauth2_client_id": _FEDERATED,
    "oauth2_client_secret": _FEDERATED,
    "oauth2_endpoint": _FEDERATED,
    "protocol": _FEDERATED,
    "redirect_host": _FEDERATED,
    "redirect_port": _FEDERATED,
    "redirect_uri": _FEDERATED,
    "scope": _FEDERATED,
    "service_name": "services are found by their type; leave it out, or say where the service is with endpoint=",
    "service_type": "the types of a service are known; leave it out, or say where the service is with endpoint=",
    "system_scope": "a token is for a project or an account here, and never for the system; leave it out",
    "tls_ciphers": "make an ssl.SSLContext with these ciphers and give it as verify=",
    "tls_min_version": "TLS 1.2 is the oldest in any case; for a newer one give an ssl.SSLContext as verify=",
    "trust_id": "trusts are not supported; use an agency, with Agency of the package's auth",
    "url": _WHICH_SERVICE,
}
"""Keys that would change what a client does, in a way that it cannot → what to do instead."""

KNOWN = frozenset((*HONOURED, *WITHOUT_MEANING, *REFUSED))

OF_A_SERVICE_HONOURED = ("endpoint_override", "interface")
"""Ends of keys that begin with the type of a service."""

OF_A_SERVICE_WITHOUT_MEANING = (
    "api_version",
    "connect_retries",
    "connect_retry_delay",
    "default_microversion",
    "max_version",
    "min_version",
    "retriable_status_codes",
    "status_code_retries",
    "status_code_retry_delay",
)

OF_A_SERVICE_REFUSED: Mapping[str, str] = {
    "region_name": "a client is in one region with all that it does: give it as region_name, or as region=",
    "service_name": REFUSED["service_name"],
    "service_type": REFUSED["service_type"],
}

LOGINS: Mapping[str, str] = {
    "password": "password",
    "v3password": "password",
    "v3multifactor": "password",
    "token": "token",
    "v3token": "token",
    "v3applicationcredential": "application credential",
}
"""`auth_type` → the kind of credentials."""

FACTORS: Mapping[str, str] = {"password": "password", "v3password": "password", "totp": "totp", "v3totp": "totp"}
"""Member of `auth_methods` → what is shown at a login."""

OFFICIAL_TYPES: Mapping[str, tuple[str, ...]] = {
    "block_storage": ("volume", "volumev2", "volumev3"),
    "object_store": ("object",),
    "shared_file_system": ("share", "sharev2"),
}
"""Type of a service in the list of OpenStack → the same in catalogs."""
