"""The server and nginx make the same of random requests, but for the rules of rules.py; longer runs: `differential`."""

import unittest

from comparison import Comparison
from reference import Nginx
from service import HttpTest

COUNT, SEED = 500, 1


class Differential(HttpTest):
    def test_random_requests_are_heard_or_refused_as_nginx_does(self):
        nginx = Nginx()
        self.addCleanup(nginx.close)
        comparison = Comparison(SEED, self.server.port, nginx.port)
        comparison.run(COUNT)
        self.assertEqual(comparison.faults, [])
        # Both kinds must be there, or the comparison says nothing.
        self.assertGreater(comparison.counts["both heard"], COUNT // 10)
        self.assertGreater(comparison.counts["both refused"], COUNT // 10)


if __name__ == "__main__":
    unittest.main()
