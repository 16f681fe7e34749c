"""The map of clusters as an SVG made here: a circle where each lies, the larger the more wait, its colour the worst."""

from dataclasses import dataclass
from math import cos, radians, sqrt

from carewright.sourcing.queries import ClusterCount

WIDTH, HEIGHT, MARGIN = 640, 440, 60
SMALLEST, LARGEST = 14, 34


@dataclass(frozen=True)
class Circle:
    """A cluster as drawn: where, how large, which colour, and its words."""

    x: float
    y: float
    radius: float
    colour: str
    count: int
    name: str
    ref: str
    label_y: float


@dataclass(frozen=True)
class Drawing:
    """The whole drawing; clusters whose place is not known are in the table alone."""

    width: int
    height: int
    circles: tuple[Circle, ...]


def drawn(counted: list[ClusterCount]) -> Drawing:
    """Circles at the clusters' places, north up, in the middle of the drawing and apart from its edges."""
    placed = [(one, one.longitude, one.latitude) for one in counted]
    known = [(one, x, y) for one, x, y in placed if x is not None and y is not None]
    if not known:
        return Drawing(WIDTH, HEIGHT, ())
    north = sum(y for _, _, y in known) / len(known)
    flat = [(one, x * cos(radians(north)), -y) for one, x, y in known]
    most = max(one.total for one, _, _ in flat)
    scale, across, down = _fit([(x, y) for _, x, y in flat])
    return Drawing(WIDTH, HEIGHT, tuple(_circle(one, x * scale + across, y * scale + down, most) for one, x, y in flat))


def _fit(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Pixels to a degree, and how far to move across and down to have them in the middle."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, tall = max(xs) - min(xs) or 0.01, max(ys) - min(ys) or 0.01
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    return scale, WIDTH / 2 - scale * (max(xs) + min(xs)) / 2, HEIGHT / 2 - scale * (max(ys) + min(ys)) / 2


def _circle(one: ClusterCount, x: float, y: float, most: int) -> Circle:
    colour = "red" if one.red else "amber" if one.amber else "green"
    radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(one.total / most)
    return Circle(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        colour=colour,
        count=one.total,
        name=one.name,
        ref=one.ref,
        label_y=round(y + radius + 14, 1),
    )
