# SPDX-License-Identifier: GPL-2.0-or-later
"""A small archive with everything that a page must bear, and the server on it."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "DocumentsTests" / "Fixtures"

# What documents say to run in the reader's browser. None of it may.
HOSTILE = [
    "<script>window.broken=1</script>",
    "<img src=x onerror=window.broken=2>",
    '"><svg onload=window.broken=3>',
    "javascript:window.broken=4",
    "</title></textarea><iframe srcdoc='<script>parent.broken=5</script>'>",
    "{{broken}} {{{broken}}} &lt;b&gt;",
    "\u202edesrever\u202c",
]


def news():
    """Reports in four spellings over five years."""
    words = [("Hmeimim", "en"), ("Khmeimim", "en"), ("حميميم", "ar"), ("Хмеймим", "ru")]
    for number in range(1, 121):
        word, language = words[number % 4]
        sentence = {
            "en": f"Flight {number} came to the base at {word} and left {word} before dark.",
            "ar": f"وصلت الرحلة {number} إلى قاعدة {word} اليوم وغادرت قاعدة {word} مساء.",
            "ru": f"Рейс {number} прибыл на базу {word} утром и покинул {word} к вечеру.",
        }[language]
        yield {
            "id": f"n{number}",
            "title": f"Report {number}: {word}",
            "text": sentence + "\n\n" + "And so on. " * (number % 7),
            "lang": language,
            "author": ["Anna Petrova", "Layla Haddad"][number % 2],
            "date": f"{2020 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}",
        }


def hostile():
    for number, text in enumerate(HOSTILE):
        yield {"id": text, "title": f"Tartus {text}", "author": text, "date": "2024-01-01",
               "text": f"The port of Tartus. {text} Tartus again. {text}"}


def write(folder: pathlib.Path):
    folder.mkdir()
    lines = [json.dumps(record, ensure_ascii=False) for record in [*news(), *hostile()]]
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n")
    for name in ["arabic.pdf", "scan.pdf"]:
        shutil.copy(FIXTURES / name, folder / name)
    for year in ["2023", "2024", "2024/summer"]:
        (folder / "papers" / year).mkdir(parents=True)
        (folder / "papers" / year / "note.txt").write_text(f"A kingfisher, seen in {year}.")
    (folder / "<img src=x onerror=window.broken=6> Tartus.txt").write_text("The port of Tartus.")
    (folder / "mail.eml").write_text(
        "From: a@example.org\nSubject: Tartus <script>window.broken=7</script>\n"
        "Content-Type: text/html\n\n<p onclick='window.broken=8'>Tartus</p><script>window.broken=9</script>")
    (folder / "long.txt").write_text("\n\n".join(f"Paragraph {n} on Latakia." for n in range(12000)))


class Server:
    """The programs on the archive, in a folder that goes with the server."""

    def __init__(self, programs: pathlib.Path):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="allonym-page-"))
        self.programs = programs
        write(self.folder / "documents")
        subprocess.run(
            [programs / "allonym", "index", self.folder / "documents", "--ocr", "--index", self.folder / "index"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.log = open(self.folder / "log", "w")
        self.process = subprocess.Popen(
            [programs / "allonym", "serve", "--index", self.folder / "index", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = self.process.stdout.readline().strip().rstrip("/")
        assert re.match(r"http://127\.0\.0\.1:\d+$", self.address), self.address

    def close(self):
        self.process.terminate()
        assert self.process.wait(40) == 0, "the server ends in order"
        self.log.close()
        shutil.rmtree(self.folder)
