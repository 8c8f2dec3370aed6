"""Who sees what of a source that several code blind."""

from __future__ import annotations

from quoth.store.layers import Sight, sight


def test_what_each_sees_is_one_rule() -> None:
    both = ("ann", "ben")
    assert sight(both, (), ("ben",), "ann") is Sight.OWN_ALONE
    assert sight((), both, ("ben",), "ann") is Sight.OWN_ALONE
    assert sight(both, (), ("ben",), "ben") is Sight.ALL
    assert sight(both, (), ("ben",), "cho") is Sight.WITHOUT_LAYERS
    assert sight(both, (), both, "cho") is Sight.ALL
    assert sight((), (), (), "cho") is Sight.ALL
