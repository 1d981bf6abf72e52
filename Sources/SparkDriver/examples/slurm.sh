#!/usr/bin/env bash
# Shards as a Slurm array: each job runs PER_JOB shards of the list, one core each (a shared file system).
#
#   ls dump/*.jsonl.gz > shards.txt
#   sbatch --array=0-$(( ($(wc -l < shards.txt) - 1) / 100 ))%200 examples/slurm.sh shards.txt out
#
# A job that is stopped or fails is submitted again with the same command: what is done is skipped.
#SBATCH --job-name=zhandian
#SBATCH --cpus-per-task=1
#SBATCH --mem=3G
#SBATCH --time=04:00:00
#SBATCH --requeue
set -euo pipefail
list=$1 out=$2 per_job=${PER_JOB:-100}
first=$((SLURM_ARRAY_TASK_ID * per_job + 1))
sed -n "${first},$((first + per_job - 1))p" "$list" | tr '\n' '\0' |
  xargs -0 -r zhandian-spark shard --out "$out"
