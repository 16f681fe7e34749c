"""The pictures in docs/screens: small, each taken by `make screenshots`, each shown in the README."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "screens").glob("*.png"))
MOST_BYTES = 100_000


def test_every_picture_is_small():
    assert PICTURES
    assert [picture.name for picture in PICTURES if picture.stat().st_size > MOST_BYTES] == []


def test_the_readme_shows_the_pictures_that_there_are():
    shown = re.findall(r"docs/screens/([a-z-]+\.png)", (ROOT / "README.md").read_text())

    assert sorted(shown) == [picture.name for picture in PICTURES]


def test_every_picture_can_be_taken_again():
    tree = ast.parse((ROOT / "bin" / "take_screenshots.py").read_text())
    tables = [
        node.value for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "PICTURES"
    ]

    assert [f"{name}.png" for name in sorted(ast.literal_eval(key) for key in tables[0].keys)] == [
        picture.name for picture in PICTURES
    ]
