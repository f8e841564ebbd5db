"""What is written in a performance year of the demo force. All of it invented."""

# (name, wording) from the lowest value to the highest.
WHAT = (
    ("Not met", "Most objectives were not met, and the day-to-day work fell short of what the role asks for."),
    ("Partly met", "Some objectives were met. The day-to-day work was not always what the role asks for."),
    ("Met", "Objectives were met, and the day-to-day work was what the role asks for, all year."),
    ("Exceeded", "Objectives were exceeded, and others were helped to meet theirs."),
)
HOW = (
    ("Not shown", "The behaviours that we expect were often missing, and others felt it."),
    ("Shown at times", "The behaviours that we expect were shown, but not when it was difficult."),
    ("Shown", "The behaviours that we expect were shown, also when it was difficult."),
    ("Led by example", "Others learn from how this person goes about it, and say so."),
)
# Of a hundred ratings, how many have each value.
OF_A_HUNDRED = {"what": (2, 11, 67, 20), "how": (1, 9, 68, 22)}

FORCE = (
    ("Prevent harm: act early where a person, a place or an offender comes up again and again.", "Repeat demand"),
    ("Treat the public and each other so that they would ask for us again.", "Survey of victims, and of colleagues"),
)
DEPARTMENTS = {
    "Response": (
        ("Get to emergencies within the time that we promise.", "Share of graded calls attended in time"),
        ("Hand over investigations complete at the first time of asking.", "Files sent back"),
    ),
    "NPU": (
        ("Know the three problems that matter most to each neighbourhood, and solve one a quarter.", "Closed plans"),
        ("Visit every repeat victim of anti-social behaviour within a week.", "Visits recorded"),
    ),
    "FCID": (
        ("Tell every victim where their case stands at least once a month.", "Audit of contact"),
        ("Bring the oldest investigations to a decision.", "Cases older than a year"),
    ),
    "Force Contact": (
        ("Answer emergency calls at once, and others within the time that we promise.", "Time to answer"),
        ("Recognise who is vulnerable in the first minute of a call.", "Calls reviewed"),
    ),
}
INDIVIDUAL = (
    ("Finish the portfolio for independent patrol, with the tutor's sign-off.", "Signed off by the tutor"),
    ("Take statements that need no second visit.", "Statements sent back by the file team"),
    ("Lead the team's briefing once a week.", "Feedback of the team"),
    ("Run one problem-solving plan from the first visit to its review.", "The plan and its review"),
    ("Bring the file quality of my cases to nine in ten at the first time.", "File quality report"),
    ("Complete the course for investigators, and use it in three cases.", "Certificate, and a review of the cases"),
    ("Mentor a new colleague through their first six months.", "Talk with them and their tutor"),
    ("Bring the waiting list of my desk below ten days.", "Weekly report"),
)
CONVERSATIONS = (
    "Where the objectives stand, and a change of shift in the autumn. Agreed to shadow the file team for a day.",
    "Went through two recent jobs. Good grip of the scene; handovers to be written before the end of the shift.",
    "Talked about the next step. Interested in the sergeants' process; the workshop in May is booked.",
    "A hard month. Agreed to slow down on overtime, and to talk again in four weeks.",
)
YEAR_END = "Went through the year and both objectives. What went well, and one thing to work on next year, are agreed."
SELF_WHAT = "Both objectives are done. I am proudest of the handover sheet, which the other shifts use now as well."
SELF_HOW = "I have tried to be the one who stays calm. I still find it hard to say no to extra work."
EVIDENCE = (
    "Files sent back fell from one in four to one in twelve.",
    "Led the plan for the high street from the first visit to its review.",
    "Thanked by name in three letters this year.",
    "Carried the team's workload while two posts were vacant.",
)
WORRYING = (
    "Two complaints upheld, both about late updates to victims.",
    "Objectives were set late; the second could not be finished.",
    "Files sent back stay at one in three, in spite of a course and a mentor.",
)
LOWERED = "The evidence is of one event, and not of the whole year."
RAISED = "The panel saw the same evidence rated higher in the other teams of the department."
