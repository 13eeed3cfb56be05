#!/usr/bin/env bash
# Installs the clients that the tests drive the Jupyter kernel with: nbclient, nbconvert, jupyter_client and the classic notebook for
# Python, zeromq and Playwright for Node, Chromium; and ipykernel, which the benchmark measures beside our kernel. The kernel needs none
# of it. Debian, Ubuntu and macOS; does nothing where all are there.
set -euo pipefail
source "$(dirname "$0")/clients.sh"
node_packages=(zeromq@6.8.0 "$playwright" plotly.js-dist-min@3.3.0)

# The tests take the first Python that has the packages; apt installs them for the system's own.
has_python_packages() {
  local python
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import nbclient, nbconvert, jupyter_client, notebook, ipykernel' 2>/dev/null && return
  done
  return 1
}
has_all() { has_python_packages && has_browser && has_node && has_node_packages; }

if has_all; then
  echo "The clients of the Jupyter kernel are installed."
  exit 0
fi

if command -v apt-get >/dev/null; then
  packages=()
  has_python_packages || packages+=(python3-nbclient python3-nbconvert python3-jupyter-client jupyter-notebook python3-ipykernel)
  has_browser || packages+=(chromium)
  has_node || packages+=(nodejs npm)
  apt_install "${packages[@]}"
elif command -v brew >/dev/null; then
  has_python_packages || python3 -m pip install nbclient nbconvert jupyter_client 'notebook<7' ipykernel
  has_browser || brew install --cask chromium
  has_node || brew install node
else
  echo "Neither apt-get nor brew was found. Install Chromium, Node with npm, and for Python (pip) nbclient, nbconvert," \
    "jupyter_client, notebook<7 and ipykernel; then run this script again." >&2
  exit 1
fi
npm_install
finish "The clients of the Jupyter kernel"
