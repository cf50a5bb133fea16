"""How an article is cited: with what it is, and with the proof of where its words were read.

Pure functions from an article, and what is known of its file, to the forms that reference managers read. No
I/O: whoever calls has looked at the file.
"""

from searchkit.citing.citation import Citation, Evidence
from searchkit.citing.forms import FORMS, CitationForm, written

__all__ = ["FORMS", "Citation", "CitationForm", "Evidence", "written"]
