import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.importing.people import holds_email, name_of, names_a_mailbox


@pytest.mark.parametrize(
    ("words", "name", "dropped"),
    [
        ("Jane Doe", "Jane Doe", 0),
        ("Jane <jane@example.org>", "Jane", 1),
        ("jane@example.org (Jane Doe)", "Jane Doe", 1),
        ('"Jane" <mailto:jane@example.org>', "Jane", 1),
        ("jane@example.org", None, 1),
        ("Jane (a@b.example, c@d.example)", "Jane", 2),
        ("J@ne", None, 1),
        ("@jane", "@jane", 0),
        ("10.1.2.3", None, 1),
        ("[2001:db8::7]", None, 1),
        ("fe80::1%eth0", None, 1),
        ("1.2.3", "1.2.3", 0),
        ("Ada", "Ada", 0),
        ("", None, 0),
        (None, None, 0),
    ],
)
def test_a_name_is_kept_without_the_address_beside_it(
    words: str | None, name: str | None, dropped: int
) -> None:
    person = name_of(words)
    assert person.name == name
    assert sum(left.count for left in person.left_out) == dropped


@given(st.text(max_size=60))
def test_no_address_is_left_in_any_name(words: str) -> None:
    person = name_of(words)
    assert person.name is None or not holds_email(person.name)


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("http://y.example/?email=bob@y.example", True),
        ("http://y.example/?email=bob%40y.example", True),
        ("http://bob@y.example/", True),
        ("https://social.example/@bob", False),
        ("https://y.example/bob", False),
    ],
)
def test_an_address_of_the_web_may_hold_one_of_a_mailbox(url: str, holds: bool) -> None:
    assert names_a_mailbox(url) is holds
