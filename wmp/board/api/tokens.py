"""Making a token, finding whose it is, and telling its owner that it ends."""

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from wmp.board.api.models import Scope, Token
from wmp.board.models import Edition, may_read_board
from wmp.lib import clock
from wmp.lib.alerts import alert_each
from wmp.lib.locks import hold_for_transaction
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove

BEGINS = "wmp_"
# Of its letters, as many tell it apart from others; those that are left cannot be guessed (over 200 bits).
SHOWN = 12
SHAPE = re.compile(r"wmp_[A-Za-z0-9_-]{43}")
#: How many days a token may stand.
LIVES = (30, 90, 365)
#: How many tokens that have not ended somebody may have.
MOST = 20
WARNED_BEFORE = timedelta(days=14)
# When it was used last is written no more often: a program may ask many times a second.
USED_EVERY = timedelta(minutes=1)
TOO_MANY = f"You have {MOST} tokens. Take back those that nothing uses any more."


def scopes_of(account: Any) -> list[Scope]:
    """What a token of this account can be for. Whoever reads no edition and no nightly figure has no use for one."""
    editions = account.has_role(Role.BOARD_SECRETARY, Role.BOARD_READER, Role.AUDITOR)
    found = []
    if editions or Edition.objects.visible_to(account).exists():
        found += [Scope.PUBLIC, Scope.EDITIONS]
    if may_read_board(account):
        found.append(Scope.FIGURES)
    return found


def living(account: Any) -> Any:
    """The account's tokens that still open something, but for what its roles say."""
    return Token.objects.visible_to(account).filter(expires_at__gt=clock.now(), revoked_at=None)


@transaction.atomic
def make(account: Any, *, name: str, scope: str, days: int) -> tuple[Token, str]:
    """A new token and its secret, which is kept nowhere. Raises IllegalMove for whoever has too many, or may not."""
    if scope not in scopes_of(account) or days not in LIVES:
        raise IllegalMove("You cannot have such a token.")
    hold_for_transaction("tokens", str(account.pk))  # of two made at once the second counts the first
    if living(account).count() >= MOST:
        raise IllegalMove(TOO_MANY)
    secret = BEGINS + token_urlsafe(32)
    now = clock.now()
    token = Token.objects.create(
        account=account,
        name=name,
        scope=scope,
        begins=secret[:SHOWN],
        digest=_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, secret


def take_back(token: Token, *, by: Any) -> bool:
    """It opens nothing any more. False where it was taken back before."""
    return bool(Token.objects.visible_to(by).filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()))


# --- who sends one ---------------------------------------------------------------------------------------------------


def token_of(header: str) -> Token | None:
    """The token that a request's Authorization header sends and that still opens something; None otherwise.

    It is found by its digest, so that nothing is compared letter by letter. What its account may read is asked at that
    moment: an account that is closed, or lost the roles that the token's scope is for, has it no longer.
    """
    secret = _secret(header)
    if not secret:
        return None
    standing = Token.objects.unscoped().filter(digest=_digest(secret), revoked_at=None, expires_at__gt=clock.now())
    token = standing.select_related("account").first()
    if token is None or not token.account.is_active or token.scope not in scopes_of(token.account):
        return None
    return token


def used(token: Token) -> None:
    """Notes that it was used, at most once a minute."""
    now = clock.now()
    if token.used_at and timedelta(0) <= now - token.used_at <= USED_EVERY:
        return
    long_ago = Q(used_at=None) | Q(used_at__lt=now - USED_EVERY) | Q(used_at__gt=now)
    own = Token.objects.visible_to(token.account).filter(long_ago, pk=token.pk)
    # Whoever asks beside another that is noting it goes on without waiting: an answer may take long.
    if list(own.select_for_update(skip_locked=True).values_list("pk")):
        own.update(used_at=now)


def _secret(header: str) -> str:
    """`Bearer TOKEN`, or `Basic` with the token as password and anything as user name. "" for whatever else."""
    kind, _, rest = header.partition(" ")
    found = _SCHEMES.get(kind.lower(), _nothing)(rest.strip())
    return found if SHAPE.fullmatch(found) else ""


def _basic(encoded: str) -> str:
    try:
        return b64decode(encoded, validate=True).decode().partition(":")[2]
    except ValueError:  # neither base64 nor text
        return ""


def _nothing(_: str) -> str:
    return ""


_SCHEMES: dict[str, Callable[[str], str]] = {"bearer": str, "basic": _basic}


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


# --- before it ends --------------------------------------------------------------------------------------------------


@transaction.atomic
def warn() -> int:
    """Tells owners of tokens that end within two weeks, once for each. Of two jobs the second waits for the first."""
    now = clock.now()
    ending = Token.objects.unscoped().filter(
        warned_at=None, revoked_at=None, expires_at__gt=now, expires_at__lte=now + WARNED_BEFORE
    )
    # One that was made for no longer than that is no news to whoever made it.
    ending = ending.filter(expires_at__gt=F("created_at") + WARNED_BEFORE, account__is_active=True)
    held = list(ending.select_for_update(of=("self",)).select_related("account").order_by("pk"))
    alert_each(
        (
            each.account,
            f"A token of yours ends on {long_day(timezone.localdate(each.expires_at))}",
            f"What uses the token that begins {each.begins} will be refused from then on. Make a new one before.",
            reverse("tokens:list"),
        )
        for each in held
    )
    Token.objects.unscoped().filter(pk__in=[each.pk for each in held]).update(warned_at=now)
    return len(held)
