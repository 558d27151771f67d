#!/usr/bin/env bash
# A forecast as a Slurm array job, and a merge that waits for it. Submit it from a folder that all nodes share:
#
#     CASES=1000000000 TASKS=400 bash slurm.sh forecast treaty-first
#
# Each task of the array counts its range of the cases; a task that failed is submitted again with --array=N, and writes
# its part anew. The merge refuses a gap, and names it.
#SBATCH --job-name=comity
#SBATCH --cpus-per-task=4
#SBATCH --time=00:30:00
set -euo pipefail

if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
    : "${CASES:?how many cases}" "${TASKS:?how many tasks}"
    mkdir -p parts
    array=$(sbatch --parsable --array="0-$((TASKS - 1))" --export=ALL "$0" "$@")
    sbatch --dependency="afterok:$array" --job-name=comity-merge \
        --wrap='comity merge parts/*.json --json -o answer.json'
    exit
fi

start=$((CASES * SLURM_ARRAY_TASK_ID / TASKS))
stop=$((CASES * (SLURM_ARRAY_TASK_ID + 1) / TASKS))
comity "$@" --cases "$start..$stop" --partial --threads "${SLURM_CPUS_PER_TASK:-1}" \
    -o "parts/$SLURM_ARRAY_TASK_ID.json"
