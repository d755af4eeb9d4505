# SPDX-License-Identifier: GPL-2.0-or-later
"""The peers of scripts/benchmark that are used through Python: SQLite FTS5, tantivy, Recoll's queries.

usage: peers.py sqlite|tantivy build CORPUS.jsonl INDEX
       peers.py sqlite|tantivy|recoll query INDEX < QUERIES      (lines of class, tab, query; run twice)
       peers.py tantivy one INDEX QUERY
"""
import json, sys, time


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["title"], row["text"]


def time_queries(answer):
    """Runs all queries twice and prints the times of the second."""
    queries = [line.rstrip("\n").split("\t", 1) for line in sys.stdin]
    for is_warm in (False, True):
        for name, query in queries:
            start = time.perf_counter()
            hits = answer(query)
            if is_warm:
                print(name, (time.perf_counter() - start) * 1e6, len(hits), hits[0] if hits else "-", sep="\t")


def sqlite(action, *rest):
    import sqlite3
    if action == "build":
        source, index = rest
        database = sqlite3.connect(index + "/fts5.db")
        database.execute("pragma journal_mode = wal")
        database.execute("create virtual table t using fts5(id unindexed, title, text, "
                         "tokenize = 'porter unicode61 remove_diacritics 2')")
        database.executemany("insert into t values (?, ?, ?)", documents(source))
        database.execute("insert into t(t) values ('optimize')")
        database.commit()
        return
    database = sqlite3.connect(rest[0] + "/fts5.db")
    best = "select id from t where t match ? order by rank limit 10"
    time_queries(lambda query: [row[0] for row in database.execute(best, (query,))])


def tantivy(action, *rest):
    import tantivy
    if action == "build":
        source, path = rest
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "text"):
            schema.add_text_field(name, stored=False, tokenizer_name="en_stem")
        index = tantivy.Index(schema.build(), path=path)
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for key, title, text in documents(source):
            writer.add_document(tantivy.Document(id=key, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()
        return
    index = tantivy.Index.open(rest[0])
    searcher = index.searcher()

    def answer(query):
        if query.endswith("*"):
            parsed = tantivy.Query.regex_query(index.schema, "text", query[:-1] + ".*")
        else:
            parsed = index.parse_query(query, ["text"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(parsed, 10).hits]

    if action == "one":
        print(answer(rest[1]))
    else:
        time_queries(answer)


def recoll(action, index):
    sys.path.append("/usr/lib/python3/dist-packages")
    from recoll import recoll
    database = recoll.connect(confdir=index + "/configuration")

    def answer(query):
        cursor = database.query()
        cursor.execute(query, stemming=1, stemlang="english")
        return [document.url for document in cursor.fetchmany(10)]

    time_queries(answer)


if __name__ == "__main__":
    {"sqlite": sqlite, "tantivy": tantivy, "recoll": recoll}[sys.argv[1]](*sys.argv[2:])
