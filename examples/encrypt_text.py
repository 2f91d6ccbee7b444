"""Encrypt a small text with a key of the cloud, and decrypt it again."""

from __future__ import annotations

from otc.kms import KeyManagementService


def main(kms: KeyManagementService) -> None:
    """Make a key, encrypt a text with it, and print what comes back from decrypting it."""
    key = kms.create_key(key_alias="orders", key_description="For the notes on orders").key_info
    assert key is not None
    assert key.key_id is not None
    encrypted = kms.encrypt_data(key_id=key.key_id, plain_text="hello")
    assert encrypted.cipher_text is not None
    decrypted = kms.decrypt_data(cipher_text=encrypted.cipher_text)
    print(decrypted.key_id == key.key_id, decrypted.plain_text)


if __name__ == "__main__":
    with KeyManagementService(cloud="otc") as keys:
        main(keys)
