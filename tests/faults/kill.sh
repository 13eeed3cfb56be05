#!/usr/bin/env bash
# Kills commands, as by kill -9, at drawn moments, and compares what the same command then leaves with what it leaves undisturbed: the
# export of a model, the features and the answers of a shard, the joining of shards, a sweep. Trainings, extraction, notebooks and indices
# are killed by tests of their own (Killed*Tests).
# Usage: tests/faults/kill.sh [KILLS]    for each command; 100 if left out. Needs a built clone; the songs are the demo corpus.
set -euo pipefail
set -m # a command and its processes are killed together
kills=${1:-100}
root=$(cd "$(dirname "$0")/../.." && pwd)
workbench=$root/lib/Workbench.Cli/bin/Release/net10.0/Workbench.Cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export WORKBENCH_DATA=$work/data
RANDOM=1

quiet() { "$workbench" "$@" >/dev/null 2>&1; }

quiet train --dataset demo --model mlp --set training.epochs=3
"$workbench" runs --json > "$work/runs.json"
quiet features plan demo --job "$work/features" --shards 2
quiet features "$work/features" --shard 2/2
quiet predict plan "$work/data/demo" --job "$work/answers" --shards 2
cp "$(ls -d "$work"/data/runs/*/)experiment.json" "$work/experiment.json"

# What is killed, where what it leaves is, and what is removed before it begins.
command_of() {
  case $1 in
    export) echo "export --out $work/model" ;;
    features) echo "features $work/features --shard 1/2" ;;
    predict) echo "predict $work/answers --shard 1/2" ;;
    merge) echo "features merge $work/features --out $work/merged.npy" ;;
    sweep) echo "sweep $work/experiment.json --grid training.optimizer.learningRate=1e-3,1e-2" ;;
  esac
}
leaves() {
  case $1 in
    export) echo "$work"/model ;;
    features) echo "$work"/features/shards/00000 ;;
    predict) echo "$work"/answers/shards/00000 ;;
    merge) echo "$work"/merged.* ;;
    sweep) ls -d "$work"/data/runs/*/ | tail -n +2 ;;
  esac
}
# The bytes of all that is left; of runs without the files in which they tell their names and times, which differ undisturbed, too.
digest() {
  local timed='^$'
  [ "$1" != sweep ] || timed='/((scores|environment|about|model)\.json|card\.md|report\.html)$'
  # shellcheck disable=SC2046
  find $(leaves "$1") -type f | grep -vE "$timed" | while read -r file; do
    echo "$(basename "$file") $(sha256sum < "$file")"
  done | sort | sha256sum
}
clear() {
  # shellcheck disable=SC2046
  rm -rf $(leaves "$1")
}

total=0
for what in export features predict merge sweep; do
  command=$(command_of $what)
  clear $what
  # shellcheck disable=SC2086
  quiet $command # once, so that all caches are as they will be
  clear $what
  started=$(date +%s%N)
  # shellcheck disable=SC2086
  quiet $command
  milliseconds=$((($(date +%s%N) - started) / 1000000))
  expected=$(digest $what)
  hit=0
  for _ in $(seq "$kills"); do
    clear $what
    # shellcheck disable=SC2086
    "$workbench" $command >/dev/null 2>&1 &
    sleep "$(awk "BEGIN { print $RANDOM / 32768 * $milliseconds / 1000 }")"
    if kill -9 -- -$! 2>/dev/null; then hit=$((hit + 1)); fi
    wait $! 2>/dev/null || true
    # shellcheck disable=SC2086
    quiet $command || { echo "$what: the command fails after a kill" >&2; exit 1; }
    [ "$(digest $what)" = "$expected" ] || { echo "$what: other bytes after a kill" >&2; exit 1; }
  done
  echo "$what: killed $hit times within $milliseconds ms, the same bytes each time"
  total=$((total + hit))
done
echo "$total kills, the same bytes each time"
