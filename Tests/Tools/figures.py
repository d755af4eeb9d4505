# SPDX-License-Identifier: GPL-2.0-or-later
"""How long OpenRefine's protocol takes for 1,000 names against a list of 100,000, and whether its answers are match's.

figures.py PROGRAMS NAMES

NAMES is a file with a name a line, of which the list is made: first words of some, last words of others.
"""

import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PROGRAMS, NAMES = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
BATCH = 200


def made(names, count):
    chance = random.Random(20)
    words = [name.split() for name in names if len(name.split()) > 1]
    seen = {}
    while len(seen) < count:
        seen[f"{chance.choice(words)[0]} {' '.join(chance.choice(words)[1:])}"] = None
    listed = list(seen)
    asked = []
    for number, name in enumerate(chance.sample(listed, 1000)):
        first, last = name.split(" ", 1)
        cut = chance.randrange(1, max(2, len(last) - 1))
        asked.append([f"{last}, {first}", f"{first} {last[:cut]}{last[cut + 1:]}", name][number % 3])
    return listed, asked


def cpu(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    listed, asked = made(NAMES.read_text().splitlines(), 100_000)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "list.txt").write_text("\n".join(listed) + "\n")
        (folder / "asked.txt").write_text("\n".join(asked) + "\n")
        (folder / "documents").mkdir()
        (folder / "documents/a.txt").write_text("One document.")

        def run(*arguments):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            text = subprocess.run([PROGRAMS / "allonym", *arguments], capture_output=True, text=True, cwd=folder).stdout
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return text, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        run("index", "documents", "--index", "index")
        run("match", "--prepare", "list.txt", "names.list")
        text, seconds = run("match", "asked.txt", "names.list", "--jsonl")
        print(f"match: {seconds:.1f} s of CPU")
        expected = {}
        for line in text.splitlines():
            match = json.loads(line)
            expected.setdefault(match["nameLine"], []).append((match["match"], match["score"]))
        server = subprocess.Popen(
            [PROGRAMS / "allonym", "serve", "--index", "index", "--listen", "127.0.0.1:0", "--list", "l=names.list"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = server.stdout.readline().strip()
        before, start, same = cpu(server.pid), time.monotonic(), 0
        for first in range(0, len(asked), BATCH):
            queries = {str(n): {"query": asked[n]} for n in range(first, min(first + BATCH, len(asked)))}
            form = urllib.parse.urlencode({"queries": json.dumps(queries)}).encode()
            with urllib.request.urlopen(address + "reconcile/l", form) as answer:
                found = json.load(answer)
            for n in queries:
                got = [(one["name"], round(one["score"] / 100, 4)) for one in found[n]["result"]]
                same += got == expected.get(int(n) + 1, [])
        print(f"server: {cpu(server.pid) - before:.1f} s of CPU, {time.monotonic() - start:.1f} s in batches of {BATCH}")
        print(f"the same answers: {same} of {len(asked)}")
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
