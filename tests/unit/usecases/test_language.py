"""Other languages are told apart from stories on any subject; short texts never are."""

import pytest

from mimika.intake import detect_language
from mimika.usecases.inputs import OtherLanguageError
from mimika.usecases.language import is_other_language
from mimika.usecases.story import case_of_story

OTHER = {
    "German": "Seit drei Wochen zuckt mein linkes Augenlid, besonders wenn ich müde bin. Was kann das sein?",
    "French": "Depuis trois semaines ma paupière gauche tressaute, surtout quand je suis fatigué. Que faire?",
    "Spanish": "Desde hace tres semanas me tiembla el párpado izquierdo, sobre todo cuando estoy cansado.",
    "Italian": "Da tre settimane mi trema la palpebra sinistra, soprattutto quando sono stanco.",
    "Polish": "Od trzech tygodni drga mi lewa powieka, zwłaszcza gdy jestem zmęczony.",
    "Turkish": "Üç haftadır sol göz kapağım seğiriyor, özellikle yorgun olduğumda beni rahatsız ediyor.",
    "Dutch": "Al drie weken trilt mijn linker ooglid, vooral als ik moe ben. Het stoort me op het werk.",
    "Ukrainian": "У мене вже три тижні смикається ліва повіка, особливо коли я втомлений.",
    "Bulgarian": "От три седмици ми трепти левият клепач, особено когато съм уморен. Пречи ми в работата.",
}
READ = [
    "My knee has hurt for two months when I climb stairs, and it swells in the evening.",
    "Rash on my legs since last week; itches badly; no new foods or soaps.",
    "Can you recommend a good recipe for apple pie with cinnamon and vanilla sauce?",
    "Уже два месяца болит колено при подъёме по лестнице, вечером отекает. Что делать?",
    "Посоветуйте хороший рецепт яблочного пирога с корицей и ванильным соусом на праздник",
    "Съешь ещё этих мягких французских булок, да выпей же чаю",
]
SHORT = ["eyelid twitch", "Augenlid zuckt seit drei Wochen", "веко", "повіка смикається", "HFS left"]


def is_other(kb, text):
    return is_other_language(text, kb.lexicons[detect_language(text)])


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_another_language_is_recognised_and_refused(kb, text):
    assert is_other(kb, text)
    with pytest.raises(OtherLanguageError):
        case_of_story(kb, text)


@pytest.mark.parametrize("text", READ)
def test_russian_and_english_on_any_subject_are_not(kb, text):
    assert not is_other(kb, text)


@pytest.mark.parametrize("text", SHORT)
def test_a_short_text_is_never_judged(kb, text):
    assert not is_other(kb, text)


def test_a_story_in_which_anything_was_heard_is_never_refused(kb):
    story = f"{OTHER['German']} {OTHER['French']} My left eyelid twitches."
    assert is_other(kb, story)
    assert case_of_story(kb, story).observations


@pytest.mark.parametrize(
    "story", ["Дёргается веко after Botox, doctor said myokymia", "У меня blepharospasm? Глаза зажмуриваются сами"]
)
def test_mixed_russian_and_english_is_read(kb, story):
    assert case_of_story(kb, story).complaints
