"""Of whom, when and whether: text, and what is to be heard of the patient now, written as in `phrases_ru`."""

OTHERS = [
    ("у соседки прыгает веко", "!one-eyelid-flickers"),
    ("коллега моргает без конца, а у меня болит голова", "!frequent-blinking headache"),
    ("у дяди дрожат руки, он их прячет", "!hands-tremble"),
    ("папа дёргает головой, а у меня прыгает веко", "one-eyelid-flickers !head-trembles !neck-or-shoulder-jerks"),
    ("у меня и у брата дрожат руки", "hands-tremble"),
    ("сын часто моргает", "frequent-blinking"),
    ("Другу 18 лет, у него дрожат руки", "hands-tremble"),
    ("my neighbour's eyelid twitches", "!one-eyelid-flickers"),
    ("a friend of mine had a seizure, her tongue was bitten", "!big-seizure !tongue-bite-or-wetting"),
    ("my uncle's hands shake, I'm fine, my eyelid twitches", "!hands-tremble one-eyelid-flickers"),
    ("my mum blinks a lot but I do not, my cheek twitches", "!frequent-blinking cheek-twitches"),
    ("my son blinks a lot", "frequent-blinking"),
    ("My husband jerks in his sleep. Last week his jaw hit me hard on the forehead", "!head-injury-3-months"),
    ("My father is 70. His hands shake", "hands-tremble"),
]
OVER = [
    ("в школе часто моргал, потом всё прошло", "!frequent-blinking"),
    ("на сессии прыгало веко, с тех пор ни разу", "!one-eyelid-flickers"),
    ("раньше дёргалась щека, а теперь болит голова", "!cheek-twitches headache"),
    ("год назад стала чаще моргать", "frequent-blinking"),
    ("семь лет назад был неврит лицевого нерва, давно прошёл", "past-facial-palsy"),
    ("as a teen I blinked a lot, grew out of it", "!frequent-blinking"),
    ("my eyelid twitched at uni, never since", "!one-eyelid-flickers"),
    ("I had Bell's palsy six years ago", "past-facial-palsy"),
    ("two years ago my cheek began to twitch", "cheek-twitches"),
]
IMAGINED = [
    ("если перекосит лицо, вызывать скорую?", "!face-droop-sudden !facial-weakness"),
    ("а вдруг заболит голова?", "!headache"),
    ("боюсь, что начнётся судорога", "!big-seizure"),
    ("дёргается веко, когда это пройдёт?", "one-eyelid-flickers"),
    ("what if my face droops?", "!face-droop-sudden !facial-weakness"),
    ("would my hands shake from coffee?", "!hands-tremble"),
    ("suppose my arm goes numb, do I call someone?", "!new-neurological-deficit"),
    ("My eyelid twitches. Will it go away?", "one-eyelid-flickers"),
]
DENIED = [
    ("руки сами не двигаются", "!arms-hands-move"),
    ("температуры, двоения нет", "fever=absent double-vision=absent"),
    ("температуры и сыпи нет", "fever=absent"),
    ("температуры ни у кого, болит голова", "fever=absent headache"),
    ("нет ни температуры, ни двоения", "fever=absent double-vision=absent"),
    ("веко прыгает и не перестаёт", "one-eyelid-flickers"),
    ("дёргается не только веко", "one-eyelid-flickers"),
    ("no fever, confusion or double vision", "fever=absent confusion=absent double-vision=absent"),
    ("distraction doesn't stop it", "!stops-when-distracted"),
    ("my eyelid won't stop twitching", "one-eyelid-flickers"),
    ("no fever, my eyelid twitches", "fever=absent one-eyelid-flickers"),
    ("I am tearful and cannot sleep", "!eye-waters-nose-runs"),
    ("I am not aware of grinding at night", "!grinds-at-night"),
    ("a mouthful of tea, no worse than water", "!eating-or-speaking"),
    ("he squinted a lot and twitched his nose and mouth", "!half-face-contracts"),
    ("my left eyelid twitches and the corner of my mouth pulls", "half-face-contracts"),
]
DISPUTED = [
    ("Дрожат руки. Потом: руки не дрожат.", "hands-tremble", True),
    ("Дрожат руки. Болит голова.", "hands-tremble", False),
    ("Раньше дрожали руки. Теперь руки не дрожат.", "hands-tremble", False),
    ("My hands shake. My hands do not shake.", "hands-tremble", True),
    ("My hands shake. My head aches.", "hands-tremble", False),
]
