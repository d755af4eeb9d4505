# SPDX-License-Identifier: GPL-2.0-or-later
"""A program at work in a folder of its own, and what is counted while a fault is tried again and again."""
import json, random, subprocess


class Case:
    """What is counted while a fault is tried again and again."""

    def __init__(self, name, folder, program, full, seed):
        self.name, self.folder, self.program, self.full = name, folder, program, full
        self.runs = self.lost = self.doubled = self.crashes = self.wrong = 0
        self.notes = []
        self.random = random.Random(seed)
        (folder / "docs").mkdir(parents=True)

    def note(self, text):
        if len(self.notes) < 5:
            self.notes.append(text)

    def run(self, *words, wait=True, **options):
        """Runs the program; a signal that nobody sent is a crash."""
        process = subprocess.Popen(
            [str(self.program), *map(str, words)], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, **options)
        if not wait:
            return process
        output, messages = process.communicate()
        self.judge(process.returncode, messages, words)
        return process.returncode, output.decode(), messages.decode()

    def judge(self, code, messages, words):
        if code < 0 or code > 3 or b"Fatal error" in messages or b"terminate called" in messages:
            self.crashes += 1
            self.note(f"{' '.join(map(str, words))}: code {code} {messages[-200:]!r}")

    def write(self, number, word="pelican", size=60, suffix="txt"):
        """A text with a word of its own, so that each document can be asked for."""
        place = self.folder / "docs" / f"d{number % 7}" / f"{number}.{suffix}"
        place.parent.mkdir(exist_ok=True)
        filler = " ".join(f"w{(number * 31 + i * i) % 4000}" for i in range(size))
        place.write_text(f"{word} own{number}x harbour\n\n{filler}\n")

    def found(self, query, *more):
        """The paths that a query finds, and how often; None where it failed."""
        code, output, _ = self.run(
            "search", query, "--exact", "--jsonl", "--limit", 100000, *more)
        if code > 1:
            return None
        return [json.loads(line)["path"] for line in output.splitlines()]

    def expect(self, files, query="harbour"):
        """Each of the files is found once, and nothing else is."""
        found = self.found(query)
        wanted = {str(self.folder / "docs" / f) for f in files}
        if found is None:
            self.wrong += 1
            self.note(f"{query}: the search failed")
            return
        self.lost += len(wanted - set(found))
        self.doubled += len(found) - len(set(found))
        self.wrong += len(set(found) - wanted)
        if wanted != set(found) or len(found) != len(set(found)):
            self.note(f"{query}: {len(found)} found, {len(wanted)} wanted")

    def files(self):
        docs = self.folder / "docs"
        return {str(p.relative_to(docs)) for p in docs.rglob("*.*")}

    def check(self):
        code, output, _ = self.run("check")
        if code != 0:
            self.wrong += 1
            self.note(output)

    def index(self, *words, codes=(0,)):
        code, output, messages = self.run("index", *words)
        if code not in codes:
            self.wrong += 1
            self.note(f"index: code {code} {messages[:300]}")
        return output
