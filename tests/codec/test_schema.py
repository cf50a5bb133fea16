import datetime as dt
import pickle
import pickletools

from searchkit.codec import trust
from searchkit.codec.schema import schema
from searchkit.codec.toc import SCHEMA_CLASSES, SEGMENT_CLASSES

FROZEN = {
    ("builtins", "int"),
    ("searchkit.codec.analyzers", "KeywordAnalyzer"),
    ("searchkit.codec.analyzers", "StemAnalyzer"),
    ("searchkit.codec.analyzers", "WordAnalyzer"),
    ("searchkit.codec.schema", "DateField"),
    ("searchkit.codec.schema", "KeywordField"),
    ("searchkit.codec.schema", "ReadOnlyColumn"),
    ("searchkit.codec.schema", "TextField"),
    ("whoosh.analysis.tokenizers", "IDTokenizer"),
    ("whoosh.columns", "VarBytesColumn"),
    ("whoosh.fields", "STORED"),
    ("whoosh.fields", "Schema"),
    ("whoosh.formats", "Existence"),
    ("whoosh.formats", "Positions"),
}


def named_classes(pickled):
    return {
        tuple(argument.split(" "))
        for opcode, argument, _ in pickletools.genops(pickled)
        if opcode.name == "GLOBAL"
    }


def test_import_paths_in_the_table_of_contents_are_file_format():
    assert FROZEN == SCHEMA_CLASSES
    assert {("searchkit.codec.segments", "ColumnarSegment")} == SEGMENT_CLASSES


def test_the_schema_names_exactly_the_classes_that_are_trusted():
    assert named_classes(pickle.dumps(schema(), trust.PROTOCOL)) == SCHEMA_CLASSES


def test_the_fields_are_these():
    assert schema().names() == [
        "about", "about_exact", "author", "body", "body_exact", "content_hash", "date", "language",
        "modified", "mtime", "path", "places", "places_exact", "size", "source", "text", "text_exact",
        "title", "title_exact", "url",
    ]  # fmt: skip


def test_a_schema_survives_pickling():
    copy = pickle.loads(pickle.dumps(schema(), trust.PROTOCOL))  # noqa: S301 - our own bytes
    assert {name: type(field) for name, field in copy.items()} == {
        name: type(field) for name, field in schema().items()
    }


def test_a_path_that_is_not_utf_8_is_a_term_and_comes_back():
    path = "caf\udce9.txt"
    field = schema()["path"]
    assert field.from_bytes(field.to_bytes(path)) == path


def test_a_date_has_one_term_of_full_precision():
    field = schema()["date"]
    assert field.shift_step == 0
    assert field.from_bytes(field.to_bytes(dt.datetime(2023, 3, 9))) == dt.datetime(2023, 3, 9)
