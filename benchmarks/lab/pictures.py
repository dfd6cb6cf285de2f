"""Pictures of figures as SVG: a matrix with shaded cells, and curves. The same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

FONT = "font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\""
PAPER, INK, FAINT, LINE = "#ffffff", "#1f2328", "#59636e", "#d1d9e0"
SHADE = (9, 80, 174)
"""Of a cell that holds all of its row; less is lighter."""
COLOURS = ("#1f2328", "#0969da", "#bc4c00", "#1a7f37", "#8250df", "#cf222e")
DASHES = ("", "", "7 3", "2 3", "9 3 2 3", "12 4")
"""Curves are told apart by their dashes too."""
CELL = 88


class Frame(NamedTuple):
    """Where curves are drawn, in pixels."""

    left: int = 72
    top: int = 64
    width: int = 520
    height: int = 320

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Of a point in the unit square."""
        return self.left + x * self.width, self.top + (1 - y) * self.height


def picture(width: int, height: int, title: str, parts: Iterator[str]) -> str:
    """The whole file."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'{FONT} role="img" aria-label="{escape(title)}">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    return "\n".join([head, paper, text(24, 34, title, size=17, weight=600), *parts, "</svg>", ""])


def text(
    x: float, y: float, said: str, *, size: int = 14, anchor: str = "start", fill: str = INK, weight: int = 400,
    turned: bool = False,
) -> str:  # fmt: skip
    """A line of text; `turned`: from bottom to top."""
    turn = f' transform="rotate(-90 {x:g} {y:g})"' if turned else ""
    where = f'x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {where} fill="{fill}" font-weight="{weight}"{turn}>{escape(said)}</text>'


def line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A thin line."""
    return f'<path d="M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}" stroke="{LINE}" stroke-width="1"/>'


def matrix(title: str, labels: Sequence[str], counts: Sequence[Sequence[int]], axes: tuple[str, str]) -> str:
    """Counts in cells that are shaded by their share of the row. `axes` name the rows and the columns."""
    left, top = 132, 108
    side = CELL * len(labels)
    return picture(left + side + 28, top + side + 28, title, _matrix(labels, counts, axes, (left, top)))


def _matrix(
    labels: Sequence[str], counts: Sequence[Sequence[int]], axes: tuple[str, str], corner: tuple[int, int]
) -> Iterator[str]:
    left, top = corner
    middle = CELL * len(labels) / 2
    yield text(30, top + middle, axes[0], anchor="middle", fill=FAINT, turned=True)
    yield text(left + middle, top - 36, axes[1], anchor="middle", fill=FAINT)
    for number, (label, row) in enumerate(zip(labels, counts, strict=True)):
        centre = (number + 0.5) * CELL
        yield text(left - 12, top + centre + 5, label, anchor="end")
        yield text(left + centre, top - 12, label, anchor="middle")
        for column, count in enumerate(row):
            yield from _cell(left + column * CELL, top + number * CELL, count, sum(row) or 1)


def _cell(x: float, y: float, count: int, of: int) -> Iterator[str]:
    share = count / of
    fill = "#" + "".join(f"{round(255 - (255 - full) * share):02x}" for full in SHADE)
    yield f'<rect x="{x:g}" y="{y:g}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="{LINE}"/>'
    ink = PAPER if share > 0.5 else (INK if count else FAINT)
    if count:
        yield text(x + CELL / 2, y + CELL / 2 - 2, f"{share:.0%}", size=17, anchor="middle", fill=ink, weight=600)
        yield text(x + CELL / 2, y + CELL / 2 + 18, str(count), size=13, anchor="middle", fill=ink)
    else:
        yield text(x + CELL / 2, y + CELL / 2 + 5, "0", size=13, anchor="middle", fill=ink)


Points = Sequence[tuple[float, float]]


def curves(title: str, found: Mapping[str, Points], axes: tuple[str, str], mark: tuple[float, str]) -> str:
    """Curves over the unit square, at most six, the first one thick. `axes` name x and y; `mark` an x with its name."""
    frame = Frame()
    width, height = frame.left + frame.width + 150, frame.top + frame.height + 68
    return picture(width, height, title, _curves(frame, found, axes, mark))


def _curves(frame: Frame, found: Mapping[str, Points], axes: tuple[str, str], mark: tuple[float, str]) -> Iterator[str]:
    yield from _grid(frame, axes)
    (x, top), (_, bottom) = frame.place(mark[0], 1), frame.place(mark[0], 0)
    yield f'<path d="M{x:g} {top:g}V{bottom:g}" stroke="{FAINT}" stroke-width="1.5" stroke-dasharray="4 4"/>'
    yield text(x + 8, frame.place(0, 0.72)[1], mark[1], size=13, fill=FAINT)
    for number, points in enumerate(found.values()):
        yield _curve(frame, points, number)
    yield from _legend(frame, found)


def _grid(frame: Frame, axes: tuple[str, str]) -> Iterator[str]:
    for fifth in range(6):
        share = fifth / 5
        yield line(frame.place(0, share), frame.place(1, share))
        x, y = frame.place(0, share)
        yield text(x - 10, y + 5, f"{share:.0%}", size=13, anchor="end", fill=FAINT)
        x, y = frame.place(share, 0)
        yield text(x, y + 22, f"{share:.1f}", size=13, anchor="middle", fill=FAINT)
    x, y = frame.place(0.5, 0)
    yield text(x, y + 48, axes[0], anchor="middle", fill=FAINT)
    x, y = frame.place(0, 0.5)
    yield text(22, y, axes[1], anchor="middle", fill=FAINT, turned=True)


def _curve(frame: Frame, points: Points, number: int) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (frame.place(*point) for point in points))
    return f'<path d="M{path}" fill="none" stroke-linejoin="round" {_pen(number)}/>'


def _pen(number: int) -> str:
    dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
    return f'stroke="{COLOURS[number]}" stroke-width="{2 if number else 3.5:g}"{dash}'


def _legend(frame: Frame, found: Mapping[str, Points]) -> Iterator[str]:
    """Names in the order of the curves at the middle."""
    numbered = list(enumerate(found.items()))
    numbered.sort(key=lambda one: -one[1][1][len(one[1][1]) // 2][1])
    for place, (number, (name, _)) in enumerate(numbered):
        x, y = frame.left + frame.width + 20, frame.top + 20 + 26 * place
        yield f'<path d="M{x} {y - 5}h34" fill="none" {_pen(number)}/>'
        yield text(x + 42, y, name, weight=400 if number else 600)
