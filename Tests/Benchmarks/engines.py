# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines of scripts/benchmark: how each builds, answers many queries, and answers one."""
import os, pathlib, shutil, subprocess, sys

folder = pathlib.Path(__file__).resolve().parent
top = folder.parent.parent


def engines(work, names):
    """The engines that are asked for and installed, raw Xapian first: commands by what they do, given the corpus `c`,
    the index `i` and a query `q`."""
    program, times = built_programs(work)
    python, peers = sys.executable, str(folder / "peers.py")
    baseline = str(work / "xapian_baseline")
    table = {
        "xapian": {"build": lambda c, i: [baseline, "index", f"{i}/db", f"{c}/corpus.tsv"],
                   "compact": lambda i: ["xapian-compact", f"{i}/db", f"{i}/compact"],
                   "query": {"raw Xapian": lambda i: [baseline, "query", f"{i}/db"]},
                   "one": lambda i, q: [baseline, "one", f"{i}/db", q]},
        "allonym": {"build": lambda c, i: [program, "rebuild", f"{c}/corpus.jsonl", "--index", f"{i}/index"],
                    "query": {"Allonym, exact": lambda i: [times, f"{i}/index", "exact"],
                              "Allonym, full": lambda i: [times, f"{i}/index", "full"]},
                    "one": lambda i, q: [program, "search", q, "--index", f"{i}/index"],
                    "one exact": lambda i, q: [program, "search", "--exact", q, "--index", f"{i}/index"]},
        "omega": {"needs": "scriptindex",
                  "build": lambda c, i: ["scriptindex", f"{i}/db", f"{c}/script", f"{c}/corpus.dump"],
                  "query": {"Omega": lambda i: [baseline, "query", f"{i}/db"]},
                  "one": lambda i, q: ["quest", f"--db={i}/db", q]},
        "recoll": {"needs": "recollindex", "build": recoll_build, "environment": lambda i: {"HOME": i},
                   "query": {"Recoll": lambda i: [python, peers, "recoll", "query", i]},
                   "one": lambda i, q: ["recollq", "-c", f"{i}/configuration", "-n", "10", "-b", q]},
        "sqlite": {"build": lambda c, i: [python, peers, "sqlite", "build", f"{c}/corpus.jsonl", i],
                   "query": {"SQLite FTS5": lambda i: [python, peers, "sqlite", "query", i]},
                   "one": lambda i, q: ["sqlite3", f"{i}/fts5.db",
                                        f"select id from t where t match '{q}' order by rank limit 10"]},
        "tantivy": {"module": "tantivy",
                    "build": lambda c, i: [python, peers, "tantivy", "build", f"{c}/corpus.jsonl", i],
                    "query": {"tantivy": lambda i: [python, peers, "tantivy", "query", i]},
                    "one": lambda i, q: [python, peers, "tantivy", "one", i, q]},
    }
    if not shutil.which("xapian-compact"):
        sys.exit("scripts/benchmark: raw Xapian's database is measured compacted: install the Debian package xapian-tools")
    chosen = {}
    for name in ["xapian"] + [n for n in names if n != "xapian"]:
        engine = table[name]
        missing = "needs" in engine and not shutil.which(engine["needs"])
        if "module" in engine:
            missing = subprocess.run([python, "-c", f"import {engine['module']}"], capture_output=True).returncode
        if missing: print(f"{name} is not installed and left out", file=sys.stderr)
        else: chosen[name] = engine
    return chosen


def built_programs(work):
    """Allonym's programs, and the baseline, copied as an installation does: a file that a linker has just written lies
    in the page cache in small pieces, which a new process takes longer to map."""
    linked = work / "linked"
    subprocess.run(["g++", "-O2", "-o", linked, folder / "xapian_baseline.cc", "-lxapian"], check=True)
    shutil.copy(linked, work / "xapian_baseline")
    built = subprocess.run([top / "scripts" / "build", "allonym", "QueryTimes"], check=True, stdout=subprocess.PIPE,
                           text=True)
    programs = built.stdout.split("\n")[-3:-1]
    shutil.copy(pathlib.Path(programs[0]).parent / "allonym-reader", work)
    return [shutil.copy(program, f"{work}/{pathlib.Path(program).name}.copy") for program in programs]


def recoll_build(corpus, index):
    os.makedirs(f"{index}/configuration", exist_ok=True)
    with open(f"{index}/configuration/recoll.conf", "w") as settings:
        settings.write(f"topdirs = {corpus}/files\nindexstemminglanguages = english\nloglevel = 1\nnoaspell = 1\n")
    return ["recollindex", "-c", f"{index}/configuration"]
