"""Files in the encodings that news is saved in."""

import json

import pytest

ENGLISH = (
    "The café was “full”, said Ms. Muñoz – and the rest of this text is plain English, as most of it is."
)
SAMPLES = {
    "cp1252": ENGLISH,
    "latin-1": "A caf\xe9 in Kyiv was open. Everything else here is plain English without accents.",
    "utf-16": ENGLISH,
    "utf-32": ENGLISH,
    "utf-8-sig": ENGLISH,
    "cp1251": "Правительство сообщило, что на следующей неделе отправит новую помощь городу.",
    "koi8-r": "Правительство сообщило, что на следующей неделе отправит новую помощь городу.",
    "cp1250": "Vláda příští týden odešle další pomoc na Ukrajinu, řekl ministr obrany. Vojáci čekají.",
    "cp1253": "Η κυβέρνηση ανακοίνωσε ότι την επόμενη εβδομάδα θα στείλει νέα βοήθεια.",
    "shift-jis": "政府は来週、新たな支援を送ると発表した。大臣によると、準備は整っている。",
    "gb18030": "政府宣布将于下周提供新的援助。部长表示，一切准备工作已经就绪，车辆已经装载完毕。",
}
WESTERN = {
    "de": "Die Gespräche über die Lieferung gehen weiter, sagte der Außenminister. „Ein großer Schritt.“",
    "es": "El presidente viajó ayer a la región. ¿Qué pasará después? Según él, “nadie lo sabe” mañana.",
    "fr": "Les forces ont été repoussées, a déclaré mercredi le ministère : « Nous tenons », à l’est.",
    "sv": "Försvarsministern säger att stödet fortsätter även under nästa år. Beslutet väntas på måndag.",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_text_is_read_in_its_encoding(loaded, encoding):
    text = f"A title\n\n{SAMPLES[encoding]}"
    assert SAMPLES[encoding] in loaded("a.txt", text.encode(encoding)).articles[0].text


@pytest.mark.parametrize("language", WESTERN)
def test_short_western_text_is_not_taken_for_central_european(loaded, language):
    text = f"A title\n\n{WESTERN[language]}"
    assert WESTERN[language] in loaded("a.txt", text.encode("cp1252")).articles[0].text


def test_utf8_with_a_broken_character_is_still_utf8(loaded):
    data = f"A title\n\n{SAMPLES['cp1251']}".encode()
    text = loaded("a.txt", data[:-30] + data[-29:]).articles[0].text
    assert SAMPLES["cp1251"][:50] in text
    assert "\ufffd" in text


def test_json_lines_in_another_encoding_are_read(loaded):
    line = json.dumps({"text": SAMPLES["cp1251"]}, ensure_ascii=False)
    assert loaded("a.jsonl", line.encode("cp1251")).articles[0].body == SAMPLES["cp1251"]


def page(charset: str, text: str) -> str:
    head = f'<html><head><meta charset="{charset}"><title>A title</title></head>'
    return f"{head}<body><article><p>{text} {text}</p></article></body></html>"


@pytest.mark.parametrize(
    ("declared", "meant", "text"),
    [
        ("iso-8859-1", "cp1252", ENGLISH),
        ("koi8-u", "koi8-u", "Уряд повідомив, що наступного тижня надішле нову допомогу."),
        ("iso-8859-2", "iso-8859-2", "Rząd zapowiedział, że wyśle kolejną pomoc."),
        ("gb2312", "gb18030", "政府宣布将于下周提供新的援助。"),
        ("iso-2022-jp", "iso-2022-jp", "政府は来週、新たな支援を送ると発表した。"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(loaded, declared, meant, text):
    body = loaded("a.html", page(declared, text).encode(meant)).articles[0].body
    assert text in body


@pytest.mark.parametrize("declared", ["no-such-charset", "rot13", "ascii"])
def test_a_false_declaration_is_passed_over(loaded, declared):
    assert ENGLISH in loaded("a.html", page(declared, ENGLISH).encode()).articles[0].body
    assert ENGLISH in loaded("a.html", page(declared, ENGLISH).encode("cp1252")).articles[0].body
