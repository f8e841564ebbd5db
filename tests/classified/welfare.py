"""Welfare."""

CLASSIFIED: dict[str, str] = {
    "welfare.MedicalDetail": "conditions and treatment: the holder and RA officers",
    "welfare.NoticeNeed": "what recruitment was told of a need: RA officers, and nobody of the people team",
    "welfare.DyslexiaAnswers": "what somebody said before joining: RA officers, and the assessor of their assessment",
    "welfare.RiskAssessment": "what was found to be needed for somebody's safety: RA officers",
    "welfare.AssessmentOutcome": "what an assessor found: the assessor and RA officers",
    "welfare.OHReason": "mental or physical health, and what is asked: the person, RA officers who see their passport;"
    " figures, of the reason",
}
NOT_CLASSIFIED = {
    "welfare.Reminder": "that one of the team was reminded on a day, never of what",
    "welfare.KnownResignation": "the same record, for those besides who see the case that came of it",
    "welfare.WelfareCase": "the row rule suffices: the lead, the officer in charge, the queue, an emergency",
    "welfare.Closure": "the row rule suffices: whoever sees the case",
    "welfare.Contact": "the row rule suffices: whoever sees the case",
    "welfare.Entry": "the row rule suffices: whoever sees the case",
    "welfare.Task": "the row rule suffices: whoever sees the case",
    "welfare.Signal": "the row rule suffices: whoever sees the case, and whoever gave the signal",
    "welfare.Briefing": "the row rule suffices: whoever sees the case, and the line manager of today whom it is for",
    "welfare.OwnCase": "the row rule suffices: the officer whom the case is about",
    "welfare.CaseBreakGlass": "the row rule suffices: the lead, auditors, and whoever opened the case",
    "welfare.Document": "the row rule suffices: whoever sees the case",
    "welfare.DocumentRemoval": "the row rule suffices: whoever sees the case",
    "welfare.Attendance": "counts about nobody",
    "welfare.AbsenceReason": "counts about nobody",
    "welfare.PulseAnswer": "counts about nobody: no respondents are kept",
    "welfare.TrainingCount": "counts about nobody",
    "welfare.Assault": "an offence and its outcome, without the victim",
    "welfare.Practitioner": "training of those who support others: the row rule suffices, the team and the person",
    "welfare.Deployment": "days and a number, never who was helped: the row rule suffices",
    "welfare.ScreeningRound": "names nobody",
    "welfare.ScreeningCount": "counts about nobody",
    "welfare.WellbeingOffer": "names nobody",
    "welfare.OfferUse": "counts about nobody",
    "welfare.Passport": "the row rule suffices: its holder, and RA officers once it was sent",
    "welfare.PassportVersion": "the row rule suffices: besides, those whom that version is shared with",
    "welfare.Share": "the row rule suffices: besides, the one whom it is for",
    "welfare.ManagerAsked": "the row rule suffices: as the passport",
    "welfare.Comment": "the row rule suffices: besides, the line manager of today who wrote it",
    "welfare.Recommendation": "the row rule suffices: as the passport",
    "welfare.PassportReminder": "that somebody was reminded of a passport on a day: as the passport",
    "welfare.Review": "the row rule suffices: as the passport",
    "welfare.RecruitmentNotice": "who and when, never the need: RA officers, and whoever recorded it",
    "welfare.DyslexiaReferral": "the row rule suffices: RA officers",
    "welfare.FormLink": "days of a link, which cannot be made of them: RA officers",
    "welfare.RiskAlert": "that RA officers were told: as the referral",
    "welfare.Assessment": "names no condition: the assessor, RA officers, and the person once it was held",
    "welfare.AccessToWork": "the row rule suffices: the person and RA officers",
    "welfare.Adjustment": "names no condition: besides, those whom the passport is shared with, and who sees to it",
    "welfare.OHReferral": "where it stands, and not why: the person, and RA officers who carry it",
    "welfare.MadeReferral": "the same record, for the line manager of today who made it: a day, and whether it goes on",
    "welfare.OHAppointment": "days: the row rule suffices, as the referral",
    "welfare.OHRelease": "that managers may read the advice: the row rule suffices, as the referral",
    "welfare.OHRecommendation": "about work, not health: the person, whoever wrote it, RA officers who see the"
    " passport, and the line manager of today while the person lets them",
}
# Of each record about a person: its fields, none of which is classified.
ORDINARY_FIELDS: dict[str, str] = {
    "welfare.WelfareCase": "id reference person probation trigger status opened_on owner risk themes first_contact_due"
    " first_contact_on next_contact_due posting_needs manager_briefed_on paused_on paused_from reopened_on outcome"
    " closed_on",
    "welfare.Passport": "id holder status started_on sent_on agreed_on in_place_on review_due since ra_officer"
    " role working_pattern contact impact barriers varies if_unwell with_manager discussion",
    "welfare.OHReferral": "id reference person referred_by referred_on status consented_on ended_on"
    " asked_again_on first_appointment waits_since",
    "welfare.Briefing": "id case to text read_on at by",
    "welfare.RecruitmentNotice": "id name email joining_on intake person told_by received_on recorded_by status"
    " contacted_on settled_on outcome",
    "welfare.DyslexiaReferral": "id name email joining_on intake person entry status sent_by sent_on answered_on"
    " screened_on assessed_on risk_assessed_on",
    "welfare.AccessToWork": "id person started_on status encouraged_on applied_on assessed_on decided_on in_place_on"
    " award note alerted_on",
    "welfare.Practitioner": "id person scheme trained_on expires_on",
}
