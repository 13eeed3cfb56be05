# Sourced by the scripts that install programs which tests drive, or which use what the workbench makes; they say in node_packages, at
# NAME@VERSION, what they need of npm. It goes into references/node_modules, where the packages of the other scripts stay.
cd "$(dirname "${BASH_SOURCE[0]}")"
playwright=playwright-core@1.65.1 onnx_runtime=onnxruntime-node@1.30.0 usearch=usearch@2.26.2
node_packages=()

has_browser() {
  command -v chromium || command -v google-chrome || [ -d /Applications/Chromium.app ] || [ -d "/Applications/Google Chrome.app" ]
} >/dev/null
has_node() { command -v node && command -v npm; } >/dev/null
has_node_packages() {
  local package
  for package in "${node_packages[@]}"; do
    grep --quiet "\"version\": *\"${package##*@}\"" "references/node_modules/${package%@*}/package.json" 2>/dev/null || return 1
  done
}

# Debian's packages of the names given, as root.
apt_install() {
  local as_root=()
  [ "$#" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" apt-get install --yes --no-install-recommends "$@"
}

# What they would download at installation is in the packages, or is not needed.
npm_install() { has_node_packages || npm install --ignore-scripts --no-audit --no-fund --prefix references "${node_packages[@]}"; }

# Says how it ended, and fails where has_all, which each script defines, does.
finish() {
  if has_all; then
    echo "$1 are now installed."
  else
    echo "The installation ended without an error, but some of what it installs is not found: $1." >&2
    exit 1
  fi
}
