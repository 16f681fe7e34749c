"""The words of the letter before a review programme, in each language in which there are any (REV-9).

The Welsh and the Polish are supplied with the program; a council has them read by its own translators before it uses
them. For any other language there is no text, and none is made up: the letter goes in English, says that a translated
copy is to come, and is marked so that somebody has the copy made.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from carewright.messages.wording import Wording


@dataclass(frozen=True)
class Text:
    """The letter in one language. `{council}`, `{team}`, `{month}`, `{contact}`, `{person}` stand for what is told."""

    code: str
    region: str
    names: tuple[str, ...]
    title: str
    greeting: str
    opening: tuple[str, ...]
    next_heading: str
    next: tuple[str, ...]
    help_heading: str
    help: tuple[str, ...]
    closing: str
    copy_to: str
    reference: str
    page: tuple[str, str]
    months: tuple[str, ...]

    def month_words(self, month: date) -> str:
        """`March 2018`, in this language."""
        return f"{self.months[month.month - 1]} {month.year}"


ENGLISH = Text(
    code="en",
    region="GB",
    names=("english",),
    title="A review of your care and support",
    greeting="Dear {person}",
    opening=(
        "We are reviewing the care and support that people get from {council}. Your review is planned for {month}.",
        "A review is a conversation about what works well for you and what you would like to change. Your care does "
        "not change before it.",
    ),
    next_heading="What happens next",
    next=(
        "Somebody from {team} will telephone you to agree a day and a time.",
        "A member of your family, a friend or an advocate can be with you.",
    ),
    help_heading="If you need help",
    help=("Contact us: {contact}", "Tell us if you would like this letter in another way."),
    closing="Yours sincerely",
    copy_to="A copy of this letter goes to {names}.",
    reference="Our reference: {reference}",
    page=("Page", "of"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
)  # fmt: skip

EASY_READ = Text(
    code="en",
    region="GB",
    names=(),
    title="We want to talk about your care",
    greeting="Hello {person}",
    opening=(
        "This letter is from {council}.",
        "We help to plan your care.",
        "We want to talk with you about your care.",
        "This is called a review.",
        "Your review will be in {month}.",
        "Your care stays the same until then.",
    ),
    next_heading="What will happen",
    next=(
        "Somebody will phone you.",
        "They work in {team}.",
        "You can choose a day and a time.",
        "You can have somebody with you.",
        "It can be your family, a friend or an advocate.",
        "An advocate helps you to say what you want.",
    ),
    help_heading="If you need help",
    help=("You can ask us questions.", "This is how to reach us: {contact}"),
    closing="From",
    copy_to="We also send this letter to {names}.",
    reference=ENGLISH.reference,
    page=ENGLISH.page,
    months=ENGLISH.months,
)

TO_THE_ADVOCATE = Text(
    code="en",
    region="GB",
    names=(),
    title="A review of care and support",
    greeting="Dear {advocate}",
    opening=(
        "You are the advocate of {person}. We write to you for them, as they have asked.",
        "We are reviewing the care and support that people get from {council}. Their review is planned for {month}.",
        "A review is a conversation about what works well and what should change. Their care does not change before "
        "it.",
    ),
    next_heading="What happens next",
    next=(
        "Please tell {person} about this letter in the way that suits them.",
        "Somebody from {team} will telephone you to agree a day and a time at which you can be with them.",
    ),
    help_heading="If you need help",
    help=("Contact us: {contact}", "Tell us if you no longer act for them, so that we can write to somebody else."),
    closing=ENGLISH.closing,
    copy_to=ENGLISH.copy_to,
    reference=ENGLISH.reference,
    page=ENGLISH.page,
    months=ENGLISH.months,
)

WELSH = Text(
    code="cy",
    region="GB",
    names=("welsh", "cymraeg"),
    title="Adolygiad o'ch gofal a'ch cymorth",
    greeting="Annwyl {person}",
    opening=(
        "Rydym yn adolygu'r gofal a'r cymorth y mae pobl yn eu cael gan {council}. Mae eich adolygiad chi wedi'i "
        "gynllunio ar gyfer {month}.",
        "Sgwrs yw adolygiad am yr hyn sy'n gweithio'n dda i chi a'r hyn yr hoffech ei newid. Ni fydd eich gofal yn "
        "newid cyn yr adolygiad.",
    ),
    next_heading="Beth fydd yn digwydd nesaf",
    next=(
        "Bydd rhywun o {team} yn eich ffonio i drefnu diwrnod ac amser.",
        "Gall aelod o'r teulu, ffrind neu eiriolwr fod gyda chi.",
    ),
    help_heading="Os oes angen help arnoch",
    help=(
        "Os nad ydych yn siŵr am rywbeth, cysylltwch â ni: {contact}",
        "Dywedwch wrthym os hoffech gael y llythyr hwn mewn ffordd arall.",
    ),
    closing="Yn gywir",
    copy_to="Anfonir copi o'r llythyr hwn at {names}.",
    reference="Ein cyfeirnod: {reference}",
    page=("Tudalen", "o"),
    months=(
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
        "Rhagfyr",
    ),
)  # fmt: skip

POLISH = Text(
    code="pl",
    region="PL",
    names=("polish", "polski"),
    title="Przegląd Państwa opieki i wsparcia",
    greeting="Szanowni Państwo",
    opening=(
        "Dokonujemy przeglądu opieki i wsparcia, które zapewnia {council}. Państwa przegląd jest planowany na: "
        "{month}.",
        "Przegląd to rozmowa o tym, co działa dobrze, a co chcieliby Państwo zmienić. Do czasu przeglądu opieka się "
        "nie zmieni.",
    ),
    next_heading="Co będzie dalej",
    next=(
        "Ktoś z zespołu {team} zadzwoni, aby uzgodnić dzień i godzinę.",
        "Może Państwu towarzyszyć członek rodziny, znajomy lub niezależny rzecznik (advocate).",
    ),
    help_heading="Jeśli potrzebują Państwo pomocy",
    help=(
        "Prosimy o kontakt: {contact}",
        "Proszę dać nam znać, jeśli wolą Państwo otrzymać ten list w innej formie.",
    ),
    closing="Z poważaniem",
    copy_to="Kopię tego listu otrzymuje: {names}.",
    reference="Nasz znak: {reference}",
    page=("Strona", "z"),
    months=(
        "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
        "listopad", "grudzień",
    ),
)  # fmt: skip


def letter_for_somebody() -> Wording:
    """To an advocate, with the letter to the person whom they speak for: it names nobody, the letter does."""
    return Wording(
        subject="A letter about somebody whom you speak for",
        paragraphs=[
            "We write to you as the advocate of somebody whose care and support we are going to review.",
            "The letter is attached. Please tell them about it in the way that suits them.",
        ],
    )


TRANSLATIONS = (WELSH, POLISH)
COPY_TO_COME = "A copy of this letter in your language ({language}) is to come."


def text_in(language: str) -> Text | None:
    """The letter in a language by its name, in English or its own; None when there is no text in it."""
    asked = _plain(language)
    return next((text for text in (ENGLISH, *TRANSLATIONS) if asked in text.names), None)


def _plain(language: str) -> str:
    letters = unicodedata.normalize("NFKD", language.casefold())
    return "".join(letter for letter in letters if letter.isalpha() or letter == " ").strip()
