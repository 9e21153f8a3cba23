#!/usr/bin/env bash
# Fails when "make generate" changes a generated file, adds one or removes one.
# It compares checksums from before and after, so that work which is not
# committed yet does not look like drift.
set -euo pipefail
cd "$(dirname "$0")/.."

sums() {
	find . -name node_modules -prune -o -type f \( -name '*_templ.go' -o -name '*_gen.go' \) -print0 |
		sort -z | xargs -0 -r sha256sum
}

before=$(sums)
make --no-print-directory generate
after=$(sums)

if changed=$(diff <(echo "$before") <(echo "$after")); then
	exit 0
fi
echo 'drift: these generated files were stale; they are written anew now, commit them:' >&2
echo "$changed" | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u >&2
exit 1
