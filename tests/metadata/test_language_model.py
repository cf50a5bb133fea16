"""The model of py3langid without its temporary file, for many texts at once."""

import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from searchkit.metadata.language_model import read_model

CODES = ("de", "en", "eu", "sr", "uk")  # the model knows Serbian in two scripts
TEXTS = (
    "Officials said that the bridge had been closed.",
    "Міст закрили вночі, і роботи триватимуть до кінця тижня.",
    "Мост је затворен ноћас, а радови ће трајати до краја недеље.",
    "Zubia gauean itxi zuten eta lanek aste amaiera arte iraungo dute.",
    "DIE BRÜCKE WURDE GESPERRT",
)


@pytest.fixture(scope="module")
def library():
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CODES)
    return identifier


@pytest.fixture(scope="module")
def ours():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tempfile, "tempdir", "/nowhere")
        return read_model(CODES)


def test_languages_are_those_of_the_library_itself_though_no_file_is_written(library, ours):
    assert [one.code for one in ours.classify(TEXTS)] == [library.classify(text)[0] for text in TEXTS]


@given(texts=st.lists(st.text() | st.sampled_from(TEXTS), max_size=4))
def test_confidence_is_that_of_the_library_whatever_stands_beside_a_text(texts, library, ours):
    expected = [library.classify(text)[1] for text in texts]
    sure = [one for one in zip(ours.classify(texts), expected, strict=True) if one[1] > 1 / 2]
    assert [one.confidence for one, _ in sure] == pytest.approx([one for _, one in sure], abs=1e-4)


def test_bytes_that_end_no_feature_tell_nothing(ours):
    assert ours.classify([""])[0].confidence < 1 / 2


def test_a_language_that_the_model_does_not_know_is_refused():
    with pytest.raises(ValueError, match="xx"):
        read_model(["de", "xx"])
