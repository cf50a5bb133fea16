"""Build searchkit/metadata/language_model.bin from the model of py3langid.

The package is needed only here and by the tests::

    pip install -e . py3langid==0.4.0
    python scripts/build_language_model.py

Of its columns those of the languages below are kept: in news, the others are mistaken for them. No number is
changed. searchkit/metadata/language_model.py describes the layout.
"""

from __future__ import annotations

import io
import lzma
import sys
from pathlib import Path

import numpy as np
import zstandard
from py3langid.langid import MODEL_DIR, MODEL_FILE

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from searchkit.metadata.language_model import MAGIC, SECTIONS  # noqa: E402  (the checkout first)

TARGET = ROOT / "searchkit" / "metadata" / "language_model.bin"
LEVEL = 19
ATTRIBUTION = """\
Contains the model of py3langid (https://github.com/adbar/py3langid), BSD 3-Clause License,
Copyright (c) 2021 Adrien Barbaresi, (c) 2011 Marco Lui; changed: languages were selected. NOTICE holds the
conditions. Built by scripts/build_language_model.py."""

# Languages that news is written in.
LANGUAGES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km "
    "kn ko ky lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz "
    "vi zh"
)


def main() -> None:
    """Read the model, keep the languages, write the file."""
    languages = frozenset(LANGUAGES.split())
    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        unpacked = io.BytesIO(packed.read())
    with np.load(unpacked, allow_pickle=False) as model:
        classes = model["classes"].tolist()
        unknown = languages.difference(classes)
        if unknown:
            sys.exit(f"The model does not know {', '.join(sorted(unknown))}")
        kept = [place for place, code in enumerate(classes) if code in languages]
        kept.sort(key=classes.__getitem__)
        sections = {
            "languages": " ".join(classes[place] for place in kept).encode(),
            "priors": model["pc"][kept].astype("<f4").tobytes(),
            "weights": model["ptc"][:, kept].astype("<f2").tobytes(),
            "features": model["out_feat"].astype("<i4").tobytes(),
            "rows": model["nextmove_row"].astype("<u2").tobytes(),
            "following": model["nextmove"].astype("<u4").tobytes(),
        }
    compressed = [zstandard.ZstdCompressor(LEVEL).compress(sections[name]) for name in SECTIONS]
    lengths = " ".join(str(len(section)) for section in compressed)
    TARGET.write_bytes(MAGIC + f"\n{lengths}\n{ATTRIBUTION}\n\n".encode() + b"".join(compressed))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
