"""Areas of boxes, which lies in which, and which stands on which."""

from __future__ import annotations

from extractor.read.words import Box

EDGE = 3.5
"""Walls (points) that differ by less are one wall, or stand in line. Each box of a chart draws its own border, in lines
of up to 3 points (the widest of the usual border lists), laid on the wall or beside it, and each cell of a sheet rounds
its place on its own; boxes that are meant to stand apart are drawn twice as far from each other.
"""


def area(box: Box) -> float:
    """In square points; 0 for a box without width or height."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def spans(outer: Box, inner: Box) -> bool:
    """Is a box as wide as another at the least, wherever it stands on the height of the page?"""
    return outer[0] - EDGE <= inner[0] and inner[2] <= outer[2] + EDGE


def carries(upper: Box, lower: Box) -> bool:
    """Does a box hang on the lower wall of one that is as wide at the least?"""
    return abs(upper[3] - lower[1]) <= EDGE and spans(upper, lower)


def inside(inner: Box, outer: Box, slack: float = 2.0) -> bool:
    """Does a box lie in another one, ``slack`` points over its walls at the most?"""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )
