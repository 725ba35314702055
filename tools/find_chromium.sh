# Sourced by make: sets DWSC_CHROMIUM to a Chromium for the browser tests, installing Debian's where that is allowed.
# The one without windows comes first: it takes a fifth less of a processor for each page.
# Without one the browser tests skip and say why; in CI a missing browser is a failure.
find_chromium() {
    local candidate
    for candidate in "${DWSC_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

install_chromium() {
    local as_root=() package
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    echo "No Chromium for the browser tests: installing Debian's." >&2
    "${as_root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    for package in chromium-headless-shell chromium; do
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" fonts-dejavu-core >/dev/null 2>&1 && return 0
    done
    return 1
}

if chromium=$(find_chromium) || { install_chromium && chromium=$(find_chromium); }; then
    export DWSC_CHROMIUM=$chromium
else
    unset DWSC_CHROMIUM
    echo "Browser tests will be skipped: no Chromium was found, and it cannot be installed here without root. Install it, or set DWSC_CHROMIUM." >&2
    if [ -n "${CI:-}" ]; then
        echo "In CI a missing browser is a failure." >&2
        exit 1
    fi
fi
