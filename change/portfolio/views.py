"""Record pages of programmes and projects, with the verbs of a project."""

from collections.abc import Sequence

from django.urls import reverse

from change.portfolio.forms import CloseForm, ProgrammeForm, ProjectForm
from change.portfolio.models import STANDALONE, Programme, Project
from change.portfolio.registers import PROGRAMMES, PROJECTS, STATUS_COLOURS
from people.workforce.models import User
from wmp.lib.records import Fact, RecordPage
from wmp.lib.timeline import said
from wmp.lib.verbs import Verb


class ProgrammePage(RecordPage):
    register = PROGRAMMES
    logs_reads = False
    form = ProgrammeForm

    def facts(self, record: Programme, user: User) -> Sequence[Fact]:
        return [Fact("Name", record.name)]


class ProjectPage(RecordPage):
    register = PROJECTS
    joins = ("programme",)
    logs_reads = False
    colours = STATUS_COLOURS
    verbs = (
        Verb("begin_delivery", "Begin delivery", "in delivery"),
        Verb("deliver", "Record as delivered", "delivered"),
        Verb("begin_closing", "Begin closing", "closing"),
        Verb("close", "Close", "closed", CloseForm, danger=True),
    )
    form = ProjectForm

    def facts(self, record: Project, user: User) -> Sequence[Fact]:
        programme = record.programme
        return [
            Fact("Programme", programme, reverse("change:programmes-detail", args=[programme.pk]))
            if programme
            else Fact("Programme", STANDALONE),
            Fact("Limb of the strategy", record.get_limb_display()),
            Fact("Sponsor portfolio", record.sponsor),
            Fact("Started", said(record.started_on)),
            Fact("Closed", said(record.closed_on) or "Not closed"),
        ]
