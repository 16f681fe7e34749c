"""Every kind of file that can be loaded, by its name on the command line, in the order in which a council begins."""

from carewright.files.rejects import FileKind
from carewright.monitoring.commands.imports import FILES as VARIATIONS
from carewright.packages.commands.imports import FILES as PACKAGES
from carewright.people.commands.imports import FILES as PEOPLE
from carewright.providers.commands.imports import FILES as MARKET
from carewright.referrals.commands.imports import FILES as REFERRALS
from carewright.reviews.commands import FILES as REVIEWS

KINDS: dict[str, FileKind] = {
    kind.name: kind for kind in (*MARKET, *PEOPLE, *PACKAGES, *REFERRALS, *VARIATIONS, *REVIEWS)
}
