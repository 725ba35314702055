# Sourced by make test-spark: makes sure that there is a Java of 17 or newer, installing Debian's where that is allowed.
has_java() {
    local found
    command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java" >/dev/null 2>&1 || return 1
    found=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
    [ "${found:-0}" -ge 17 ]
}

install_java() {
    local as_root=()
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    echo "No Java for Spark: installing Debian's openjdk-17-jre-headless." >&2
    "${as_root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null 2>&1
}

if ! has_java && ! { install_java && has_java; }; then
    echo "Spark needs Java 17 or newer. None was found, and it cannot be installed here without root." >&2
    echo "Debian: apt install openjdk-17-jre-headless; else set JAVA_HOME." >&2
    exit 1
fi
