"""The model of py3langid without its temporary file."""

import tempfile

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from searchkit.metadata.language_model import read_identifier

CODES = ("de", "en", "eu", "uk")
TEXTS = (
    "Officials said that the bridge had been closed.",
    "Міст закрили вночі, і роботи триватимуть до кінця тижня.",
    "Zubia gauean itxi zuten eta lanek aste amaiera arte iraungo dute.",
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
        return read_identifier(CODES)


@pytest.mark.parametrize("text", TEXTS)
def test_languages_are_those_of_the_library_itself_though_no_file_is_written(text, library, ours):
    assert ours.classify(text) == library.classify(text)
