#!/usr/bin/env bash
# Writes every *_templ.go anew and removes those whose template is gone. The
# names of templates inside the generated code are relative to the folder that
# templ is given, so it is given each folder by itself; parents come first.
set -euo pipefail
cd "$(dirname "$0")/.."

find internal \( -name node_modules -o -name dist \) -prune -o \( -name '*.templ' -o -name '*_templ.go' \) -printf '%h\n' |
	sort -u |
	while read -r folder; do
		go tool templ generate -log-level warn -path "$folder"
	done
