#!/usr/bin/env bash
# Tells Snakemake what became of a job: running, success or failed. A job that Slurm has forgotten has failed, for Snakemake asks until it knows.
state=$(scontrol show job "$1" -o 2> /dev/null | sed -n 's/.* JobState=\([A-Z_]*\).*/\1/p')
case "$state" in
  COMPLETED) echo success ;;
  PENDING | CONFIGURING | RUNNING | COMPLETING | SUSPENDED | REQUEUED | REQUEUE_HOLD | RESIZING) echo running ;;
  *) echo failed ;;
esac
