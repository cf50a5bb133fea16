"""The model of py3langid from a file of our own, for many texts at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from searchkit.metadata.language_model import read_model

TEXTS = (
    "Officials said that the bridge had been closed.",
    "Міст закрили вночі, і роботи триватимуть до кінця тижня.",
    "Мост је затворен ноћас, а радови ће трајати до краја недеље.",
    "Zubia gauean itxi zuten eta lanek aste amaiera arte iraungo dute.",
    "DIE BRÜCKE WURDE GESPERRT",
)


@pytest.fixture(scope="module")
def ours():
    return read_model()


@pytest.fixture(scope="module")
def library(ours):
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(ours.codes)
    return identifier


def test_languages_are_those_of_the_library_itself(library, ours):
    assert [one.code for one in ours.classify(TEXTS)] == [library.classify(text)[0] for text in TEXTS]


@given(texts=st.lists(st.text() | st.sampled_from(TEXTS), max_size=4))
def test_confidence_is_that_of_the_library_whatever_stands_beside_a_text(texts, library, ours):
    expected = [library.classify(text)[1] for text in texts]
    sure = [one for one in zip(ours.classify(texts), expected, strict=True) if one[1] > 1 / 2]
    assert [one.confidence for one, _ in sure] == pytest.approx([one for _, one in sure], abs=1e-4)


def test_bytes_that_end_no_feature_tell_nothing(ours):
    assert ours.classify([""])[0].confidence < 1 / 2


def test_a_file_of_another_version_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"searchkit-language-model 0\n\n")
    with pytest.raises(ValueError, match="version"):
        read_model(path)
