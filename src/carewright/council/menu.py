"""The council's menu. An item shows when its page exists and the person may see it."""

from carewright.look.navigation import Item

MENU = (
    Item("My work", "my_work", "see_my_work"),
    Item("Referrals", "referrals", "see_referrals"),
    Item("To place", "requirements", "see_requirements"),
    Item("Packages", "packages", "see_packages"),
    Item("People", "people", "see_people"),
    Item("Changes", "changes", "see_changes"),
    Item("Reviews", "reviews", "see_reviews"),
    Item("Providers", "providers", "see_providers"),
    Item("Quality", "quality", "see_quality"),
    Item("Reports", "reports", "see_reports"),
    Item("Settings", "settings", "see_who_may"),
)
