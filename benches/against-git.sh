#!/usr/bin/env bash
# Compares whole processes: `rungs diff` against `git diff --word-diff` on the same revisions, in turn, so that
# what else the machine does slows both. Prints the medians and the median of the ratios.
#
#     benches/against-git.sh REPOSITORY [RUNGS [RUNS]]
#
# REPOSITORY has the references v1, onepage, rewrite and v2; RUNGS is target/release/rungs by default. With
# hyperfine at hand its figures follow.
set -euo pipefail
repository=${1:?usage: benches/against-git.sh REPOSITORY [RUNGS [RUNS]]}
rungs=${2:-target/release/rungs}
runs=${3:-15}

# Microseconds that a command takes, its output thrown away.
microseconds() {
    local start=$EPOCHREALTIME
    "$@" > /dev/null 2>&1
    local end=$EPOCHREALTIME
    echo $(((${end/[.,]/} - ${start/[.,]/})))
}

median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

for pair in 'v1 onepage' 'v1 rewrite' 'v1 v2'; do
    read -r before after <<< "$pair"
    peer=(git -C "$repository" diff --word-diff "$before" "$after")
    own=("$rungs" -C "$repository" diff "$before" "$after")
    microseconds "${peer[@]}" > /dev/null
    microseconds "${own[@]}" > /dev/null
    times=$(for _ in $(seq "$runs"); do echo "$(microseconds "${peer[@]}") $(microseconds "${own[@]}")"; done)
    git_median=$(cut -d' ' -f1 <<< "$times" | median)
    own_median=$(cut -d' ' -f2 <<< "$times" | median)
    ratio=$(awk '{ print $2 / $1 }' <<< "$times" | median)
    printf '%-12s git %9.2f ms   rungs %9.2f ms   ratio %.2f\n' "$pair" \
        "$(awk "BEGIN { print $git_median / 1000 }")" \
        "$(awk "BEGIN { print $own_median / 1000 }")" "$ratio"
    if command -v hyperfine > /dev/null; then
        hyperfine -N --warmup 2 "${peer[*]}" "${own[*]}"
    fi
done
