"""What only describes a complaint is left out where that complaint is not told; a danger sign never is."""

from mimika.usecases.story import case_of_story


def _heard(kb, text):
    return {o.finding: o.value for o in case_of_story(kb, text).observations}


def test_light_that_hurts_describes_a_headache_only(kb):
    assert "light-hurts" not in _heard(kb, "My eyes squeeze shut by themselves. Sunlight is unbearable.")
    assert _heard(kb, "My head hurts on one side. Light is unbearable.")["light-hurts"] is True


def test_a_red_eye_in_a_headache_is_no_sign_of_a_movement(kb):
    assert "eye-irritation" not in _heard(kb, "I have cluster headaches with a red eye and a runny nose.")


def test_an_explosive_start_in_a_day_is_meant_of_children(kb):
    text = "Overnight tics and fears of germs exploded."
    assert _heard(kb, f"My son is 7. {text}")["overnight-ocd-or-tics"] is True
    assert "overnight-ocd-or-tics" not in _heard(kb, f"I am 40. {text}")
