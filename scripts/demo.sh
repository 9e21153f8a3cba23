#!/usr/bin/env bash
# Runs the demo, and opens it in the browser where there is a screen.
# Arguments are passed on to "sluice demo".
set -euo pipefail
cd "$(dirname "$0")/.."

room=$(mktemp -d "${TMPDIR:-/tmp}/sluice-demo.XXXXXX")
bin/sluice demo --credentials "$room/credentials.json" "$@" &
demo=$!
stop() {
	kill "$demo" 2>/dev/null || true
	wait "$demo" 2>/dev/null || true
	rm -rf "$room"
}
trap stop EXIT
trap 'exit 0' INT TERM

until [ -s "$room/credentials.json" ]; do
	kill -0 "$demo" 2>/dev/null || { wait "$demo"; exit; }
	sleep 0.2
done

url=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).url' "$room/credentials.json")
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
	xdg-open "$url" >/dev/null 2>&1 || true
elif [ "$(uname)" = Darwin ]; then
	open "$url" || true
fi
wait "$demo"
