# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables that scripts/benchmark prints."""
import statistics

CLASSES = ["word", "common word", "AND", "phrase", "prefix"]


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def tell_builds(builds, size):
    print(f"\n| engine | wall s | ratio | CPU s | ratio | MB/s | peak MB | ratio | on disk MB | without text, MB | ratio |")
    print("|---|" + "---|" * 10)
    middle = lambda name, key: statistics.median(run[key] for run in builds[name])
    for name in builds:
        wall, cpu, peak, all_bytes, bare = (middle(name, k) for k in ("wall", "cpu", "peak", "bytes", "bare"))
        ratio = lambda key: f"{middle(name, key) / middle('xapian', key):.2f}"
        has_bare = name in ("xapian", "allonym")
        print(f"| {name} | {wall:.1f} | {ratio('wall')} | {cpu:.1f} | {ratio('cpu')} | {size / 1e6 / wall:.1f} | {peak:.0f} "
              f"| {ratio('peak')} | {all_bytes / 1e6:.0f} | " + (f"{bare / 1e6:.0f} | {ratio('bare')} |" if has_bare else "| |"))


def tell_searches(searches):
    print("\nWarm, one process, ten best, microseconds: p50 / p95 / p99 (ratio of p50)\n")
    print("| engine | " + " | ".join(CLASSES) + " |\n|---|" + "---|" * len(CLASSES))
    for name, times in searches.items():
        cells = []
        for kind in CLASSES:
            values, raw = times.get(kind), searches["raw Xapian"].get(kind)
            cells.append("" if not values or not raw else " / ".join(
                f"{percentile(values, share):.0f}" for share in (.5, .95, .99))
                + f" ({percentile(values, .5) / percentile(raw, .5):.2f})")
        if any(cells): print(f"| {name} | " + " | ".join(cells) + " |")
    print("\nCold, milliseconds\n\n| engine | median | ratio |\n|---|---|---|")
    for name, times in searches.items():
        if "cold" in times:
            middle = statistics.median(times["cold"])
            print(f"| {name} | {middle:.1f} | {middle / statistics.median(searches['raw Xapian']['cold']):.2f} |")
