#!/usr/bin/env bash
# Tags a dataset in parts, on all cores of this machine or of many, with GNU parallel. Stopped at any moment, it is run
# again and does what is missing: a part takes its name only when it is whole.
#
#   split -C 64M --additional-suffix=.jsonl articles.jsonl parts/
#   docs/jobs/tag.sh parts tagged                          # on this machine
#   docs/jobs/tag.sh parts tagged --sshloginfile machines  # on those, if they see both folders under the same path
#
# What follows the folders are options of parallel. Each line needs an "id" of its own: without one, articles are
# numbered from the start of their part. $POSTIL is the program and may have options (POSTIL="postil tag --model m").
set -euo pipefail
source=$(realpath "$1")
target=$(realpath -m "$2")
shift 2
mkdir -p "$target"

cd "$source"
for part in *.jsonl; do
  if [ ! -e "$target/$part" ]; then printf '%s\n' "$part"; fi
done | parallel "$@" "cd ${source@Q} && ${POSTIL:-postil tag} {} >${target@Q}/.{} && mv ${target@Q}/.{} ${target@Q}/{}"
