"""What is done to the register, contracts, clusters, capacity and sanctions."""

from carewright.providers.commands.clusters import declare_capacity, define_cluster, set_protocol_order
from carewright.providers.commands.contracts import (
    end_contract,
    make_contract,
    plan_contract_end,
    refresh_contract_watch,
    set_rate,
)
from carewright.providers.commands.price_requests import (
    accept_price_request,
    ask_price,
    refuse_price_request,
    withdraw_price_request,
)
from carewright.providers.commands.register import (
    amend_provider,
    note_regulator_change,
    register_provider,
    review_worse_rating,
)
from carewright.providers.commands.sanctions import impose_sanction, lift_sanction

__all__ = [
    "accept_price_request",
    "amend_provider",
    "ask_price",
    "declare_capacity",
    "define_cluster",
    "end_contract",
    "impose_sanction",
    "lift_sanction",
    "make_contract",
    "note_regulator_change",
    "plan_contract_end",
    "refresh_contract_watch",
    "refuse_price_request",
    "register_provider",
    "review_worse_rating",
    "set_protocol_order",
    "set_rate",
    "withdraw_price_request",
]
