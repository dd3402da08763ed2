"""Things that belong together because they touch: a union-find forest over numbered things."""

from __future__ import annotations


class Unions:
    """Numbers from 0 on, joined pair by pair into groups. Joining and asking take nearly constant time."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, i: int) -> int:
        """The number that stands for the group of ``i``; it changes when groups are joined."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Makes one group of those of ``i`` and ``j``; that of ``j`` gives its root."""
        self._parent[self.root(i)] = self.root(j)
