#!/usr/bin/env bash
# Installs what the given purposes need and the machine does not have yet:
#
#   scripts/install.sh build    Node.js, for the browser side
#   scripts/install.sh test     the same, a C compiler (race detector), Chromium and PostgreSQL
#
# It uses apt-get, as root or through sudo. Where that is not possible it says
# what is missing and fails; nothing that is already there is touched.
set -euo pipefail

have() { command -v "$1" >/dev/null 2>&1; }

have_node() { have npm && have node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }
have_cc() { have "${CC:-cc}"; }
have_chromium() { [ -x "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome; }
have_postgresql() { have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

fail() {
	printf 'install: %s\n' "$@" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif have sudo; then
		sudo "$@"
	else
		fail "needs root or sudo to install: ${packages[*]}" "install them by hand and run this again"
	fi
}

needs=()
for purpose in "$@"; do
	case $purpose in
	build) needs+=(node) ;;
	test) needs+=(node cc chromium postgresql) ;;
	*) fail "unknown purpose '$purpose': it is build or test" ;;
	esac
done

have go || fail 'Go is missing: install Go 1.26 or newer from https://go.dev/dl/'

packages=()
for need in "${needs[@]}"; do
	"have_$need" && continue
	case $need in
	node) packages+=(nodejs npm) ;;
	cc) packages+=(gcc libc6-dev) ;;
	chromium) packages+=(chromium fonts-liberation) ;;
	postgresql) packages+=(postgresql) ;;
	esac
done
[ ${#packages[@]} -eq 0 ] && exit 0

have apt-get || fail "this machine has no apt-get; please install by hand: ${packages[*]}"
echo "install: ${packages[*]}"
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"

for need in "${needs[@]}"; do
	"have_$need" || fail "$need is still missing or too old after the installation (Node.js must be 20 or newer)"
done
