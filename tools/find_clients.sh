# Sourced by make test-slow: the clients that a release must open in, each by itself. Usage: source tools/find_clients.sh VENV
# Python's are made under .cache/clients from tools/clients/*.txt, by hash and never compiled; R and LibreOffice are Debian's,
# installed where that is allowed. Where one cannot be had, its tests skip and say why; in CI that is a failure.
make_client() {
    local venv=$1 pins=$2 name digest home
    name=$(basename "$pins" .txt)
    digest=$(sha256sum "$pins" | cut -c1-16)
    home=.cache/clients/$name
    [ "$(cat "$home/made_from" 2>/dev/null)" = "$digest" ] && return 0
    echo "Setting up the client $name." >&2
    rm -rf "$home"
    "$venv/bin/python" -m venv "$home" || return 1
    local by_hash=(--quiet --require-hashes --no-deps --only-binary :all: -r "$pins")
    "$venv/bin/uv" pip install --python "$home/bin/python" "${by_hash[@]}" 2>/dev/null ||
        "$home/bin/python" -m pip --disable-pip-version-check install "${by_hash[@]}" || return 1
    echo "$digest" >"$home/made_from"
}

install_debian() {
    local command=$1 package=$2 as_root=()
    command -v "$command" >/dev/null 2>&1 && return 0
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    echo "No $command for the tests of other clients: installing Debian's." >&2
    "${as_root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1
    command -v "$command" >/dev/null 2>&1
}

for pins in tools/clients/*.txt; do
    make_client "$1" "$pins" || echo "The client $(basename "$pins" .txt) could not be set up; its tests will be skipped." >&2
done
install_debian Rscript r-base-core || echo "R could not be installed; its tests will be skipped." >&2
install_debian soffice libreoffice-calc || echo "LibreOffice could not be installed; its tests will be skipped." >&2
