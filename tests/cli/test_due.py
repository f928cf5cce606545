from driving import Coach


def test_everybody_in_the_rotation_is_listed_most_urgent_first(full: Coach) -> None:
    rows = full.json("due")["teachers"]
    assert len(rows) == 18
    late = [row["weeks_late"] > 0 for row in rows]
    assert late == sorted(late, reverse=True)
