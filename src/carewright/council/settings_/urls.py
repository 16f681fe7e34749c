"""Addresses of settings pages."""

from django.urls import path

from carewright.council.settings_ import keys, policies, policy, units, users, views, what_if

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("who-may-do-what/", views.who_may, name="who_may"),
    path("settings/policy/", policy.policy_in_force, name="policy_in_force"),
    path("settings/policies/", policies.policies, name="policies"),
    path("settings/policies/draft/", policies.draft_policy, name="draft_policy"),
    path("settings/policy/<str:version>/", policy.one_policy, name="policy"),
    path("settings/policy/<str:version>/changes/", policy.policy_changes, name="policy_changes"),
    path("settings/policy/<str:version>/what-if/", what_if.policy_what_if, name="policy_what_if"),
    path("settings/policy/<str:version>/what-if.csv", what_if.policy_what_if_csv, name="policy_what_if_csv"),
    path("settings/policy/<str:version>/timeline/", policy.policy_timeline, name="policy_timeline"),
    path("settings/policy/<str:version>/file/", policy.policy_file, name="policy_file"),
    path("settings/policy/<str:version>/activate/", policies.activate_policy, name="activate_policy"),
    path("settings/policy/<str:version>/discard/", policies.discard_policy, name="discard_policy"),
    path("settings/units/", units.units, name="units"),
    path("settings/units/add/", units.add_unit, name="add_unit"),
    path("settings/users/", users.users, name="users"),
    path("settings/users/add/", users.add_user, name="add_user"),
    path("settings/users/<str:ref>/", users.user, name="user"),
    path("settings/users/<str:ref>/disable/", users.disable_user, name="disable_user"),
    path("settings/users/<str:ref>/enable/", users.enable_user, name="enable_user"),
    path("settings/users/<str:ref>/roles/council/", users.grant_council_role, name="grant_council_role"),
    path("settings/users/<str:ref>/roles/provider/", users.grant_provider_role, name="grant_provider_role"),
    path("settings/users/<str:ref>/roles/withdraw/", users.withdraw_role, name="withdraw_role"),
    path("settings/users/<str:ref>/keys/issue/", keys.issue_key, name="issue_key"),
    path("settings/users/<str:ref>/keys/revoke/", keys.revoke_key, name="revoke_key"),
]
