"""Articles in several languages, from files to hits: words are found in the forms of their own language."""

from pathlib import Path

import pytest

import searchkit

FOLDER = Path(__file__).parent / "data" / "languages"
GERMAN, FRENCH, SPANISH = "de-kraftwerke.txt", "fr-cathedrale.txt", "es-volcan.txt"
RUSSIAN, UKRAINIAN, ENGLISH = "ru-stantsiya.txt", "uk-kakhovka.txt", "en-chandrayaan.txt"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    directory = tmp_path_factory.mktemp("languages") / "index"
    searchkit.index(FOLDER, index=directory)
    with searchkit.open(directory) as index:
        yield index


def found(index, text):
    results = index.search(text)
    assert not results.relaxed
    return {hit.id for hit in results}


def marked(index, text):
    (hit,) = index.search(text)
    return {hit.text[mark.start : mark.end] for mark in hit.marks}


def test_every_article_has_its_language(index):
    languages = {path.name: path.name[:2] for path in FOLDER.iterdir()}
    assert {key: index.get(key).language.value for key in languages} == languages
    assert {index.get(key).language.method.partition(":")[0] for key in languages} == {"detected"}
    assert {count.value: count.count for count in index.facets().language} == dict.fromkeys(
        languages.values(), 1
    )


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Angriffe", GERMAN),  # Angriff
        ("Reaktor", GERMAN),  # Reaktoren
        ("gaslieferung ausfälle", GERMAN),  # Gaslieferungen, Ausfall
        ("Stromnetze", GERMAN),  # Stromnetz
        ("cathédrales", FRENCH),  # cathédrale
        ("incendies détruits", FRENCH),  # incendie, détruit
        ("échafaudage", FRENCH),  # échafaudages
        ("plataforma", SPANISH),  # plataformas
        ("erupciones", SPANISH),  # erupción
        ("construcción", SPANISH),  # construcciones
        ("станции", RUSSIAN),  # станция
        ("двигателями", RUSSIAN),  # двигатели
        ("рекорды космонавтов", RUSSIAN),  # рекорд, космонавта
        ("греблю", UKRAINIAN),
        ("landing", ENGLISH),  # land, landed, lands
        ("rockets", ENGLISH),
    ],
)
def test_a_word_is_found_in_other_forms_of_its_language(index, text, article):
    assert found(index, text) == {article}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("kraftwerke OR atomkraftwerke", GERMAN),
        ("detruit charpente", FRENCH),
        ("erupcion", SPANISH),
        ("полет", RUSSIAN),  # полёт
        ("nächte WÜRTTEMBERG", GERMAN),
    ],
)
def test_accents_and_capitals_make_no_difference_to_any_form(index, text, article):
    assert found(index, text) == {article}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ('"kurz vor Mitternacht"', GERMAN),
        ('"tailleurs de pierre"', FRENCH),
        ('"la isla de La Palma"', SPANISH),
        ('"в плотные слои атмосферы"', RUSSIAN),
        ('"молодий вербовий ліс"', UKRAINIAN),
        ("=reaktoren", GERMAN),
        ("=греблі", UKRAINIAN),
        ("стан*", None),
        ("каховськ*", UKRAINIAN),
        ("brennst*", GERMAN),
        ("водосховіще~", UKRAINIAN),
        ("Atomkraftwerge~", GERMAN),
        ("cathedralle~", FRENCH),
    ],
)
def test_phrases_exact_words_prefixes_and_fuzzy_words_need_no_stems(index, text, article):
    assert found(index, text) == ({article} if article else {RUSSIAN, UKRAINIAN})


@pytest.mark.parametrize("text", ["=reaktor", "=волкан", '"kurz nach Mitternacht"'])
def test_an_exact_word_is_no_other_form_of_it(index, text):
    assert found(index, text) == set()


def test_a_language_narrows_a_search_to_its_articles(index):
    assert found(index, "lang:de nacht OR lang:uk уночі") == {GERMAN, UKRAINIAN}
    assert found(index, "станц* lang:uk") == {UKRAINIAN}
    assert found(index, "language:ru") == {RUSSIAN}


def test_the_stems_of_one_language_find_nothing_in_articles_of_another(index):
    """In German "Rates" is a form of "Rat", and in English it is not."""
    assert found(index, "rates") == {ENGLISH}
    assert found(index, "rat") == set()


def test_forms_are_marked_as_the_language_of_the_article_has_them(index):
    assert marked(index, "Angriffe") == {"Angriff"}
    assert marked(index, "станцию") == {"станция", "станции"}
    assert marked(index, "incendies") == {"incendie"}
    assert marked(index, "rate") == {"Rates"}


def test_a_word_counts_the_articles_of_all_languages(index):
    assert found(index, "2023") == {GERMAN, UKRAINIAN, ENGLISH}


def test_the_query_is_explained_without_the_languages_of_its_stems(index):
    assert "parsed  text:angriff|angriffe" in index.search("Angriffe").explain()
