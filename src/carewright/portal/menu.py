"""The portal's menu. An item shows when its page exists and the person may see it."""

from carewright.look.navigation import Item

MENU = (
    Item("Offers", "offers", "see_offers"),
    Item("Packages", "own_packages", "see_own_packages"),
    Item("Changes", "own_changes", "see_own_changes"),
    Item("Visits", "own_visits", "see_own_visits"),
    Item("Capacity", "own_capacity", "see_portal"),
    Item("Score", "own_score", "see_own_score"),
    Item("Your agency", "own_agency", "see_portal"),
)
