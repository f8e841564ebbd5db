"""Names of things that tell nothing of them, and are the same whenever the same is named: under a secret key."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

#: How many letters of a name nobody meets twice by accident.
LONG = 20


@dataclass(frozen=True)
class NamingKey:
    """A secret under which things are named. Without it nobody can try out what it was that has a name."""

    secret: bytes = field(repr=False)

    def name_of(self, *words: str) -> str:
        """The same for the same words in the same order."""
        return hmac.new(self.secret, "\n".join(words).encode(), sha256).hexdigest()[:LONG]

    @property
    def id(self) -> str:
        """What tells the key from others, and nothing of it."""
        return self.name_of("key")[:8]
