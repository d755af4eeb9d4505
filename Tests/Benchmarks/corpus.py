# SPDX-License-Identifier: GPL-2.0-or-later
"""The corpus of scripts/benchmark, in the shape that each engine takes, and the queries drawn from it."""
import gzip, json, random, re, sys

WORD = re.compile(r"[^\W\d_]+")


def source_documents(paths):
    """Identifier, title and text of each document in folders and files."""
    files = [f for path in paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    for file in files:
        name = file.name.removesuffix(".gz")
        if not name.endswith((".jsonl", ".txt")) or not file.is_file(): continue
        opened = gzip.open if file.name.endswith(".gz") else open
        with opened(file, "rt", encoding="utf-8", errors="replace") as text:
            if name.endswith(".txt"):
                yield name, "", text.read()
            else:
                for number, line in enumerate(text):
                    row = json.loads(line)
                    yield str(row.get("id", f"{name}-{number}")), row.get("title") or "", row["text"]


def shuffled_documents(paths):
    """All documents in an order that is the same each time and mixes the sources, so that a part of them is
    like the whole: a corpus of three languages in three files would else begin with one language."""
    documents = list(source_documents(paths))
    if not documents: sys.exit("scripts/benchmark: no text found: name a folder of .jsonl or .txt files")
    random.Random(1).shuffle(documents)
    return documents


def write_corpus(sources, folder, most_bytes, repeats=False):
    """Writes corpus.jsonl and corpus.tsv; returns documents and bytes of text. `repeats`: all over again, with
    other ids, until there is enough."""
    documents = shuffled_documents(sources)
    folder.mkdir(parents=True)
    count = size = 0
    with open(folder / "corpus.jsonl", "w", encoding="utf-8") as jsonl, \
            open(folder / "corpus.tsv", "w", encoding="utf-8") as table:
        for copy in range(1000 if repeats else 1):
            for key, title, text in documents:
                key = f"{copy}-{key}" if copy else key
                flat = lambda words: " ".join(words.split())
                jsonl.write(json.dumps({"id": key, "title": title, "text": text}, ensure_ascii=False) + "\n")
                table.write(f"{key}\t{flat(title)}\t{flat(text)}\n")
                count, size = count + 1, size + len(title.encode()) + len(text.encode("utf-8", "replace"))
                if size >= most_bytes: return count, size
    return count, size


def write_files(folder):
    """A file for each document, for engines that read folders, and scriptindex's input."""
    with open(folder / "corpus.jsonl", encoding="utf-8") as lines, open(folder / "corpus.dump", "w") as dump:
        for number, line in enumerate(lines):
            row = json.loads(line)
            branch = folder / "files" / f"{number // 1000:04}"
            branch.mkdir(parents=True, exist_ok=True)
            (branch / f"{number}.txt").write_text(f"{row['title']}\n\n{row['text']}", encoding="utf-8")
            flat = lambda words: " ".join(words.split())
            dump.write(f"id={row['id']}\ntitle={flat(row['title'])}\ntext={flat(row['text'])}\n\n")
    (folder / "script").write_text("id : boolean=Q unique=Q field\ntitle : index=S index field\ntext : index\n")


def write_queries(folder, each=40):
    """Draws queries from the texts, the same each time: lines of class, tab, query."""
    rng, documents, frequency = random.Random(1), [], {}
    with open(folder / "corpus.jsonl", encoding="utf-8") as lines:
        for line in lines:
            words = WORD.findall(json.loads(line)["text"].lower())
            for word in set(words): frequency[word] = frequency.get(word, 0) + 1
            documents.append(None)
            if rng.random() < 2000 / len(documents): documents[rng.randrange(len(documents))] = words
    sample = [words for words in documents if words]
    total = len(documents)
    between = lambda low, high: sorted(w for w, n in frequency.items() if low <= n <= high and 4 <= len(w) <= 14)
    rare, middle, common = between(3, 20), between(max(5, total // 1000), total // 20), between(total // 10, total)
    is_middle, lines = set(middle), []
    for _ in range(each):
        lines.append(f"word\t{rng.choice(rare)}")
        lines.append(f"common word\t{rng.choice(common or middle)}")
        lines.append(f"prefix\t{rng.choice(middle)[:-3] or 'the'}*" if middle else "prefix\tthe*")
        for _ in range(1000):
            words = rng.choice(sample)
            known = sorted(set(words) & is_middle)
            place = rng.randrange(max(1, len(words) - 1))
            pair = words[place:place + 2]
            if len(known) > 1 and len(pair) == 2 and is_middle & set(pair) and all(len(w) > 1 for w in pair): break
        else:
            continue
        lines.append("AND\t" + " AND ".join(rng.sample(known, 2)))
        lines.append(f'phrase\t"{pair[0]} {pair[1]}"')
    (folder / "queries").write_text("\n".join(lines) + "\n", encoding="utf-8")
