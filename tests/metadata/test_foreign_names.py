"""Places named in Ukrainian, Russian, German, French and Spanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata.declension import forms, plain
from searchkit.metadata.places import find_places


def found(text: str, language: str = "") -> dict[str, str | None]:
    return {place.quote: place.value.country for place in find_places(text, language=language)}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Київ", "Києві"),
        ("Львів", "Львова"),
        ("Харків", "Харковом"),
        ("Бахмут", "Бахмутом"),
        ("Тернопіль", "Тернополя"),
        ("Кривий", "Кривому"),
        ("Ріг", "Розі"),
        ("Донецька", "Донецькій"),
        ("Запоріжжя", "Запоріжжі"),
        ("Москва", "Москвы"),
        ("Россия", "России"),
        ("Чёрное", "Черного"),
        ("Сумы", "Сумах"),
    ],
)
def test_a_name_is_known_in_other_cases(name, form):
    assert plain(form) in forms(plain(name))


def test_places_are_found_in_all_cases():
    assert found("Із Києва та з-під Бахмута до Донецької області.") == {
        "Києва": "UA",
        "Бахмута": "UA",
        "Донецької області": "UA",
    }


def test_given_names_are_no_places():
    assert found("Володимир Зеленський подзвонив. Владимир Путин ответил.") == {}


def test_a_word_that_is_also_a_town_needs_a_preposition():
    assert found("Рівне число голосів. У Рівному тихо.") == {"Рівному": "UA"}


@pytest.mark.parametrize(
    ("language", "text", "name", "country"),
    [
        ("de", "Er flog nach Moskau.", "Moskau", "RU"),
        ("de", "Deutschlands Kanzler schwieg.", "Deutschlands", "DE"),
        ("fr", "Les États-Unis négocient.", "États-Unis", "US"),
        ("es", "Viajó a Londres el lunes.", "Londres", "GB"),
    ],
)
def test_names_of_the_language_of_a_text_are_known(language, text, name, country):
    assert found(text, language) == {name: country}


def test_names_of_towns_are_not_looked_for_in_other_languages():
    assert found("Kapstadt is a word.", "en") == {}


def test_a_noun_is_no_town():
    assert found("Der Plan der Bank liegt auf Halde, das Essen wird kalt.", "de") == {}


@given(st.text(max_size=40))
def test_every_word_has_forms(word):
    assert plain(word) in forms(plain(word)) if plain(word) else True


@given(st.text(alphabet="КиївМоскаДнцьобл -'’.ё", max_size=60))
def test_no_text_raises(text):
    find_places(text, language="uk")
