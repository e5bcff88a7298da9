"""What once was misheard, by its cause: text, and what is to be heard as in `phrases_ru`; `~kind` is `with_`."""

RUNNING_UNIT = [
    ("щека дёргается третий месяц", "duration-d=76.09"),
    ("второй день прыгает веко", "duration-d=1.5"),
    ("третью неделю сводит лицо", "duration-d=17.5"),
    ("идёт второй год, как трясётся голова", "duration-d=547.88"),
    ("на третий день приёма таблеток задёргалось веко", "!duration-d"),
    ("my cheek has twitched for the third day running", "duration-d=2.5"),
    ("for the second week my eyelid flickers", "duration-d=10.5"),
    ("my eyelid twitches every second day", "!duration-d"),
]
ELLIPSIS = [
    (
        "прыгает правое веко, а если устану, то и уголок рта",
        "one-eyelid-flickers mouth-corner-pulls half-face-contracts",
    ),
    ("трясутся руки, порой и подбородок", "hands-tremble movement"),
    ("и веко, и щека дёргаются", "one-eyelid-flickers cheek-twitches"),
    ("ноет висок и челюсть", "headache face_pain"),
    ("веко не дёргается, а щека дёргается", "cheek-twitches !half-face-contracts"),
    ("дрожат руки, а голова нет", "hands-tremble !neck-or-shoulder-jerks"),
    ("дёргается глаз, онемела щека", "one-eyelid-flickers !cheek-twitches"),
    ("my lid flutters and now and then my cheek too", "one-eyelid-flickers cheek-twitches half-face-contracts"),
    ("pain in my temple and jaw", "headache face_pain"),
    ("my eye twitches but my cheek is numb", "one-eyelid-flickers !cheek-twitches"),
    ("my hands tremble but not my head", "hands-tremble !neck-or-shoulder-jerks"),
]
SICK_RELATIVE = [
    ("My mum's hand shakes when it lies in her lap. She is 66.", "tremor-at-rest !family-tremor"),
    ("У мамы трясётся рука в покое. Ей 66.", "tremor-at-rest !family-tremor !family-same-movement"),
    ("Dad fidgets, his face grimaces. He is 52.", "grimaces !family-chorea-or-dementia"),
    ("My eye twitches. My mother has it too, she's 66.", "one-eyelid-flickers family-same-movement"),
]
OTHER_TIMES = [
    ("33 weeks, first baby, dull headache for two days", "duration-d=2~headache"),
    ("34 неделя, первая беременность, второй день болит голова", "duration-d=1.5~headache"),
    ("my eyelid twitches ten minutes after I get up", "!attack-length-s"),
    ("голова болит месяц, с каждой неделей хуже", "duration-d=30.44 !headache-days-month-d"),
    ("голова болит три раза в неделю", "headache-days-month-d=13"),
    ("my head hurts three times a week", "headache-days-month-d=13"),
    ("голова болит раз в неделю", "headache-days-month-d=4.3"),
    ("голова болит каждую неделю", "headache-days-month-d=4.3"),
    ("I have blinked a lot since ninth grade", "age-at-first-y=15"),
    ("моргаю с девятого класса", "age-at-first-y=15"),
    ("my jaw is stiff and loosens up by ten", "!age-at-first-y"),
]
SEVERAL_DURATIONS = [
    ("Года два назад стал чаще моргать, а три недели назад задёргалась щека", "duration-d=730.5"),
    ("Двадцать лет назад вырезали аппендикс, веко прыгает месяц", "duration-d=30.44"),
    ("Год как родила, веко дёргается неделю", "duration-d=7"),
    ("Пять лет пью эутирокс, щека дёргается месяц", "duration-d=30.44"),
    ("Месяц назад была ангина, стала гримасничать неделю назад", "duration-d=7"),
    ("Two years ago I began to blink more, three weeks ago my cheek started to twitch", "duration-d=730.5"),
    ("I have taken thyroxine for five years; my eyelid has twitched for a month", "duration-d=30.44"),
    ("I am 20 weeks pregnant and my eyelid has twitched for two days", "duration-d=2"),
]
STRESS = [
    ("как понервничаю, дёргается веко", "worse-with-stress !anxiety-or-depression"),
    ("на нервах дёргается щека", "worse-with-stress !anxiety-or-depression"),
    ("у меня депрессия и тревога", "anxiety-or-depression"),
    ("my eyelid twitches more when I am stressed", "worse-with-stress !anxiety-or-depression"),
    ("I blink when nervous", "!anxiety-or-depression"),
    ("panic attacks and my eye twitches", "anxiety-or-depression"),
]
FALSE_DANGERS = [
    ("сын во сне ударил меня головой, болит скула", "!head-injury-3-months face_pain"),
    ("всё сильнее болит голова", "!others-in-home-headache"),
    ("яркий свет ослепляет, жмурюсь", "!vision-loss-sudden !vision-change"),
    ("ночью не просыпается, утром моргает", "!reduced-consciousness"),
    ("нет сил терпеть, болит голова", "!weakness-generalised"),
    ("голова кружится, веко прыгает", "!headache unsteady"),
    ("трещинки на губах, дёргается глаз", "!wound-or-unvaccinated !stimulant-or-tic-drug"),
    ("мышцы подёргиваются по всему телу", "!rash-fever-mouth-sores-jaundice"),
    ("my headache is getting worse", "!thunderclap-headache headache"),
    ("I am confused about my eye twitch", "!confusion one-eyelid-flickers"),
    ("she had a fit of anger and blinks", "!big-seizure"),
    ("my son has had tics for a week", "!family-tics"),
    ("the family says my eyelid twitches", "!family-same-movement one-eyelid-flickers"),
    ("lower lid twitch", "!droopy-eyelid one-eyelid-flickers"),
    ("my arm has been weak for two years, slowly worse", "!arm-or-leg-weakness-sudden"),
]
NOT_SO = [
    ("ни боли, ни слабости, ни онемения щеки, прыгает веко", "facial-numbness=absent !face_pain"),
    ("сказали невралгия, а у меня дёргается щека", "cheek-twitches !face_pain"),
    ("Не опухоль ли мозга? Дёргается веко.", "one-eyelid-flickers !mri-brainstem-or-tumour"),
    ("Боюсь, что это эпилепсия. Это она? Дёргается веко.", "one-eyelid-flickers !known-epilepsy"),
    ("раньше была мигрень, теперь прыгает веко", "one-eyelid-flickers !headache"),
    ("neither fever nor double vision, my lid flickers", "fever=absent double-vision=absent"),
    ("they said neuralgia but my cheek twitches", "cheek-twitches !face_pain"),
    ("Can it be epilepsy? My lid flutters.", "one-eyelid-flickers !known-epilepsy"),
    ("nothing hurts, my cheek twitches", "cheek-twitches !face_pain"),
]
WRITTEN_ANYHOW = [
    ("u menya uzhe mesyac dergaetsya glaz", "one-eyelid-flickers duration-d=30.44"),
    ("веко дёргаеца", "one-eyelid-flickers"),
    ("У МЕНЯ БОЛИТ ГОЛОВА И ДЁРГАЕТСЯ ВЕКО", "headache one-eyelid-flickers"),
    ("начала пить Zoloft, сжимаю челюсть", "antidepressant jaw-clenching"),
    ("dont know why but my eyelid twitches", "one-eyelid-flickers"),
    ("my eylid is twiching", "one-eyelid-flickers"),
]
STANDS_WITH = [
    (
        "Голова болит справа две недели, а левый глаз прыгает третий день",
        "duration-d=14~headache duration-d=2.5~movement",
    ),
    ("Болит щека. Уже полгода.", "duration-d=182.62~face_pain"),
    ("Болит голова, приступ длится два дня. Ещё дёргается веко.", "attack-length-s=172800~headache"),
    (
        "My head has throbbed for two days, my lid has flickered for a month",
        "duration-d=2~headache duration-d=30.44~movement",
    ),
    ("My jaw aches on the left", "side=one-side~face_pain"),
]
PEOPLE = [
    ("My husband's hands shake since he stopped drinking. He's 46.", 46, "male"),
    ("У мамы трясётся рука в покое. Ей 66.", 66, "female"),
    ("My eye twitches. My mother has it too, she's 66.", None, None),
    ("My son blinks. His teacher noticed, she is 40.", None, "male"),
    ("Мне за сорок, дёргается веко", 45, None),
    ("мужчина, 40 лет, дёргается щека", 40, "male"),
    ("я женщина, дёргается щека", None, "female"),
    ("Мой муж говорит, что у меня дёргается веко", None, "female"),
    ("Моему мужу пятьдесят, дрожат руки", 50, "male"),
    ("Мальчику шесть, моргает", 6, "male"),
    ("У дочки три года моргание", None, "female"),
    ("Мама третий год моргает", None, "female"),
    ("У сестры был рак, а у меня прыгает веко", None, None),
    ("стал ронять вещи, дрожат пальцы", None, "male"),
    ("I'm in my forties and my eyelid twitches", 45, None),
    ("F, 34, twitching eyelid", 34, "female"),
    ("34M, twitching eyelid", 34, "male"),
    ("My nephew, twelve, blinks", 12, "male"),
    ("My husband says my eyelid twitches", None, "female"),
    ("My aunt had a stroke, I just have a twitchy eyelid", None, None),
]

# What is told of the usual attack is not so of this one; without another it is.
NOT_THE_USUAL = (
    (
        "Usually my migraine makes me sick and light bothers me. This time I see double.",
        "double-vision !nausea-with-headache !light-hurts",
    ),
    ("My head usually hurts on the right, I feel sick and light bothers me.", "nausea-with-headache light-hurts"),
    (
        "Обычно при мигрени тошнит и рвёт, болит день-два. В этот раз болит иначе, двоится в глазах.",
        "double-vision !nausea-with-headache !vomits-with-headache !headache-duration-d",
    ),
    ("Голова обычно болит справа, тошнит, мешает свет.", "head-side=one-side nausea-with-headache light-hurts"),
    ("Болит голова, без диет, пульс 105.", "palpitations"),
)
