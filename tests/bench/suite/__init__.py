"""The benches: Tenon beside its peers, on loopback, in the same run."""
