#!/usr/bin/env python3
"""Scores what `rungs diff --format json` finds against the recorded truth of a generated repository.

    benches/truth.py DIR [DIR ...] [--rungs PATH] [--misses N]

Each DIR holds `repo` and, beside it, `truth.json` (v1 to rewrite, and under "onepage" v1 to onepage) and
`truth-v2.json` (v1 to v2): a list `edits` of [kinds, from, to], where kinds joins `reword`, `slug`, `move`,
`rename` with "+", or is `add` or `remove`; from and to are `<path>#<section>.<responsibility>/<key>`.

Recall is counted apart for sentences reworded where they stand and for moved ones; precision is the share of
reported links that the truth has. Exits with 1 where a figure is below what is promised.
"""
import argparse
import json
import pathlib
import subprocess
import sys

PROMISED = {"reworded": 0.99, "moved": 0.95, "precision": 0.99}


def address(place):
    """framework/tracks/backend/mid.toml#results.ownership/key as backend/mid/results/ownership/key"""
    path, _, rest = place.partition("#")
    table, _, key = rest.rpartition("/")
    track, level = path.removesuffix(".toml").split("/")[-2:]
    return "/".join([track, level, *table.split("."), key])


def links_of(changes):
    """The pairs of addresses that a comparison says are one sentence; a split or merge is one by all its pairs."""
    out = []
    for change in changes:
        if change["kind"] in ("added", "removed", "reordered") or change["kind"].endswith("-renamed"):
            continue
        pairs = [(b["at"], a["at"]) for b in change["before"] for a in change["after"]]
        if pairs and all(len(at.split("/")) >= 4 for pair in pairs for at in pair):
            out.append(pairs)
    return out


def score(rungs, repository, revision, edits, misses):
    command = [rungs, "-C", str(repository), "diff", "--format", "json", "v1", revision]
    diff = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    found = links_of(diff["changes"])
    pairs = {pair for group in found for pair in group}
    true = {(address(b), address(a)): set(kinds.split("+")) for kinds, b, a in edits if b and a}
    # Of a renamed responsibility the single sentences did not change, and are not reported.
    reworded = [pair for pair, kinds in true.items() if "reword" in kinds and "move" not in kinds]
    moved = [pair for pair, kinds in true.items() if "move" in kinds]
    right = sum(any(pair in true for pair in group) for group in found)
    missed = [pair for pair in reworded + moved if pair not in pairs]
    wrong = [group for group in found if not any(pair in true for pair in group)]
    for pair in missed[:misses]:
        print(f"    missed {pair[0]} -> {pair[1]} ({'+'.join(sorted(true[pair]))})")
    for group in wrong[:misses]:
        print(f"    wrong  {group}")
    share = lambda some, all_: some / all_ if all_ else 1.0
    return {
        "reworded": share(sum(pair in pairs for pair in reworded), len(reworded)),
        "moved": share(sum(pair in pairs for pair in moved), len(moved)),
        "precision": share(right, len(found)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="+", type=pathlib.Path)
    parser.add_argument("--rungs", default="target/release/rungs")
    parser.add_argument("--misses", type=int, default=0, help="show so many links missed and wrong")
    arguments = parser.parse_args()
    failed = False
    for directory in arguments.directories:
        truth = json.loads((directory / "truth.json").read_text())
        later = json.loads((directory / "truth-v2.json").read_text())
        onepage = truth["onepage"]
        cases = {
            "rewrite": truth["edits"],
            "v2": later["edits"],
            "onepage": onepage if isinstance(onepage, list) else onepage["edits"],
        }
        for revision, edits in cases.items():
            figures = score(arguments.rungs, directory / "repo", revision, edits, arguments.misses)
            low = [name for name, value in figures.items() if value < PROMISED[name]]
            failed |= bool(low) and revision == "rewrite"
            shown = ", ".join(f"{name} {value:.2%}" for name, value in figures.items())
            print(f"{directory.name} v1 to {revision}: {shown}{'  BELOW: ' + ', '.join(low) if low else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
