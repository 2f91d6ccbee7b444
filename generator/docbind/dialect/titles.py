"""How the title of a page says what its operation does: verbs, words without weight, and the phrases that are turned around.

All words are compared in lower case. Names are built from the rows in this order: remarks fall away, gerunds become verbs, idle phrases and idle words fall away,
and `the X of a Y` becomes `Y X`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of titles that says nothing about the operation: a pattern over the lower-case title, with a title that has it."""

    pattern: str
    example: str


REMARKS: tuple[Phrase, ...] = (
    Phrase(r"\((?:deprecated|discarded|abandoned|obsolete)\)", "Querying EVS Disks (Deprecated)"),
    Phrase(
        r"\((?:to be (?:taken offline|discarded|unavailable)|unavailable soon)\)",
        "Querying Policies (to Be Taken Offline)",
    ),
    Phrase(r"\((?:recommended|preview)\)", "Querying User Details (Recommended)"),
    Phrase(r"\((?:an? )?v[\d.]+(?: api)?\)", "Monitoring Slow Query Logs (a V3 API)"),
)
"""Remarks in parentheses; those on versions come back where two operations would have one name."""

READING_VERBS = frozenset(
    {
        *(
            "querying",
            "obtaining",
            "viewing",
            "reading",
            "showing",
            "getting",
            "describing",
            "fetching",
            "retrieving",
            "displaying",
        ),
        *("query", "obtain", "view", "read", "show", "get", "describe", "fetch", "retrieve", "display", "search"),
    }
)
"""All of these are `list` where the answer is a list, and `get` where it is one thing."""

LISTING_VERBS = frozenset({"listing", "list"})

VERBS: Mapping[str, str] = {
    "accepting": "accept",
    "accessing": "access",
    "activating": "activate",
    "adding": "add",
    "applying": "apply",
    "approving": "approve",
    "assigning": "assign",
    "associating": "associate",
    "attaching": "attach",
    "authenticating": "authenticate",
    "authorizing": "authorize",
    "binding": "bind",
    "canceling": "cancel",
    "cancelling": "cancel",
    "changing": "change",
    "checking": "check",
    "clearing": "clear",
    "cloning": "clone",
    "closing": "close",
    "configuring": "configure",
    "confirming": "confirm",
    "connecting": "connect",
    "copying": "copy",
    "counting": "count",
    "creating": "create",
    "debugging": "debug",
    "deleting": "delete",
    "deploying": "deploy",
    "deregistering": "deregister",
    "detaching": "detach",
    "disabling": "disable",
    "disassociating": "disassociate",
    "downloading": "download",
    "editing": "edit",
    "enabling": "enable",
    "executing": "execute",
    "expanding": "expand",
    "exporting": "export",
    "forwarding": "forward",
    "generating": "generate",
    "granting": "grant",
    "hibernating": "hibernate",
    "importing": "import",
    "increasing": "increase",
    "initiating": "initiate",
    "inserting": "insert",
    "installing": "install",
    "invoking": "invoke",
    "locking": "lock",
    "managing": "manage",
    "marking": "mark",
    "migrating": "migrate",
    "modifying": "modify",
    "monitoring": "monitor",
    "mounting": "mount",
    "moving": "move",
    "opening": "open",
    "pausing": "pause",
    "performing": "perform",
    "prechecking": "precheck",
    "previewing": "preview",
    "prolonging": "prolong",
    "publishing": "publish",
    "reassigning": "reassign",
    "rebooting": "reboot",
    "rebuilding": "rebuild",
    "refreshing": "refresh",
    "refusing": "refuse",
    "registering": "register",
    "reinstalling": "reinstall",
    "rejecting": "reject",
    "releasing": "release",
    "reloading": "reload",
    "removing": "remove",
    "renaming": "rename",
    "replacing": "replace",
    "replicating": "replicate",
    "reporting": "report",
    "reprotecting": "reprotect",
    "reserving": "reserve",
    "resetting": "reset",
    "resizing": "resize",
    "restarting": "restart",
    "restoring": "restore",
    "resuming": "resume",
    "retrying": "retry",
    "returning": "return",
    "reviewing": "review",
    "revoking": "revoke",
    "rolling": "roll",
    "running": "run",
    "saving": "save",
    "scaling": "scale",
    "sending": "send",
    "setting": "set",
    "sharing": "share",
    "shrinking": "shrink",
    "starting": "start",
    "stopping": "stop",
    "submitting": "submit",
    "switching": "switch",
    "synchronizing": "synchronize",
    "taking": "take",
    "terminating": "terminate",
    "testing": "test",
    "transferring": "transfer",
    "unassigning": "unassign",
    "unbinding": "unbind",
    "uninstalling": "uninstall",
    "unlocking": "unlock",
    "unmounting": "unmount",
    "unpublishing": "unpublish",
    "updating": "update",
    "upgrading": "upgrade",
    "uploading": "upload",
    "using": "use",
    "validating": "validate",
    "verifying": "verify",
    "waking": "wake",
}
"""Gerunds → verbs. In front of a title any other word in -ing loses its ending, see `DOUBLED` and `SILENT`; inside one, only these words are taken for verbs, and
only after `and` or `or`."""

DOUBLED = r"([bdgmnprt])\1$"
"""Stems that the ending has doubled a letter of: `mapp` of `mapping`."""

SILENT = r"(?:[^aeou]at|plet|[^aeiou]ut(?<!put)(?<!cut)|iz|v|[aeinru]c|[dr]g|rib|[bcdfgkptz]l|[^s]s|[^aeiou]ur)$"
"""Stems that the ending has taken an `e` from: `truncat` of `truncating`."""

MODIFIERS = frozenset(
    {
        "asynchronously",
        "automatically",
        "batch",
        "cold",
        "early",
        "forcibly",
        "forcefully",
        "manually",
        "partially",
        "synchronously",
    }
)
"""Words that may stand in front of the verb."""

CONJUNCTIONS = frozenset({"and", "or"})

IDLE_PHRASES: tuple[Phrase, ...] = (
    Phrase(r"^(?:the )?details? (?:about|of|on|for)\b", "Details About a Cluster"),
    Phrase(r"\b(?:and|and their)? details?$", "API Details"),
    Phrase(r"^(?:the |an? )?list of\b", "the List of Domain Names"),
    Phrase(r"^(?:the )?(?:detailed )?information (?:about|of|on)\b", "Detailed Information of an Instance"),
)
"""What falls away behind the verb where something is read."""

ARTICLES = frozenset({"a", "an", "the"})
IDLE_WORDS = ARTICLES | {"specified", "specific"}
"""What falls away everywhere; `specified` comes back where two operations would have one name."""

IDLE_FOLDER_WORDS = frozenset(
    {
        "api",
        "apis",
        "source",
        "recommended",
        "unrecommended",
        "unavailable",
        "soon",
        "deprecated",
        "discarded",
        "taken",
        "offline",
        "be",
        "to",
        "out",
        "of",
        "date",
    }
)
"""What a folder's name adds nothing with, when it tells two operations apart; also what is true only for a time."""

LIST_WORD = "list"
"""`Querying the Cluster List` is about clusters."""

PREPOSITIONS = frozenset(
    {
        *(
            "about",
            "across",
            "after",
            "among",
            "at",
            "based",
            "before",
            "between",
            "by",
            "during",
            "for",
            "from",
            "in",
            "into",
            "of",
            "on",
            "over",
        ),
        *(
            "that",
            "through",
            "to",
            "under",
            "using",
            "via",
            "who",
            "with",
            "within",
            "without",
            "available",
            "associated",
            "bound",
            "supported",
        ),
    }
)
"""Words that end the noun a title is about."""

NOT_PLURAL = frozenset(
    {
        "access",
        "address",
        "analysis",
        "bus",
        "dns",
        "process",
        "progress",
        "series",
        "statistics",
        "status",
        "success",
        "https",
    }
)
"""Words in -s that name one thing."""

METHOD_VERBS: Mapping[str, str] = {
    "DELETE": "delete",
    "GET": "get",
    "HEAD": "check",
    "PATCH": "update",
    "POST": "call",
    "PUT": "update",
}
"""What an operation does whose title has no verb; `GET` may also be `list`."""

GENERIC_STRUCTURES = frozenset(
    {
        *(
            "action",
            "args",
            "attribute",
            "attributes",
            "body",
            "condition",
            "conditions",
            "config",
            "content",
            "data",
            "datas",
            "detail",
            "details",
        ),
        *(
            "element",
            "entity",
            "extend",
            "extra",
            "field",
            "fields",
            "filter",
            "filters",
            "info",
            "infos",
            "item",
            "items",
            "link",
            "links",
            "list",
        ),
        *(
            "map",
            "meta",
            "metadata",
            "object",
            "objects",
            "option",
            "options",
            "output",
            "page",
            "param",
            "parameter",
            "parameters",
            "params",
        ),
        *(
            "properties",
            "property",
            "record",
            "records",
            "request",
            "response",
            "result",
            "results",
            "spec",
            "specs",
            "status",
            "value",
            "values",
        ),
    }
)
"""Documented names of structures that say nothing by themselves: the class always takes its operation's name in front."""
