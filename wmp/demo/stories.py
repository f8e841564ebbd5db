"""What is said in the demo force's welfare cases, by theme. All of it invented; nobody's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from welfare.cases.models import Theme


@dataclass(frozen=True)
class Story:
    """The words of cases about one theme. `weight` is how often it comes among a hundred cases."""

    weight: int
    resigns: str
    manager: str
    own: str
    tutor: str
    first_talk: str
    later: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    needs: str
    kept: str
    lost: str


STORIES: Mapping[Theme, Story] = {
    Theme.SHIFTS: Story(
        weight=24,
        resigns="Cannot make the shift pattern work with childcare.",
        manager="Swapped shifts four times this month and looks worn out. Has said nights are breaking things at home.",
        own="I am finding nights very hard with two small children and I do not know whom to ask.",
        tutor="Late for two mornings after nights. Told me the rota is the only thing wrong with the job.",
        first_talk="Partner works nights too. Enjoys the work itself. Had not heard of flexible working for students.",
        later=(
            "Went through the flexible working form together. Sergeant supports it.",
            "Fixed lates agreed for eight weeks from Monday. Sounds relieved.",
            "First fortnight on the new pattern went well.",
        ),
        tasks=(("Ask resourcing about a fixed pattern", "us"), ("Send the flexible working form", "officer")),
        needs="No single nights for eight weeks; lates are fine. Review with the sergeant at the end.",
        kept="Flexible working agreed; withdrew the thought of leaving.",
        lost="Pattern could be changed for eight weeks only; took a day job nearer home.",
    ),
    Theme.TRAUMA: Story(
        weight=14,
        resigns="The job is not what I thought. I keep going over one incident.",
        manager="First on scene at a child death three weeks ago. Quiet since, and avoids the van.",
        own="I went to something a while ago that I cannot put down. I would like to talk to somebody.",
        tutor="Asked to sit out a practical on first aid. I think something at work is behind it.",
        first_talk="Spoke for half an hour about how the weeks since have been. Wants to stay if support comes.",
        later=(
            "TRiM assessment was offered and taken up.",
            "Sleeping better. Counselling starts next week.",
            "Back on full duties with a different crew; says it feels lighter.",
        ),
        tasks=(("Ask the TRiM coordinator for a practitioner", "us"), ("Book the counselling session", "officer")),
        needs="A crew with an experienced officer; not first attender at sudden deaths for a month.",
        kept="TRiM and counselling used; wants to stay on response.",
        lost="Support was used, but decided that front-line work is not for them.",
    ),
    Theme.OPPORTUNITIES: Story(
        weight=12,
        resigns="Have been offered a post in the private sector with better pay.",
        manager="Talks of an interview elsewhere. A good officer whom I would hate to lose.",
        own="I have a job offer and would like to talk it through before I decide.",
        tutor="Asked how the degree would count with other employers.",
        first_talk="Offer is from a bank's fraud team. Likes investigating; sees no way there for two years.",
        later=(
            "Went through the detective pathway and what pension and pay look like in year three.",
            "Has spoken with an inspector in FCID about an attachment.",
        ),
        tasks=(("Arrange a talk with an FCID inspector", "us"), ("Send the pay and pension figures", "us")),
        needs="Attachment to an investigation team after independent patrol, if numbers allow.",
        kept="Attachment to FCID agreed for the summer; turned the offer down.",
        lost="Took the offer. Leaves on good terms and may come back.",
    ),
    Theme.HEALTH: Story(
        weight=26,
        resigns="Personal reasons. Has not been well.",
        manager="Sixth day off since Christmas. Says all is fine, but it does not look it.",
        own="I have not been well and have fallen behind. I do not want to lose my place.",
        tutor="Three assignments late; says concentration is the trouble. Was good in the first term.",
        first_talk="Things outside work weigh on them. Did not know what can be adjusted. Wants to stay.",
        later=(
            "Explained the adjustments passport and left it with them.",
            "Extension from the university confirmed in writing.",
            "Occupational health has seen them; recommendations are with the line manager.",
            "Back full time from next week.",
        ),
        tasks=(
            ("Ask the university for an extension", "university"),
            ("Remind the line manager of the OH referral", "manager"),
            ("Send the passport's first page", "officer"),
        ),
        needs="Near home; no more than four shifts in a row until the review.",
        kept="Adjustments in place and an extension given; carries on with the intake.",
        lost="Decided, after support, that the role is not good for their health.",
    ),
    Theme.MISCONDUCT: Story(
        weight=6,
        resigns="Resigns before a meeting with Professional Standards.",
        manager="Under investigation and on restricted duties. Needs somebody to talk to who is not part of it.",
        own="There is an investigation about me and I am not coping with the wait.",
        tutor="Has stopped coming to tutorials since being put on restricted duties.",
        first_talk="Cannot talk about the matter and was not asked to. Agreed to speak once a week.",
        later=("Federation representative is in touch.", "No date for the meeting yet. Coping."),
        tasks=(("Confirm the Federation contact", "officer"),),
        needs="Restricted duties away from the public until further notice.",
        kept="Investigation ended with learning only; back on the team.",
        lost="Left before the hearing.",
    ),
    Theme.PERFORMANCE: Story(
        weight=14,
        resigns="Does not feel able to reach the standard.",
        manager="Second action plan. Paperwork is the trouble; good with people.",
        own="I failed the module again and think I should go before I am told to.",
        tutor="Failed the evidence module twice. Regulation 13 has been mentioned to them.",
        first_talk="Thinks everybody has given up on them. Studying alone at night. Agreed to a plan for four weeks.",
        later=(
            "Study group started; tutor sits with them on Thursdays.",
            "Passed the resit.",
            "Action plan signed off by the assessment team.",
        ),
        tasks=(
            ("Agree study time with the sergeant", "manager"),
            ("Ask the assessment team for the action plan", "us"),
        ),
        needs="One protected study day a fortnight until the resit.",
        kept="Passed the resit; action plan is closed.",
        lost="Resigned before the Regulation 13 meeting.",
    ),
    Theme.TRANSFER: Story(
        weight=4,
        resigns="Moving back home; has applied to the force there.",
        manager="Wants to move nearer to family and asks how a transfer works in probation.",
        own="My family is two hours away. Can I transfer while I am a student officer?",
        tutor="Asked the university about carrying credits to another force's programme.",
        first_talk="Explained that a transfer in probation means resigning and applying anew, and what that risks.",
        later=("Is weighing it up with family.", "Has asked the other force for dates."),
        tasks=(("Ask recruitment how credits carry over", "us"),),
        needs="Rest days that join up for travel, where the rota allows.",
        kept="Stays to the end of probation and will transfer after it.",
        lost="Goes to another force.",
    ),
}

NO_ANSWER = ("Rang twice; no answer.", "Voicemail full. Sent a text.", "No reply to the message of Tuesday.")
ROUTINE = (
    "Short call. Steady; nothing new.",
    "Met in the canteen. Going well, and glad to be asked.",
    "Call before the weekend. Fine.",
)
PAUSED = ("On annual leave for a fortnight.", "Signed off; asked to be left alone until back.", "On a course away.")
UNREACHED = "Four tries by phone, message and through the sergeant. Knows where we are."
EMERGENCY = "Rang the team in tears from the car park; the officer in charge is on leave until Monday."
REOPENED = "Sergeant says the old worry is back."
