"""The vocabulary of the demo force: departments, reasons, names. All of it invented or everyday."""

from collections.abc import Mapping

# Department -> how many of a hundred officers below the top ranks work there, and of a hundred staff.
DEPARTMENTS: Mapping[str, tuple[int, int]] = {
    "Response": (29, 1),
    "NPU": (17, 3),
    "FCID": (15, 6),
    "PPU": (10, 5),
    "Operations": (8, 4),
    "Intelligence": (4, 7),
    "ROCU": (4, 4),
    "Custody": (3, 7),
    "Force Contact": (2, 19),
    "SOCEX": (2, 1),
    "Professional Standards": (2, 2),
    "Learning and Development": (2, 4),
    "Forensics": (1, 8),
    "Criminal Justice Services": (1, 9),
    "People and Organisational Development": (0, 5),
    "IT and Digital": (0, 6),
    "Corporate Asset Management": (0, 3),
    "Finance": (0, 2),
    "Change and Transformation": (0, 3),
    "Corporate Communications": (0, 1),
}
COMMAND_TEAM = "Force Executive"
DETECTIVES = ("FCID", "PPU")
NEIGHBOURHOOD = "NPU"
SPECIALS_AT = ("Response", "NPU", "Operations")

# Why somebody left, beside retirement, out of a hundred.
LEFT_BECAUSE = {"Resigned": 74, "Transferred to another force": 12, "Dismissed": 7, "Ill-health retirement": 6, "Died in service": 1}
RETIRED, RESIGNED, TRANSFERRED = "Retired", "Resigned", "Transferred to another force"
PROMOTED, MOVED_DEPARTMENT = "Promoted", "Moved department"
BECAME_OFFICER, MOVED_TO_STAFF = "Joined as police officer", "Moved to staff role"

# Self-defined ethnicity codes -> weight within their group.
WHITE_CODES = {"W1": 940, "W2": 22, "W3": 2, "W9": 36}
MINORITY_CODES = {
    "A1": 27,
    "A2": 21,
    "A3": 5,
    "A4": 2,
    "A9": 5,
    "B1": 13,
    "B2": 6,
    "B9": 2,
    "M1": 8,
    "M2": 2,
    "M3": 4,
    "M9": 3,
    "O2": 1,
    "O9": 1,
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


# Heritage -> women's first names, men's first names, last names.
NAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "British": (
        _words(
            "Abigail Alice Amanda Amy Angela Anna Bethan Bethany Caroline Catherine Charlotte Chloe Claire Daisy Dawn Deborah "
            "Eleanor Elizabeth Ella Emily Emma Fiona Georgia Grace Hannah Harriet Heather Helen Holly Imogen Isobel Jacqueline "
            "Jane Jessica Joanne Julie Karen Kate Kelly Laura Leanne Lisa Lucy Lynn Megan Michelle Molly Natalie Nicola Olivia "
            "Paula Phoebe Rachel Rebecca Rosie Ruth Sally Samantha Sarah Sharon Siân Sophie Stephanie Susan Tracey Vicky Zoe"
        ),
        _words(
            "Aaron Adam Adrian Alan Alex Andrew Anthony Ashley Barry Ben Bradley Callum Charlie Christopher Colin Connor Craig "
            "Daniel Darren David Dean Dylan Edward Elliot Gareth Gary George Graham Harry Ian Jack Jake James Jamie Jason Joe "
            "Jonathan Joshua Karl Keith Kevin Kyle Lee Lewis Liam Luke Mark Martin Matthew Michael Nathan Neil Nicholas Oliver "
            "Owen Paul Peter Philip Richard Robert Ross Ryan Sam Scott Simon Stephen Steven Stuart Thomas Tim Tom Wayne William"
        ),
        _words(
            "Adams Allen Ashworth Atkins Bailey Baker Barnes Bartlett Bates Beddoes Bennett Berry Bird Bishop Blake Bloxham Booth "
            "Bradley Brookes Brown Burrows Butler Carter Chambers Clarke Cole Collins Cooper Cox Crowther Dalton Davies Dawson "
            "Dixon Draper Dunn Edwards Elliott Ellis Evans Farmer Fellows Fisher Fletcher Foster Fox Freeman Garbett Gibbs Gough "
            "Grainger Gray Green Griffiths Hadley Hall Hancox Harper Harris Hart Harvey Hawkins Hayes Hickman Hill Hodgetts Holloway "
            "Holmes Homer Howell Hughes Hunt Jackson James Jarvis Jeavons Jenkins Johnson Jones Jukes Kendrick King Knight Lane "
            "Lawson Lewis Lloyd Lowe Marsh Marshall Mason Matthews Mills Mitchell Moore Morgan Morris Moss Newell Nicholls Nock "
            "Osborne Owen Palmer Parker Parkes Payne Pearson Perks Perry Phillips Pitt Poole Powell Pratt Preece Price Pritchard "
            "Reynolds Richards Roberts Robinson Rogers Round Rowley Russell Sadler Saunders Scott Shakespeare Sharpe Shaw Simmons "
            "Skidmore Smith Spencer Stanton Stevens Stone Tandy Taylor Thomas Thompson Tolley Tranter Turner Underhill Wakeman "
            "Walker Walters Ward Watkins Watson Webb West Westwood Wheeler White Whitehouse Wilkes Wilkinson Williams Willetts "
            "Wilson Wood Woodall Wright Yardley Yates Young"
        ),
    ),
    "Irish": (
        _words("Aisling Aoife Bríd Ciara Deirdre Eileen Gráinne Maeve Niamh Nuala Orla Róisín Sinéad Siobhán"),
        _words("Aidan Brendan Cathal Ciarán Conor Declan Dermot Eoin Fergal Kieran Niall Oisín Padraig Seán"),
        _words("Brennan Byrne Connolly Doyle Duffy Flanagan Gallagher Kelly Kennedy McCarthy Murphy Nolan O'Brien O'Connor O'Neill Quinn"),
    ),
    "European": (
        _words("Agnieszka Aleksandra Beata Daniela Elena Ewa Ioana Joanna Katarzyna Magdalena Małgorzata Monika Silvia Sofia"),
        _words("Adrian Andrei Dawid Giorgio Jakub Krzysztof Łukasz Marco Mateusz Paweł Piotr Radu Stefan Tomasz"),
        _words("Bianchi Dąbrowski Ferrari Georgiou Ionescu Kaczmarek Kowalczyk Lewandowski Mazur Nowak Petrov Popescu Silva Wójcik Zając"),
    ),
    "Indian": (
        _words("Amrit Anita Baljit Gurpreet Harpreet Jasmin Jaspreet Kiran Manjit Meera Neha Nisha Pooja Priya Ravinder Simran Sunita Tanvi"),
        _words("Amandeep Anil Arjun Balvinder Davinder Gurdeep Hardeep Harjit Jagdeep Jaspal Manoj Nikhil Raj Rohan Sandeep Sukhdeep Sunil Vikram"),
        _words("Athwal Bains Chand Chauhan Dhaliwal Dhillon Gill Grewal Johal Joshi Kang Lal Mehta Mistry Nagra Patel Rai Sahota Sandhu Sangha Sharma Sidhu Thandi Uppal"),
    ),
    "Pakistani": (
        _words("Aaliyah Aisha Amina Ayesha Fatima Hafsa Iqra Maryam Nadia Rukhsana Sabah Saima Samina Shazia Tahira Zainab Zara"),
        _words("Adeel Ahmed Asif Bilal Faisal Hamza Haroon Imran Irfan Kamran Mohammed Nadeem Omar Qasim Rashid Tariq Usman Waqas Yasin"),
        _words("Ahmed Akhtar Ali Anwar Aslam Begum Bashir Chaudhry Hussain Iqbal Javed Khan Mahmood Malik Mirza Mughal Qureshi Rafiq Raza Shah Sheikh Siddiqui Younis Zaman"),
    ),
    "Chinese": (
        _words("Jing Lian Mei Ming Wai Xin Yan Ying"),
        _words("Chun Hao Jun Kai Lok Wei Wing Zhen"),
        _words("Chan Cheung Fung Ho Lam Lau Leung Wong Yip Zhang"),
    ),
    "Caribbean": (
        _words("Alicia Angelique Beverley Camille Charmaine Danielle Jada Keisha Latoya Marcia Monique Natasha Sade Shanice Yvonne"),
        _words("Andre Carlton Clive Curtis Dwayne Errol Isaac Jermaine Leon Marcus Marlon Nathaniel Reuben Tyrone Winston"),
        _words("Blackwood Brown Campbell Clarke Daley Francis Gayle Gordon Grant Henry Lindo McKenzie Morrison Nembhard Palmer Reid Richards Samuels Stewart Walters Wynter"),
    ),
    "African": (
        _words("Abena Adaeze Adwoa Amara Chidinma Efua Folasade Hodan Makena Ngozi Nyasha Temitope Wanjiru Zawadi"),
        _words("Abdi Ade Chidi Emeka Farai Kofi Kwabena Kwame Musa Oluwaseun Sekou Tendai Tunde Yaw"),
        _words("Abubakar Adeyemi Asante Banda Boateng Chukwu Diallo Eze Kamara Mensah Moyo Mutasa Ncube Nwosu Okafor Okoro Osei Owusu Warsame"),
    ),
    "Arab": (
        _words("Dalia Huda Layla Noor Rania Salma Yasmin"),
        _words("Fadi Karim Khalid Mahmoud Omar Samir Youssef"),
        _words("Aziz Farah Haddad Hassan Mansour Nasser Saleh"),
    ),
}
# Where the names of each ethnicity code are drawn from.
HERITAGE: Mapping[str, tuple[str, ...]] = {
    "W1": ("British",),
    "W2": ("Irish",),
    "W3": ("Irish", "British"),
    "W9": ("European",),
    "A1": ("Indian",),
    "A2": ("Pakistani",),
    "A3": ("Pakistani",),
    "A4": ("Chinese",),
    "A9": ("Indian", "Pakistani"),
    "B1": ("Caribbean",),
    "B2": ("African",),
    "B9": ("Caribbean", "African"),
    "M1": ("Caribbean", "British"),
    "M2": ("African", "British"),
    "M3": ("Indian", "Pakistani", "British"),
    "M9": ("European", "Caribbean", "British"),
    "O2": ("Arab",),
    "O9": ("Arab", "Pakistani", "Indian"),
}
