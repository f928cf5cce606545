"""Pictures as SVG: simple shapes that scale, with a pattern or a shape of its own for each part.

They read without colour, by day, by night and on paper. All texts are in ``title`` and ``desc`` for
those who do not see them. There is no script, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence

from coachcli.sharing.layout import EDGE, LINE, Drawing, laid_out
from coachcli.sharing.templating import fill_template
from coachcli.sharing.text_lines import TextLine, lines
from coachcli.values.pictures import Picture


def svg(picture: Picture) -> str:
    """A whole SVG file, with title and words in the picture."""
    head = [*lines(picture.title, 52), *([""] if picture.said else []), *lines(picture.said, 56)]
    drawing = laid_out(picture, len(head) * LINE + EDGE if head else 0)
    heading = len(lines(picture.title, 52))
    written = [TextLine(EDGE, EDGE + LINE * (n + 0.7), text) for n, text in enumerate(head) if text]
    return drawn(picture, "picture", drawing, written[:heading], written[heading:])


def inline(picture: Picture, name: str) -> str:
    """An ``<svg>`` element for a page, which says title and words itself.

    ``name`` is a word that no other picture of the page has. The page may include
    ``picture.css`` for colours; without it all is drawn in the colour of the text.
    """
    return drawn(picture, name, laid_out(picture, 0)).strip()


def drawn(
    picture: Picture,
    name: str,
    drawing: Drawing,
    heading: Sequence[TextLine] = (),
    words: Sequence[TextLine] = (),
) -> str:
    """The markup; a whole file where there is a heading."""
    return fill_template(
        "picture.svg",
        name=name,
        picture=picture,
        drawing=drawing,
        heading=heading,
        words=words,
        whole=bool(heading),
    )
