"""Addresses of the pages about referrals and enablement."""

from django.urls import path

from carewright.council.referrals import acts, drafting, enablement, views

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/list.csv", views.download, name="referrals_csv"),
    path("referrals/approvals/", views.approvals, name="approvals"),
    path("referrals/start/", drafting.start, name="start_referral"),
    path("referrals/start/needed/", drafting.start_needed, name="start_needed"),
    path("referrals/<str:ref>/", views.referral, name="referral"),
    path("referrals/<str:ref>/documents/<str:document_ref>/", views.document, name="referral_document"),
    path("referrals/<str:ref>/visits/<int:number>/remove/", drafting.remove_visit, name="remove_visit"),
    path("referrals/<str:ref>/forward/", acts.forward, name="forward_referral"),
    path("referrals/<str:ref>/authorise/", acts.authorise, name="authorise_spend"),
    path("referrals/<str:ref>/return/", acts.send_back, name="return_referral"),
    path("referrals/<str:ref>/complete/", acts.complete, name="complete_referral"),
    path("referrals/<str:ref>/refuse/", acts.refuse, name="refuse_referral"),
    path("referrals/<str:ref>/withdraw/", acts.withdraw, name="withdraw_referral"),
    path("referrals/<str:ref>/readiness/", acts.readiness, name="report_readiness"),
    path("referrals/<str:ref>/form/<slug:slug>/", drafting.step, name="referral_step"),
    path("enablement/", enablement.episodes, name="enablement"),
    path("enablement/ask/", enablement.ask, name="ask_enablement"),
    path("enablement/overstayers/", enablement.overstayers, name="overstayers"),
    path("enablement/bypasses/list.csv", enablement.bypasses_csv, name="bypasses_csv"),
    path("enablement/overstayers/list.csv", enablement.overstayers_csv, name="overstayers_csv"),
    path("enablement/bypasses/", enablement.bypasses, name="bypasses"),
    path("enablement/bypasses/review/", enablement.review, name="record_bypass_review"),
    path("enablement/<str:ref>/", enablement.episode, name="enablement_episode"),
    path("enablement/<str:ref>/start/", enablement.give_start, name="give_enablement_start"),
    path("enablement/<str:ref>/reject/", enablement.reject, name="reject_enablement"),
    path("enablement/<str:ref>/discharge/", enablement.discharge, name="plan_discharge"),
    path("enablement/<str:ref>/grace/", enablement.grace, name="start_grace_period"),
    path("enablement/<str:ref>/end/", enablement.end, name="end_enablement"),
]
