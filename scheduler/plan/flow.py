"""A largest flow in a network with whole capacities, by Dinic's algorithm: layers by breadth, blocking flows by depth."""


class Network:
    """Nodes are numbered from 0. Every edge has its reverse at the odd position beside it."""

    def __init__(self) -> None:
        self._out: list[list[int]] = []
        self._to: list[int] = []
        self._free: list[int] = []

    def node(self) -> int:
        """A new node."""
        self._out.append([])
        return len(self._out) - 1

    def edge(self, start: int, end: int, capacity: int) -> None:
        """An edge with a capacity from 0."""
        for a, b, free in ((start, end, capacity), (end, start, 0)):
            self._out[a].append(len(self._to))
            self._to.append(b)
            self._free.append(free)

    def largest(self, source: int, sink: int) -> int:
        """The value of a largest flow; the network then holds it."""
        value = 0
        while (level := self._levels(source))[sink] >= 0:
            start = [0] * len(self._out)
            while pushed := self._push(source, sink, level, start):
                value += pushed
        return value

    def reached(self, source: int) -> set[int]:
        """The nodes that the residual network leads to: after ``largest``, the source's side of the smallest least cut."""
        return {node for node, depth in enumerate(self._levels(source)) if depth >= 0}

    def _levels(self, source: int) -> list[int]:
        level = [-1] * len(self._out)
        level[source] = 0
        queue = [source]
        for node in queue:
            for e in self._out[node]:
                if self._free[e] and level[self._to[e]] < 0:
                    level[self._to[e]] = level[node] + 1
                    queue.append(self._to[e])
        return level

    def _push(self, source: int, sink: int, level: list[int], start: list[int]) -> int:
        """Push along one path of rising levels as much as it bears; ``start`` remembers each node's exhausted edges."""
        path: list[int] = []
        node = source
        while node != sink:
            while start[node] < len(self._out[node]):
                e = self._out[node][start[node]]
                if self._free[e] and level[self._to[e]] == level[node] + 1:
                    path.append(e)
                    node = self._to[e]
                    break
                start[node] += 1
            else:
                if not path:
                    return 0
                node = self._to[path.pop() ^ 1]
                start[node] += 1
        pushed = min(self._free[e] for e in path)
        for e in path:
            self._free[e] -= pushed
            self._free[e ^ 1] += pushed
        return pushed
