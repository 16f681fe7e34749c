"""What each rule asks for, in a few words, for the figures about time limits."""

RULES = {
    "ACC-1": "Courtesy call to the person",
    "ACC-4": "Order sent",
    "ACC-6": "Financial assessment",
    "CHG-3": "Provider's change confirmed",
    "CHG-4": "Change beyond tolerance decided",
    "PRO-1": "Worse rating looked into",
    "PRO-2": "End of a contract planned",
    "REF-4": "Enablement start given",
    "REF-8": "Care found in the grace period",
    "SRC-3": "Offer answered",
    "SRC-4": "Answer after considering",
    "SRC-5": "Documents released",
    "SRC-8": "Decision on a provider without a contract",
    "SRC-9": "Decision on an existing provider",
    "SRC-11": "Decision on a later start",
    "SRC-23": "Decision when nobody is left",
    "VAR-2": "Variation answered",
    "VAR-3": "Price request answered",
    "WAIT-3": "Long wait acted on",
}
