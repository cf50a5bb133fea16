"""Files → articles: which files there are, and what they hold.

Reads folders and files in the formats that news is saved in; writes :class:`~searchkit.article.Article`
values and a :class:`~searchkit.article.Failure` for everything that could not be read. Never sees an index.

Its doors are ``scanning.scan``, ``articles.load``, and ``parts`` for large files. They are not gathered here:
every search asks ``scanning`` whether the files have changed, and must not pay for what reads them.
"""
