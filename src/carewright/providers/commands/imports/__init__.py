"""The market's files: the register, contracts, clusters, postcodes, and what the regulator publishes."""

from carewright.files.rejects import FileKind
from carewright.providers.commands.imports.contracts import CONTRACTS, import_contracts
from carewright.providers.commands.imports.places import (
    CLUSTERS,
    MSOAS,
    POSTCODES,
    import_clusters,
    import_msoas,
    import_postcodes,
)
from carewright.providers.commands.imports.register import PROVIDERS, import_providers
from carewright.providers.commands.imports.regulator import (
    DIRECTORY,
    RATINGS_PUBLISHED,
    import_regulator_directory,
    import_regulator_ratings,
)

__all__ = [
    "FILES",
    "import_clusters",
    "import_contracts",
    "import_msoas",
    "import_postcodes",
    "import_providers",
    "import_regulator_directory",
    "import_regulator_ratings",
]

FILES: tuple[FileKind, ...] = (PROVIDERS, MSOAS, CLUSTERS, CONTRACTS, POSTCODES, DIRECTORY, RATINGS_PUBLISHED)
"""The files of the market that can be loaded, in the order in which a new installation loads them."""
