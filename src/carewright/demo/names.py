"""Names of people who do not exist, put together from lists. Pure."""

from dataclasses import dataclass
from random import Random

from carewright.demo.chance import drawn


@dataclass(frozen=True)
class Pool:
    """Given names of women and of men, and family names, of families from the same part of the world."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    language: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_LOCAL_FAMILIES = _words(
    "Abbott Allsop Arkwright Ashdown Atherley Bagshaw Barley Beecham Birtwell Blackmore Bramhall Brindley "
    "Broadbent Burgess Butterworth Carver Catchpole Chadwick Clegg Coombes Copley Crabtree Cresswell "
    "Dalby Denholm Dewhurst Draycott Duckworth Eastham Eccles Elwood Fairclough Fielding Flitcroft "
    "Garside Gladwell Goodall Greenhalgh Grimshaw Hallam Harcastle Haworth Hebden Hinchliffe Holdsworth "
    "Hornby Ibbotson Inman Jepson Kershaw Kettlewell Langley Larkin Leadbetter Littlewood Lockyer "
    "Longbottom Lumley Marsden Mellor Millichip Naylor Nuttall Oakden Ogden Oldroyd Openshaw Ormerod "
    "Padgett Peabody Pickles Pilling Plowright Quarmby Radcliffe Ramsbottom Redfern Rigby Rushworth "
    "Sedgley Shackleton Sidebottom Slater Snape Standish Stott Sugden Tattersall Thackray Thistlewood "
    "Tickle Tunnicliffe Underhill Varley Wadsworth Walmsley Weatherby Whitaker Widdop Wigglesworth "
    "Winstanley Yardley"
)

POOLS: dict[Pool, float] = {
    Pool(
        _words(
            "Doreen Maureen Beryl Edna Hilda Joyce Marjorie Sheila Brenda Jean Pamela Muriel Vera Dorothy Eileen "
            "Audrey Gwendoline Iris Mavis Norma Rita Sylvia Thelma Winifred Barbara Christine Gillian Hazel Janet "
            "Linda Lorraine Margaret Olive Patricia Rosemary Susan Valerie Wendy Zoë Chloé Gemma Kirsty"
        ),
        _words(
            "Albert Arthur Bernard Cyril Dennis Derek Donald Douglas Edwin Ernest Eric Frank Frederick Geoffrey "
            "George Gerald Gordon Harold Herbert Jack Kenneth Leonard Leslie Maurice Norman Percy Peter Raymond "
            "Reginald Ronald Roy Sidney Stanley Trevor Vernon Walter Wilfred Adrian Clive Graham Keith Malcolm "
            "Nigel Ryan Lewis"
        ),
        _LOCAL_FAMILIES,
    ): 66,
    Pool(
        _words(
            "Amarjit Balwinder Gurpreet Harbans Jasvir Kulwant Manjit Parminder Rajinder Satwant Surinder Anjali "
            "Hansa Jyoti Nirmala Pushpa"
        ),
        _words(
            "Avtar Baldev Gurdeep Harjinder Jagdish Kuldip Mohinder Piara Ranjit Sukhdev Tarlochan Bharat Dinesh "
            "Kantilal Mahesh Suresh"
        ),
        _words(
            "Bains Chahal Dhaliwal Gill Grewal Johal Kang Mann Nijjar Purewal Sandhu Uppal Chauhan Desai Mistry "
            "Parmar Solanki Vaghela"
        ),
        "Punjabi",
    ): 8,
    Pool(
        _words(
            "Amina Bushra Fatima Khadija Nasreen Parveen Rukhsana Shabana Tahira Yasmin Zubeida Hasina Jahanara Momtaz"
        ),
        _words(
            "Abdul Akram Bashir Farooq Ghulam Hanif Iqbal Javed Khalid Mahmood Nazir Rafiq Shafiq Tariq Mofiz Shahjahan"
        ),
        _words(
            "Abbasi Akhtar Aslam Begg Chaudhry Dar Hashmi Kazmi Khokhar Malik Mirza Qureshi Rana Siddiqui Miah Uddin"
        ),
        "Urdu",
    ): 6,
    Pool(
        _words(
            "Bernice Carmen Claudette Cynthia Delrose Enid Gloria Hyacinth Icilda Lurline Merlene Myrtle Pearl "
            "Una Verna"
        ),
        _words(
            "Aston Bevan Carlton Clifton Delroy Errol Everton Fitzroy Glenroy Hezekiah Lloyd Neville Rupert "
            "Winston Vivian"
        ),
        _words(
            "Bartley Brathwaite Dacres Forde Gayle Hinds Josephs Lattibeaudiere Maynard Nembhard Pinnock Samuels "
            "Tulloch Whyte"
        ),
    ): 5,
    Pool(
        _words("Abena Adaeze Bolanle Chidinma Efua Folake Grace Ifeoma Ngozi Olufunke Temitope Yetunde Esi Akosua"),
        _words("Adebayo Babatunde Chukwuemeka Emeka Femi Kofi Kwabena Kwame Obinna Olumide Tunde Yaw Sekou Ekow"),
        _words(
            "Abiodun Acheampong Adeyemi Afolabi Agyeman Boateng Danso Ezeani Nwachukwu Odusanya Ofori Okonjo "
            "Oyelaran Quaye"
        ),
    ): 4,
    Pool(
        _words("Agnieszka Barbara Danuta Ewa Grażyna Halina Irena Jadwiga Krystyna Małgorzata Stanisława Teresa Zofia"),
        _words(
            "Andrzej Bogdan Czesław Henryk Jerzy Kazimierz Leszek Łukasz Mirosław Ryszard Stanisław Tadeusz Zbigniew"
        ),
        _words(
            "Bielak Borowski Czajka Gajewski Jabłoński Krawiec Maciejak Ostrowski Pawlak Rogalski Sikora "
            "Wójtowicz Zięba"
        ),
        "Polish",
    ): 4,
    Pool(
        _words("Bríd Maeve Nuala Orla Siobhán Una Bronagh Ceri Eirlys Gwenllian Mair Myfanwy Siân Rhiannon"),
        _words("Aidan Cormac Declan Fergal Niall Oisín Padraig Dafydd Emrys Gareth Gethin Hywel Ieuan Rhys"),
        _words(
            "Brannigan Cassidy Devlin Geraghty Hanrahan Kinsella McAteer O'Shaughnessy Rafferty Bebb Cadwaladr "
            "Gittins Prosser Pugh"
        ),
    ): 5,
    Pool(
        _words("Mei-Ling Siu-Fong Wai-Yee Xiaomei Lan Thuy Hodan Ubah Ayşe Emine Fatma Leyla Shirin Nasrin"),
        _words("Chi-Keung Kwok-Wai Wing Minh Quang Abdirahman Warsame Cengiz Hüseyin Orhan Yusuf Bahram Kaveh Parviz"),
        _words("Cheung Kwan Leung Siu Trinh Vuong Farah Warsame Aydın Çelik Demirtaş Korkmaz Ardalan Farahani"),
    ): 2,
}


@dataclass(frozen=True)
class Name:
    """What somebody is called, the pronoun that goes with it, and the language they may prefer."""

    given: str
    family: str
    pronoun: str
    language: str

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


def a_name(rng: Random) -> Name:
    """Somebody's name. One in ten given names comes from another list than the family name."""
    pool = drawn(POOLS, rng)
    given = drawn(POOLS, rng) if rng.random() < 0.1 else pool
    is_woman = rng.random() < 0.58
    pronoun = drawn({"she": 96, "they": 4} if is_woman else {"he": 96, "they": 4}, rng)
    return Name(rng.choice(given.women if is_woman else given.men), rng.choice(pool.families), pronoun, pool.language)


class Names:
    """A run of names in which no two people are called the same until there are no more to be had."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def another(self) -> Name:
        """The next name, as far as possible one that nobody has yet."""
        name = a_name(self.rng)
        for _ in range(20):
            if name.full not in self.taken:
                break
            name = a_name(self.rng)
        self.taken.add(name.full)
        return name
