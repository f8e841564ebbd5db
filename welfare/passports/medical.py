"""What is of medical nature in a passport: read by its holder and, until they withdraw it, by RA officers alone."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from welfare.passports.models import Passport, may_see
from wmp.lib.access import Reader, ScopedModel, ScopedQuerySet
from wmp.lib.audit import tracked
from wmp.lib.encryption import EncryptedTextField

#: What it consists of, in the order of its pages.
FIELDS = ("diagnosis", "treatment", "professionals")


class MedicalDetailQuerySet(ScopedQuerySet["MedicalDetail"]):
    def grants(self, user: Reader) -> Iterable[Q]:
        """RA officers until the passport is withdrawn; its holder for as long as it is there."""
        yield from may_see(user, "passport__", officers=~Q(passport__status="withdrawn"))


@tracked
class MedicalDetail(ScopedModel):
    """All of it is optional: an adjustment needs no diagnosis. Encrypted in the database, and in its history."""

    classified = True

    # No way back from the passport: whoever reads it asks for it by `MedicalDetail.objects.visible_to`.
    passport = models.OneToOneField(Passport, models.CASCADE, related_name="+")
    diagnosis = EncryptedTextField("condition or diagnosis", max_length=4000, blank=True)
    treatment = EncryptedTextField("medication and treatment", max_length=4000, blank=True)
    professionals = EncryptedTextField("who treats or advises me", max_length=2000, blank=True)

    objects = MedicalDetailQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "medical details"

    def __str__(self) -> str:
        return f"Medical detail of {self.passport}"

    def account_concerned(self) -> Any:
        return self.passport.holder.account_id
