#!/usr/bin/env bash
# Shards into stores, and the stores into one, where a store is wanted and not Parquet (GNU parallel, no Python).
#
#   examples/stores.sh shards.txt stores all.db
set -euo pipefail
list=$1 folder=$2 into=$3
mkdir -p "$folder"
one() {
  local store="$2/$(printf %s "$1" | sha256sum | cut -c1-16).db"
  [ -e "$store" ] && return
  # Rejects are rows of the store; 65 and 66: a shard of which nothing could be used.
  zhandian ingest "$1" --store "$store.$$.tmp" --jobs 1 --quiet 2>/dev/null || case $? in 65|66) ;; *) return 1 ;; esac
  mv "$store.$$.tmp" "$store"
}
export -f one
parallel --retries 3 --arg-file "$list" one {} "$folder"
zhandian merge "$folder"/*.db --into "$into"
