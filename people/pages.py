"""The record pages of the people app, each with the registers of what belongs to the record."""

from people.performance.pages import PAGES as PERFORMANCE
from people.probation.registers import PROBATION
from people.probation.views import ProbationPage
from people.promotion.pages import PAGES as PROMOTION
from people.promotion.registers import APPLICATIONS
from people.recruitment.pages import PAGES as RECRUITMENT
from people.talent.pages import PAGES as TALENT
from people.workforce.constraint_pages import PostingConstraintPage
from people.workforce.registers import POSTS, SPECIAL_DUTY
from people.workforce.views import PersonPage, PostPage
from wmp.lib.records import Part, RecordPage

PAGES: list[RecordPage] = [
    PersonPage(
        [
            Part("posts", "Posts", POSTS, "person", many=False),
            Part("probation", "Probation", PROBATION, "person", many=False),
            Part("applications", "Promotion applications", APPLICATIONS, "candidate", many=False),
            Part("special-duty", "Special duty hours", SPECIAL_DUTY, "person", many=False),
        ]
    ),
    PostPage(),
    PostingConstraintPage(),
    ProbationPage(),
]

__all__ = ["PAGES", "PERFORMANCE", "PROMOTION", "RECRUITMENT", "TALENT"]
