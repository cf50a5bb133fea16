"""Recursive descent over the text of a query.

::

    alternatives = sequence { "OR" sequence }
    sequence     = conjunction { conjunction }
    conjunction  = operand { "AND" operand }
    operand      = { "NOT" | "-" } clause
    clause       = [ field ":" | "place=" | "about=" ] value [ "^" number ]
    value        = "(" alternatives ")" | phrase | word
    phrase       = QUOTE text QUOTE [ "~" number ]
    word         = CHUNK [ "~" [ number ] ]

Operators are upper case. Signs that stand alone and hold no letter or digit are passed over, with a note.
"""

from __future__ import annotations

import re
from typing import Final, cast

from whoosh.query.qcore import Query

from searchkit.query import trees
from searchkit.query.field import QUOTES, WILDCARDS, Field
from searchkit.query.fields import Fields
from searchkit.query.filters import EXACT
from searchkit.query.piece import Piece
from searchkit.query.signs import (
    CLOSING,
    MAX_BOOST,
    MAX_CLAUSES,
    MAX_DEPTH,
    OPENING,
    OPERATORS,
    SUFFIXES,
    left_out,
)
from searchkit.query.text import FOREIGN_SIGNS, TextField

_NO_VALUE: Final = frozenset({"", ")"})
_LABEL: Final = re.compile(r"([^\W\d]\w*)([:=])")
_AFTER_SIGN: Final = re.compile(rf"[^\s(){QUOTES}~^]*")
_UNCLEAR_AFTER_QUOTES: Final = frozenset({*OPENING, *WILDCARDS})
_GLUED: Final = re.compile(r"[^\s)~^]*")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_QUESTION: Final = re.compile(r"\s*(?:\w[\w'’,-]*\s+){2,}\w[\w'’-]*\?\s*")
"""A question mark after three words without any signs of the language ends a question, and is no pattern."""


class Grammar:
    """One reading of one query, from left to right.

    Attributes:
        notes: what was passed over, and why.
    """

    def __init__(self, text: str, fields: Fields) -> None:
        self.notes: list[str] = []
        self._text = text
        self._fields = fields
        self._field: Field = fields.default
        self._at = 0
        self._chunk = ""
        self._operator: Piece | None = None
        self._open: list[Piece] = []
        self._excluding = 0
        self._clauses = 0

    @property
    def excludes(self) -> bool:
        """Whether the clause that is being read is one that must not match."""
        return self._excluding % 2 == 1

    def read(self) -> list[list[Query]]:
        """The query as alternatives, each a sequence of parts that stand side by side.

        Raises:
            QuerySyntaxError: it cannot be honoured as it is written.
        """
        self._advance(0)
        alternatives = self._alternatives()
        if self._at < len(self._text):
            raise self._here().fault("this ) closes nothing: a ( is missing before it")
        return alternatives

    def _alternatives(self) -> list[list[Query]]:
        alternatives = [self._sequence()]
        while self._chunk == "OR":
            self._pass_operator()
            alternatives.append(self._sequence())
        return alternatives

    def _sequence(self) -> list[Query]:
        parts = [self._conjunction()]
        while self._chunk != "OR" and (self._chunk or self._next() not in _NO_VALUE):
            parts.append(self._conjunction())
        return parts

    def _conjunction(self) -> Query:
        first = self._operand()
        if self._chunk != "AND":
            return first
        operands = [first]
        while self._chunk == "AND":
            self._pass_operator()
            operands.append(self._operand())
        return trees.all_of(operands)

    def _operand(self) -> Query:
        if self._chunk != "NOT" and not self._chunk.startswith("-"):
            return self._clause()
        outside = self._excluding
        while self._chunk == "NOT" or self._chunk.startswith("-"):
            if self._chunk == "NOT":
                self._pass_operator()
            else:
                self._pass_minus()
            self._excluding += 1
        query = self._clause()
        if (self._excluding - outside) % 2:
            query = trees.without(query)
        self._excluding = outside
        return query

    def _pass_operator(self) -> None:
        self._operator = self._here()
        self._advance(self._operator.end)

    def _pass_minus(self) -> None:
        self._operator = self._piece(self._at, self._at + 1)
        if self._text.startswith("--", self._at):
            raise self._operator.fault("one - is enough to exclude: -drone")
        self._advance(self._at + 1)

    def _clause(self) -> Query:
        plain = self._chunk.isalnum() and self._chunk not in OPERATORS
        if not plain:
            self._refuse_nothing()
        self._clauses += 1
        if self._clauses > MAX_CLAUSES:
            raise self._here().fault(f"a query has at most {MAX_CLAUSES} clauses")
        label = None if plain or not self._chunk else _LABEL.match(self._chunk)
        query = self._word() if plain else self._value() if label is None else self._labelled(label)
        if self._next() in SUFFIXES:
            query = self._boosted(query)
        self._operator = None
        self._advance(self._at)
        return query

    def _labelled(self, label: re.Match[str]) -> Query:
        """A value with its field, or a word that only looks as if it had one."""
        here = Piece(self._text, self._at, self._at + label.end())
        name = label[1].lower()
        field = self._fields.get(f"{name}=" if label[2] == "=" and name in EXACT else name)
        if field is None:
            return self._mislabelled(here)
        if label[2] == "=" and name not in EXACT:
            raise here.fault(f"only place= and about= are written so; write {name}:")
        if self._field is not self._fields.default:
            raise here.fault("a field cannot stand inside another one: close its parentheses first")
        self._field = field
        self._at, self._chunk = here.end, self._chunk_from(here.end)[1]
        if self._next() in _NO_VALUE or self._next().isspace():
            raise here.fault(f"{here.text} needs a value directly after it, without a space")
        query = self._value()
        self._field = self._fields.default
        return query

    def _mislabelled(self, label: Piece) -> Query:
        rest = self._chunk[len(label.text) :]
        if label.text.endswith("=") or not isinstance(self._field, TextField):
            return self._value()
        if not rest and self._text[label.end : label.end + 1].strip() in {"", ")"}:
            self.notes.append(f'the colon after "{label.text[:-1]}" was taken for punctuation')
            self._at = label.end
            return self._field.word(self._piece(label.start, label.end - 1))
        if rest.startswith("//"):
            raise self._here().fault(f"to search for an address, write url:{self._chunk} or put it in quotes")
        raise label.fault(
            f'there is no field "{label.text[:-1]}"; the fields are {self._fields.names}; '
            f'to search for a text with a colon, put it in quotes: "{self._chunk}"'
        )

    def _value(self) -> Query:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign in CLOSING:
            return self._phrase(CLOSING[sign])
        return self._word()

    def _group(self) -> Query:
        opening = self._here()
        if len(self._open) == MAX_DEPTH:
            raise opening.fault(f"parentheses stand at most {MAX_DEPTH} deep in each other")
        self._open.append(opening)
        self._operator = None
        self._advance(opening.end)
        if self._next() == ")":
            raise self._piece(opening.start, self._at + 1).fault("there is nothing between these parentheses")
        tree = trees.one_of([trees.all_of(parts) for parts in self._alternatives()])
        if self._next() != ")":
            raise opening.fault("this ( is never closed: a ) is missing after it")
        self._open.pop()
        self._at += 1
        return tree

    def _phrase(self, closing: str) -> Query:
        start = self._at
        ends = [at for sign in closing if (at := self._text.find(sign, start + 1)) >= 0]
        if not ends:
            opening = self._piece(start, start + 1)
            raise opening.fault(f"this quotation mark is never closed: a {closing[0]} is missing after it")
        value = Piece(self._text, start + 1, min(ends))
        self._at = value.end + 1
        if not value.text.strip():
            raise self._piece(start, self._at).fault("there is nothing between these quotation marks")
        distance = self._suffix("~")
        glued = cast("re.Match[str]", _GLUED.match(self._text, self._at))[0]
        if glued and any(sign.isalnum() or sign in _UNCLEAR_AFTER_QUOTES for sign in glued):
            where = self._piece(self._at, self._at + len(glued))
            raise where.fault("a space is missing after the closing quotation mark")
        return self._field.phrase(value) if distance is None else self._field.near(value, distance)

    def _word(self) -> Query:
        value = self._here()
        self._at = value.end
        distance = self._suffix("~")
        sign = self._next()
        if sign in CLOSING:
            raise self._sign().fault("a space is missing before the quotation mark")
        if sign == "(" and self._field is not self._fields.default:
            raise self._sign().fault("a value that holds parentheses is put in quotes")
        if distance is not None:
            return self._field.fuzzy(value, distance)
        text = value.text
        if text == "*" and self._field is self._fields.default:
            return trees.everything()
        if text.endswith("?") and _QUESTION.fullmatch(self._text):
            self.notes.append(f'the question mark after "{value.text[:-1]}" was taken for punctuation')
            return self._field.word(value.part(0, len(text) - 1))
        return self._field.word(value)

    def _boosted(self, query: Query) -> Query:
        number = self._suffix("^")
        if number is None:
            raise self._sign().fault("~ stands directly after a word or a phrase, before any ^")
        if not _NUMBER.fullmatch(number.text) or not 0 < float(number.text) <= MAX_BOOST:
            raise number.fault(f"after ^ stands a number above 0, at most {MAX_BOOST}: missiles^3")
        if self._excluding or not trees.is_scored(query):
            raise number.fault("^ has no meaning here: what is excluded, filtered or * is never scored")
        if self._next() in SUFFIXES:
            raise self._sign().fault(f"a second {self._next()} cannot follow")
        return trees.boosted(query, float(number.text))

    def _suffix(self, sign: str) -> Piece | None:
        """What stands after ``~`` or ``^``, if that is next."""
        if self._next() != sign:
            return None
        start = self._at + 1
        self._at = cast("re.Match[str]", _AFTER_SIGN.match(self._text, start)).end()
        return self._piece(start, self._at)

    def _refuse_nothing(self) -> None:
        """A clause must begin here."""
        sign = self._next()
        if sign in SUFFIXES:
            raise self._here().fault(f"{sign} stands directly after the word or phrase that it belongs to")
        if self._chunk not in OPERATORS and sign not in _NO_VALUE:
            return
        if self._operator is not None or self._chunk:
            lonely, side = (self._operator, "after") if self._operator else (self._here(), "before")
            raise lonely.fault(
                f"{lonely.text} has nothing to work on {side} it; to search for the word itself, write it in "
                "small letters or in quotes"
            )
        if sign == ")":
            raise self._here().fault("this ) closes nothing: a ( is missing before it")
        if self._open:
            raise self._open[-1].fault("this ( is never closed: a ) is missing after it")
        raise Piece.whole(self._text).fault("there is nothing to search for")

    def _advance(self, position: int) -> None:
        """Go to the next thing that means something, and see how far it reaches."""
        if position == len(self._text):
            self._at, self._chunk = position, ""
            return
        found = self._chunk_from(position)
        while not (chunk := found[1]).isalnum() and self._means_nothing(found):
            self.notes.append(left_out(chunk))
            found = self._chunk_from(found.end())
        self._at, self._chunk = found.start(1), chunk

    def _chunk_from(self, position: int) -> re.Match[str]:
        return cast("re.Match[str]", self._field.chunk.match(self._text, position))  # it matches everywhere

    def _means_nothing(self, found: re.Match[str]) -> bool:
        chunk = found[1]
        if not chunk or chunk in FOREIGN_SIGNS or any(map(str.isalnum, chunk)):
            return False
        excludes = chunk == "-" and self._text[found.end() : found.end() + 1] in OPENING
        return not excludes and WILDCARDS.isdisjoint(chunk) and not self._fields.default.holds_words(chunk)

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _here(self) -> Piece:
        if self._chunk:
            return Piece(self._text, self._at, self._at + len(self._chunk))
        return self._piece(self._at, self._at + 1)

    def _sign(self) -> Piece:
        """The next character, which the chunk that was read does not hold."""
        return self._piece(self._at, self._at + 1)

    def _piece(self, start: int, end: int) -> Piece:
        return Piece(self._text, start, min(end, len(self._text)))
