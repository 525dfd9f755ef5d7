from tests.planning import Planning

def test_x(planning: Planning) -> None:
    planning.step("a"); planning.step("b")
    assert planning.titles("gathered")==["a","b"]
    print(planning.changes())
