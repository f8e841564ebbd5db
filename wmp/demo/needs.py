"""What people of the demo force write in their passports: invented, and as plain as people write of themselves."""

from dataclasses import dataclass, replace
from decimal import Decimal

from welfare.passports.choices import AdjustmentKind as Kind


@dataclass(frozen=True)
class Thing:
    """One adjustment: what it costs, who supplies it ("" where nothing is ordered), working days until it is there."""

    kind: Kind
    what: str
    pounds: int = 0
    supplier: str = ""
    days: int = 10

    @property
    def cost(self) -> Decimal | None:
        return Decimal(self.pounds) if self.pounds else None


@dataclass(frozen=True)
class Need:
    """One person's story: sections 1, 2 and 4, what they ask for, what stands in the medical detail, and 4.1 and 5."""

    role: str
    impact: str
    barriers: str
    things: tuple[Thing, ...]
    comment: str
    advice: str
    diagnosis: str = ""
    varies: str = ""
    discussion: str = ""
    #: Something a posting has to respect, in words that name no reason.
    posting: str = ""


DYSLEXIA = Need(
    role="Response officer. Statements, crime reports and files, mostly on a laptop in the car or a shared desk.",
    impact="Long documents take me about twice as long, and I lose my place. My spelling goes when I am rushed.",
    barriers="White screens, dense forms, being asked to read aloud without notice, timed written tests.",
    things=(
        Thing(Kind.SOFTWARE, "Text-to-speech and spelling software", 210, "Northgate Assistive", 15),
        Thing(Kind.EQUIPMENT, "Screen filter, tinted", 45, "Midland Office Supplies", 10),
        Thing(Kind.TRAINING, "A quarter more time in written assessments", days=5),
    ),
    comment="Works hard on files already. Software and time would help; we can give a quiet desk for file days.",
    advice="Software first, with an hour's training. Assessments: tell Learning and Development in writing.",
    diagnosis="Dyslexia, assessed at school in 2009 and again by the force in 2021.",
)
BACK = Need(
    role="Control room operator, twelve-hour shifts at one desk.",
    impact="Sitting for longer than an hour brings pain that stays for the rest of the shift.",
    barriers="Fixed desks, chairs shared between shifts, breaks that move when it is busy.",
    things=(
        Thing(Kind.EQUIPMENT, "Sit-stand desk at one position", 640, "Brookfield Workplace", 25),
        Thing(Kind.EQUIPMENT, "Chair of their own, fitted", 480, "Brookfield Workplace", 20),
        Thing(Kind.HOURS, "Five minutes away from the desk every hour", days=3),
    ),
    comment="We can mark one position. Breaks are hard on Friday nights, but the team will cover.",
    advice="Workstation assessment first, so that desk and chair fit together.",
    diagnosis="Disc injury at L4/L5, physiotherapy since 2020.",
    varies="Cold and long drives make it worse. Some weeks I do not notice it.",
)
HEARING = Need(
    role="Investigator. Interviews, case conferences, court.",
    impact="I hear little on my left side and miss speech where several people talk.",
    barriers="Open offices, video meetings without captions, radio through one ear.",
    things=(
        Thing(Kind.SOFTWARE, "Captions switched on in video meetings", days=2),
        Thing(Kind.EQUIPMENT, "Headset that works with hearing aids", 320, "Clearline Audio", 20),
        Thing(Kind.WORKPLACE, "Desk with the wall on the left", days=8),
        Thing(Kind.SUPPORT, "Chair of a meeting says who speaks", days=3),
    ),
    comment="Happy with all of it. I did not know about the captions.",
    advice="Try the headset with the radio before it is ordered. Tell the court service through the case file.",
    diagnosis="Sensorineural loss on the left since birth; hearing aid.",
)
NIGHTS = Need(
    role="Neighbourhood officer on a pattern with nights.",
    impact="Nights unsettle my treatment: after two of them I am not safe to drive for a day.",
    barriers="Nights, and changes of shift at short notice.",
    things=(
        Thing(Kind.HOURS, "No nights: earlies and lates only", days=6),
        Thing(Kind.HOURS, "Four weeks' notice of a change of shift", days=6),
    ),
    comment="The team can carry it for six months. After that I need another officer on nights.",
    advice="Agreed until the specialist's next review; look again then.",
    diagnosis="Epilepsy, well controlled since 2018.",
    posting="No shifts between 22:00 and 06:00",
)
FOCUS = Need(
    role="Intelligence analyst.",
    impact="I do deep work well and lose it with each interruption. Noise and bright light wear me out.",
    barriers="Hot desks, overhead lights, unplanned calls, instructions given only by word of mouth.",
    things=(
        Thing(Kind.WORKPLACE, "The same desk each day, away from the door", days=5),
        Thing(Kind.EQUIPMENT, "Noise-cancelling headphones", 180, "Midland Office Supplies", 10),
        Thing(Kind.SUPPORT, "Tasks confirmed in writing", days=2),
    ),
    comment="All fine. We agreed on a sign for the desk that says when not to interrupt.",
    advice="Nothing to add. Look at the lighting with Estates when the floor is refitted.",
    diagnosis="Autism, diagnosed as an adult.",
    discussion="We walked through the office together and chose the desk.",
)
STAIRS = Need(
    role="Crime recording, at a station with two floors.",
    impact="I walk with a stick on most days. Stairs are slow and painful.",
    barriers="The team sits upstairs, and the lift stands still one week in four. Fire drills.",
    things=(
        Thing(Kind.WORKPLACE, "Desk on the ground floor", days=12),
        Thing(Kind.SUPPORT, "Personal evacuation plan", days=8),
        Thing(Kind.WORKPLACE, "Parking space near the door", days=10),
    ),
    comment="Half the team could move down with them. I have asked Estates.",
    advice="Evacuation plan now; do not wait for the desk.",
    diagnosis="Rheumatoid arthritis.",
    varies="Mornings are worst.",
    posting="Ground floor, or a building with a lift that works",
)
SIGHT = Need(
    role="Administration officer, forms and systems all day.",
    impact="Small print and low contrast are out of reach for me, and my eyes tire.",
    barriers="Systems that cannot be enlarged, paper forms, glare.",
    things=(
        Thing(Kind.EQUIPMENT, "Monitor of 32 inches on an arm", 420, "Midland Office Supplies", 15),
        Thing(Kind.SOFTWARE, "Screen magnifier", 380, "Northgate Assistive", 20),
        Thing(Kind.HOURS, "A short break from the screen every hour", days=2),
    ),
    comment="No difficulty. IT says that the magnifier has to be approved for the records system.",
    advice="Ask IT and Digital for the approval first: without it the order comes to nothing.",
    diagnosis="Macular dystrophy.",
)
ANXIETY = Need(
    role="Response officer in the second year.",
    impact="Since an incident last winter I sleep badly, and crowds bring it back.",
    barriers="Football duty, being sent alone, no time to talk after a bad job.",
    things=(
        Thing(Kind.DUTIES, "No public-order duty for six months", days=4),
        Thing(Kind.SUPPORT, "A named colleague to talk to after an incident", days=4),
        Thing(Kind.HOURS, "Time off for appointments on Tuesdays", days=3),
    ),
    comment="They are a good officer and I want to keep them. Crewed with an experienced colleague already.",
    advice="Review after three months with the holder alone.",
    diagnosis="Post-traumatic stress, in treatment since February.",
    posting="No public-order or football duty until September 2022",
)

# The cast's student: the filter is ordered and has a day, which is what they come to look for.
STUDENT_NEED = replace(DYSLEXIA, things=(DYSLEXIA.things[0], replace(DYSLEXIA.things[1], days=55), DYSLEXIA.things[2]))

NEEDS = (DYSLEXIA, BACK, HEARING, NIGHTS, FOCUS, STAIRS, SIGHT, ANXIETY)
