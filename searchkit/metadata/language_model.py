"""The model of py3langid, read in memory.

The library itself unpacks its model into a temporary file of 68 MB, which a disk that is full or may not be
written does not take; and describing an article is no reason to write.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Collection

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier


def read_identifier(codes: Collection[str]) -> LanguageIdentifier:
    """Read the model; it takes most of a second, and 60 MB.

    Args:
        codes: ISO 639-1 codes of the languages to choose from.

    Raises:
        ValueError: the model does not know one of the languages.
    """
    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        unpacked = io.BytesIO(packed.read())
    with np.load(unpacked, allow_pickle=False) as model:
        known = model["classes"].tolist()
        if unknown := set(codes).difference(known):
            message = f"the model does not know {sorted(unknown)}"
            raise ValueError(message)
        # Only their columns: the library would hold on to those of all languages.
        columns = [column for column, code in enumerate(known) if code in codes]
        return LanguageIdentifier(
            model["ptc"][:, columns],
            model["pc"][columns],
            [known[column] for column in columns],
            memoryview(model["nextmove"]),
            model["out_feat"].tolist(),
            tk_row=model["nextmove_row"].tolist(),
            norm_probs=True,
        )
