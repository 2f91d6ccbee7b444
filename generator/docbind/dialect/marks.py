"""Remarks about a whole field: phrases of its description, and words of its name. Patterns disregard case."""

from __future__ import annotations

from dataclasses import dataclass

from docbind.model.spec import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPhrase:
    """A sentence that marks the field it describes."""

    pattern: str
    meaning: Mark
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretName:
    """A wire name whose value must not be shown; matched against the whole name in snake case."""

    pattern: str
    example: str


MARKS: tuple[MarkPhrase, ...] = (
    MarkPhrase(
        pattern=r"^(?:note: ?)?\(?(?-i:[Dd]eprecated|[Dd]iscarded|[Oo]bsolete|[Aa]bandoned)\)?(?:[.:;,!)]|$)",
        meaning=Mark.DEPRECATED,
        example="Deprecated.",
    ),
    MarkPhrase(
        pattern=r"\b(?:this|the) (?:parameter|field|attribute|element|header|property|value)(?: \w+)? (?:is|has been|was|will be)(?: now| already| currently)? "
        r"(?:deprecated|discarded|abandoned|obsolete|obsoleted|no longer (?:used|supported|recommended)|not recommended|unavailable soon|removed|taken offline|being discarded)",
        meaning=Mark.DEPRECATED,
        example="This parameter has been deprecated.",
    ),
    MarkPhrase(
        pattern=r"^(?:it|which)?\s*(?:is|has been|will be) (?:deprecated|discarded|abandoned)\b|^(?!.*\bsee\b).*\((?:deprecated|discarded|abandoned|to be discarded)\)|^this is an? (?:deprecated|discarded) (?:parameter|field)",
        meaning=Mark.DEPRECATED,
        example="Subnet ID (deprecated)",
    ),
    MarkPhrase(
        pattern=r"^(?:an? )?(?:reserved)(?: (?:field|parameter|attribute|for .{1,40}))?[.]?$|\b(?:this|the) (?:parameter|field|attribute)(?: \w+)? is (?:currently |also )?(?:reserved|a reserved)\b|"
        r"^(?:it|this) is (?:an? )?reserved\b|^reserved (?:field|parameter|attribute)\b|\((?:reserved)(?: field| parameter)?\)",
        meaning=Mark.RESERVED,
        example="This parameter is reserved.",
    ),
    MarkPhrase(
        pattern=r"^(?:this |the )?(?:parameter |field |attribute |value )?(?:is )?read-?only(?: (?:field|parameter|attribute|property))?[.,;]?(?:$| and )|\bpopulated by the system\.? ?read-only\b|\(read-only\)",
        meaning=Mark.READ_ONLY,
        example="Read-only.",
    ),
)

SECRET_NAMES: tuple[SecretName, ...] = (
    SecretName(pattern=r"(?:.*_)?(?:password|passwd|pwd|passphrase|passcode)(?:_\w+)?", example="admin_password"),
    SecretName(pattern=r"(?:.*_)?admin_?pass", example="admin_pass"),
    SecretName(pattern=r"(?:.*_)?(?:secret|secret_?key|secret_?access_?key|secret_?access|sk)", example="app_secret"),
    SecretName(
        pattern=r"(?:.*_)?(?:private_?key|access_key_secret|shared_key|psk|pre_shared_key|auth_key)",
        example="private_key",
    ),
    SecretName(pattern=r"(?:.*_)?customer_?key", example="server_side_encryption_customer_key"),
    SecretName(
        pattern=r"(?:.*_)?(?:auth|access|security|session|refresh|subject|id|bearer|x)_?token|token",
        example="x_auth_token",
    ),
    SecretName(
        pattern=r"(?:.*_)?(?:credentials?_?secret|client_secret|api_?key|app_?code|verify_?code|seed|base_?32_?string_?seed)",
        example="api_key",
    ),
)

NOT_SECRET: tuple[SecretName, ...] = (
    SecretName(
        pattern=r".*_(?:id|name|type|status|policy|length|strength|regex|description|requirements?|hint|period|time|at|expires?|expiration|required|enabled?|remind\w*|rule|version|count|size|mode|url)",
        example="password_policy",
    ),
    SecretName(pattern=r"(?:next|page|marker|continue)_token", example="next_token"),
)
"""Names that speak about a secret but hold none."""
