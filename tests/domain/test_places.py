"""Going back and forward between places."""

from gulagreader.domain.places import History, Place

A, B, C, HERE = Place("a"), Place("b"), Place("c"), Place("here")


def test_back_and_forward_return_to_where_the_reader_was() -> None:
    history = History().jumped(A).jumped(B)
    back = history.back(HERE)
    assert back is not None
    place, history = back
    assert place == B
    forward = history.forward(B)
    assert forward is not None
    assert forward[0] == HERE
    assert forward[1].behind == (A, B)


def test_there_is_no_way_back_from_the_first_place() -> None:
    assert History().back(HERE) is None
    assert History().forward(HERE) is None


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    back = History().jumped(A).back(HERE)
    assert back is not None
    assert back[1].jumped(C).ahead == ()


def test_jumping_twice_from_one_place_is_one_step_back() -> None:
    assert History().jumped(A).jumped(A).behind == (A,)


def test_only_the_latest_jumps_are_kept() -> None:
    history = History()
    for number in range(History.LIMIT + 5):
        history = history.jumped(Place(str(number)))
    assert len(history.behind) == History.LIMIT
    assert history.behind[0] == Place("5")
