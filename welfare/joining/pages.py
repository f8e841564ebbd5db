"""Record pages: needs told before joining, dyslexia referrals, their assessments, Access to Work."""

from welfare.joining.access_page import AccessPage
from welfare.joining.assessment_page import AssessmentPage
from welfare.joining.notice_page import NoticePage
from welfare.joining.referral_page import ReferralPage
from wmp.lib.records import RecordPage

NOTICE_PAGE, REFERRAL_PAGE = NoticePage(), ReferralPage()
ASSESSMENT_PAGE, ACCESS_PAGE = AssessmentPage(), AccessPage()

PAGES: list[RecordPage] = [NOTICE_PAGE, REFERRAL_PAGE, ASSESSMENT_PAGE, ACCESS_PAGE]
