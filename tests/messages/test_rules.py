"""When a message is tried again, which addresses are addresses, and what a document's file is called."""

from datetime import timedelta
from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.messages.rules import file_name, is_address, next_try


def test_the_pauses_between_attempts_grow_and_end_after_ten(friday):
    moments = [again for attempts in range(1, 10) if (again := next_try(attempts, friday))]

    assert [moment - friday for moment in moments[:4]] == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
    assert len(moments) == 9
    assert moments == sorted(moments)
    assert next_try(10, friday) is None


@pytest.mark.parametrize("address", ["a@b.example", "o'neill+offers@sub.harbour.example", f"{'a' * 64}@b.example"])
def test_an_address(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.example", "a@b", "a@b..example", "ŵ@b.example", f"{'a' * 65}@b.example", "a@b.example\n"],
)
def test_not_an_address(address):
    assert not is_address(address)


@given(st.from_regex(r"[!-~]{1,20}@[a-z.-]{1,20}", fullmatch=True))
def test_whatever_passes_for_an_address_can_stand_in_a_header(text):
    if is_address(text):
        assert Address(addr_spec=text).addr_spec == text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Order SDO-1, version 2", "order-sdo-1-version-2.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a"; x="Ŵyn', "a-x-wyn.pdf"),
        ("你好", "document.pdf"),
    ],
)
def test_a_file_name_is_harmless(title, name):
    assert file_name(title) == name
