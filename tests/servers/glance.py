"""A real Glance that keeps its images in files, and takes one token for that of a member of a project."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers.environments import environment
from servers.process import free_port, serving

REQUIREMENTS = ("glance==33.0.0", "waitress>=3.0")
TOKEN = "token-of-a-member"

_SERVE = f"""\
import sys
from glance.wsgi.api import application
from waitress import serve

# What Keystone's own layer in front of a service says of a token.
MEMBER = {{
    "HTTP_X_IDENTITY_STATUS": "Confirmed",
    "HTTP_X_USER_ID": "user",
    "HTTP_X_PROJECT_ID": "project",
    "HTTP_X_ROLES": "member,reader",
}}


def for_members(environ, start_response):
    if environ.get("HTTP_X_AUTH_TOKEN") == {TOKEN!r}:
        environ.update(MEMBER)
    return application(environ, start_response)


serve(for_members, host="127.0.0.1", port=int(sys.argv[1]), threads=4)
"""
_CONFIGURATION = """\
[DEFAULT]
enabled_backends = images:file
[database]
connection = sqlite:///{folder}/glance.db
[glance_store]
default_backend = images
[images]
filesystem_store_datadir = {folder}/images
[os_glance_staging_store]
filesystem_store_datadir = {folder}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {folder}/tasks
[paste_deploy]
flavor = members
config_file = {folder}/paste.ini
"""
_LAYERS = """\
[composite:glance-api-members]
paste.composite_factory = glance.api:root_app_factory
/: api
[composite:api]
paste.composite_factory = glance.api:pipeline_factory
members = versionnegotiation context rootapp
[composite:rootapp]
paste.composite_factory = glance.api:root_app_factory
/: apiversions
/v2: apiv2app
[app:apiversions]
paste.app_factory = glance.api.versions:create_resource
[app:apiv2app]
paste.app_factory = glance.api.v2.router:API.factory
[filter:versionnegotiation]
paste.filter_factory = glance.api.middleware.version_negotiation:VersionNegotiationFilter.factory
[filter:context]
paste.filter_factory = glance.api.middleware.context:ContextMiddleware.factory
"""


@contextmanager
def running_glance(folder: Path) -> Iterator[str]:
    """Start a Glance whose files are in `folder`, and give its URL; skip where none can be installed.

    The installation takes about half a minute the first time.
    """
    programs = environment("glance", REQUIREMENTS)
    configuration, program, port = folder / "glance-api.conf", folder / "serve.py", free_port()
    configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    (folder / "paste.ini").write_text(_LAYERS, encoding="utf-8")
    program.write_text(_SERVE, encoding="utf-8")
    for store in ("images", "staging", "tasks"):
        (folder / store).mkdir()
    manage = [programs / "glance-manage", "--config-file", configuration, "db_sync"]
    done = subprocess.run(manage, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {"OS_GLANCE_CONFIG_DIR": str(folder)}
    with serving([programs / "python", program, str(port)], port=port, env=found, ready="/v2/schemas/image") as url:
        yield url
