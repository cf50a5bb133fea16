"""Plain text, as people paste it from a browser."""


def test_the_title_and_the_text_are_told_apart(loaded):
    (article,) = loaded(
        "a.txt", "Bakhmut holds on\n\nBy Jane Doe 5 Min Read\n\nKYIV - The city held on Monday."
    ).articles
    assert article.id == "a.txt"
    assert article.title == "Bakhmut holds on"
    assert "The city held on Monday." in article.body


def test_text_declares_nothing_outside_its_prose(loaded, said):
    loaded("a.txt", "Title\n\ndate: 2023-03-09")
    (declared,) = said
    assert declared == type(declared)()
