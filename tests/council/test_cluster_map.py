"""The map of clusters keeps within its frame, with the largest circle where most wait."""

from carewright.council.requirements.drawing import HEIGHT, WIDTH, drawn
from carewright.sourcing.queries import ClusterCount


def counted(name: str, at: tuple[float | None, float | None], red: int = 0, amber: int = 0, green: int = 1):
    return ClusterCount(f"CLU-{name}", name, "East", red, amber, green, latitude=at[0], longitude=at[1])


def test_north_is_up_and_east_is_right_and_all_is_within_the_frame() -> None:
    north, south, east = drawn(
        [counted("North", (51.5, 1.0)), counted("South", (51.1, 1.0)), counted("East", (51.3, 1.4), red=1)]
    ).circles

    assert north.y < south.y
    assert east.x > north.x
    for circle in (north, south, east):
        assert circle.radius < circle.x < WIDTH - circle.radius
        assert circle.radius < circle.y < HEIGHT - circle.radius


def test_the_worst_colour_and_the_size_tell() -> None:
    few, many = drawn([counted("Few", (51.5, 1.0), amber=1), counted("Many", (51.1, 1.0), red=1, green=8)]).circles

    assert (few.colour, many.colour) == ("amber", "red")
    assert few.radius < many.radius


def test_one_alone_is_in_the_middle_and_what_lies_nowhere_is_left_out() -> None:
    [circle] = drawn([counted("Whitstable", (51.36, 1.02)), counted("Outside", (None, None))]).circles

    assert (circle.x, circle.y) == (WIDTH / 2, HEIGHT / 2)
    assert drawn([]).circles == ()
