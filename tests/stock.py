"""The same articles in an index of stock Whoosh: its own codec, its own fields, our analyzers."""

from whoosh import fields
from whoosh.analysis import Analyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.scoring import BaseScorer, WeightingModel, WeightScorer

from searchkit import analysis
from searchkit.codec.analyzers import KeywordAnalyzer, StemAnalyzer, WordAnalyzer
from searchkit.engine import scoring
from searchkit.segment.postings import TITLE_WEIGHT
from searchkit.segment.streams import SECTION_GAP

BETWEEN = "\0"


class BothSections(Analyzer):
    """Title and body as one field: title words count more, and nothing reaches from one into the other."""

    def __init__(self, analyzer):
        self.analyzer = analyzer

    def __call__(self, value, **options):
        if BETWEEN not in value:
            yield from self.analyzer(value, **options)
            return
        title, body = value.split(BETWEEN)
        for _ in range(TITLE_WEIGHT):
            yield from self.analyzer(title, **options)
        start = len(analysis.terms(title)) + SECTION_GAP
        yield from self.analyzer(body, **{**options, "start_pos": start})


def text(analyzer):
    return fields.TEXT(analyzer=analyzer, phrase=True)


def stock_schema():
    return fields.Schema(
        title=text(StemAnalyzer()),
        body=text(StemAnalyzer()),
        text=text(BothSections(StemAnalyzer())),
        title_exact=text(WordAnalyzer()),
        body_exact=text(WordAnalyzer()),
        text_exact=text(BothSections(WordAnalyzer())),
        source=fields.ID(analyzer=KeywordAnalyzer()),
        author=fields.KEYWORD,
        path=fields.ID(stored=True, unique=True, sortable=True),
        date=fields.DATETIME(sortable=True),
        lengths=fields.STORED,
    )


def stock_index(batches, deleted=()):
    """One segment a batch; ``deleted`` are ids."""
    index = RamStorage().create_index(stock_schema())
    for batch in batches:
        writer = index.writer()
        for article in batch:
            writer.add_document(**stock_document(article))
        writer.commit(merge=False)
    writer = index.writer()
    for path in deleted:
        writer.delete_by_term("path", path)
    writer.commit(merge=False)
    return index


def stock_document(article):
    title, body = len(analysis.terms(article.title)), len(analysis.terms(article.prose))
    lengths = {"title": title, "body": body, "text": TITLE_WEIGHT * title + body}
    both = f"{article.title}{BETWEEN}{article.prose}"
    names = [analysis.fold_keyword(author.value) for author in article.authors]
    words = [word for author in article.authors for word in analysis.terms(author.value)]
    return {
        "title": article.title,
        "title_exact": article.title,
        "body": article.prose,
        "body_exact": article.prose,
        "text": both,
        "text_exact": both,
        "source": article.source.value if article.source else None,
        "author": sorted({term.decode() for term in names + words}) or None,
        "path": article.id,
        "date": article.date.value.start if article.date else None,
        "lengths": lengths | {f"{name}_exact": length for name, length in lengths.items()},
    }


def exact_length(searcher, doc_id, field):
    """The length that our index knows exactly, and that the stock one has stored beside its rounded one."""
    stored = searcher.stored_fields(doc_id).get("lengths")
    return stored[field] if stored else searcher.doc_field_length(doc_id, field)


class Formula(WeightingModel):
    """The score of one word as the engine computes it, for stock matchers."""

    def scorer(self, searcher, fieldname, text, qf=1):
        if not searcher.schema[fieldname].scorable:
            return WeightScorer.for_(searcher, fieldname, text)
        return FormulaScorer(searcher, fieldname, text)


class FormulaScorer(BaseScorer):
    def __init__(self, searcher, field, text):
        whole = searcher.get_parent()
        articles = whole.doc_count_all()
        statistics = whole.doc_frequency(field, text), whole.frequency(field, text), articles
        plain = field == "text"
        self.weight = scoring.stem_weight(text, *statistics) if plain else scoring.term_weight(*statistics)
        self.average = whole.field_length(field) / articles
        self.searcher = searcher
        self.field = field

    def supports_block_quality(self):
        return False

    def max_quality(self):
        return float("inf")

    def score(self, matcher):
        length = exact_length(self.searcher, matcher.id(), self.field)
        norm = scoring.K1 * (1 - scoring.B + scoring.B * length / self.average)
        return scoring.bm25(self.weight, matcher.weight(), norm)
