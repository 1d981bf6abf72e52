#!/usr/bin/env bash
# Shards over the cores of this machine, or of several with -S host,host (GNU parallel; a shared file system).
#
#   ls dump/*.jsonl.gz > shards.txt
#   examples/parallel.sh shards.txt out 8
#
# A shard that fails is tried twice more; run again = only what is not done.
set -euo pipefail
list=$1 out=$2 jobs=${3:-$(nproc)}
mkdir -p "$out"
parallel --jobs "$jobs" --retries 3 --joblog "$out/joblog.tsv" --arg-file "$list" \
  zhandian-spark shard {} --out "$out" >> "$out/shards.jsonl"
