#!/usr/bin/env bash
# Prints one of the README's two commands (main or test), so that CI runs exactly what the README says.
set -euo pipefail
readme="$(dirname "$0")/../README.md"
case "${1:-}" in
  main) line=1 ;;
  test) line=2 ;;
  *) echo "usage: readme-command.sh main|test" >&2; exit 2 ;;
esac
sed -n '/^```/,/^```/{/^```/d;/^$/d;/^#/d;p}' "$readme" | sed -n "${line}p"
