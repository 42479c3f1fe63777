"""How much is measured, and with what."""

from dataclasses import dataclass

from .load import load
from .measuring import Comparison
from .workspace import Workspace


@dataclass(frozen=True)
class Extent:
    """How long a run may take."""

    rounds: int
    seconds: int
    starts: int  # of the server, when that is what is measured
    requests: int  # after which its memory must not have grown


FULL = Extent(rounds=5, seconds=2, starts=7, requests=1_000_000)
QUICK = Extent(rounds=1, seconds=1, starts=3, requests=50_000)


@dataclass
class Bench:
    workspace: Workspace
    extent: Extent

    @property
    def is_quick(self):
        return self.extent is QUICK

    def compare(self, kinds, method, path, **how):
        """The same request to each of the servers in turn."""
        servers = [self.workspace.running(kind) for kind in kinds]
        return Comparison.of({server.name: self.loading(server, method, path, **how) for server in servers}, self.extent)

    def loading(self, server, method, path, **how):
        return lambda: load(server, method, path, seconds=self.extent.seconds, **how)
