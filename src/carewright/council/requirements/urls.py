"""Addresses of the pages about packages to be placed."""

from django.urls import path

from carewright.council.requirements import acting, deciding, listing, views

urlpatterns = [
    path("to-place/", listing.requirements, name="requirements"),
    path("to-place/map/", listing.requirements_map, name="requirements_map"),
    path("to-place/offers/<str:ref>/", views.offer, name="offer"),
    path("to-place/offers/<str:ref>/answer/", acting.answer, name="answer_offer"),
    path("to-place/offers/<str:ref>/withdraw/", acting.withdraw_offer, name="withdraw_offer"),
    path("to-place/offers/<str:ref>/ask-next/", acting.ask_next, name="ask_next_approach"),
    path("to-place/offers/<str:ref>/allow-next/", deciding.allow_next, name="allow_next_approach"),
    path("to-place/offers/<str:ref>/documents/", acting.documents, name="release_documents"),
    path("to-place/offers/<str:ref>/later-start/", deciding.later_start, name="decide_later_start"),
    path("to-place/awards/<str:ref>/call/", acting.call, name="courtesy_call"),
    path("to-place/awards/<str:ref>/confirm/", acting.confirm, name="confirm_by_telephone"),
    path("to-place/awards/<str:ref>/withdraw/", acting.withdraw_acceptance, name="withdraw_acceptance"),
    path("to-place/<str:ref>/", views.requirement, name="requirement"),
    path("to-place/<str:ref>/evidence/", views.evidence, name="sourcing_evidence"),
    path("to-place/<str:ref>/evidence.pdf", views.evidence_pdf, name="sourcing_evidence_pdf"),
    path("to-place/<str:ref>/offer/", acting.make_offer, name="make_offer"),
    path("to-place/<str:ref>/split/", acting.split, name="split_requirement"),
    path("to-place/<str:ref>/permit/", deciding.permit, name="permit_non_contracted"),
    path("to-place/<str:ref>/decide/", deciding.decide, name="decide_when_exhausted"),
    path("to-place/<str:ref>/reassessment/", deciding.reassessment, name="agree_reassessment"),
    path("to-place/<str:ref>/risk/", deciding.risk, name="record_waiting_risk"),
]
