#!/usr/bin/env bash
# Takes the steps of environment/Dockerfile without an engine of containers, and tells the sizes: what is copied is this commit, the build
# runs with the .NET of this machine, and the second stage is a Debian made by debootstrap with a copy of its runtime, in which the program
# then extracts the features of the demo corpus. As root, on Debian or Ubuntu; needs debootstrap.
# Usage: environment/try-container.sh [FOLDER]    an empty folder for all of it; one that is removed again if left out
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
file=$root/environment/Dockerfile
command -v debootstrap >/dev/null || { echo "try-container needs debootstrap: apt install debootstrap" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || { echo "try-container makes a root of its own, which only root may do: sudo $0" >&2; exit 1; }
work=${1:-}
own=$([ -n "$work" ] || mktemp -d)
work=$(realpath -m "${work:-$own}")
trap 'umount "$work/root/proc" 2>/dev/null || true; [ -z "$own" ] || rm -rf "$own"' EXIT
mkdir -p "$work/source" "$work/root"
app=1654 # APP_UID of the images of .NET

# The n-th line of the Dockerfile that begins with a word, without the word.
line() { sed -n "s/^$1 //p" "$file" | sed -n "$2p"; }

echo "== COPY . . and RUN $(line RUN 1)"
git -C "$root" archive HEAD | tar -x -C "$work/source"
while read -r left; do
  rm -rf "$work"/source/$left # all patterns but ** are those of the shell
done < <(grep -vE '^(\*\*|!)' "$file.dockerignore")
while read -r kept; do
  git -C "$root" archive HEAD -- "${kept#!}" | tar -x -C "$work/source"
done < <(grep '^!' "$file.dockerignore")
(cd "$work/source" && eval "$(line RUN 1 | sed "s|/program|$work/program|")")

echo "== FROM a clean root"
[ -e "$work/root/bin/sh" ] || debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3 bookworm "$work/root" >/dev/null
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
mkdir -p "$work/root/usr/share/dotnet"
cp -r "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$work/root/usr/share/dotnet"
within() {
  chroot "$work/root" /usr/bin/env -i PATH="$PATH" DEBIAN_FRONTEND=noninteractive APP_UID=$app "$(line ENV 1)" \
    DOTNET_ROOT=/usr/share/dotnet "$@"
}
within useradd --no-log-init --uid $app --user-group --create-home app 2>/dev/null || true
before=$(du -sm "$work/root" | cut -f 1)

echo "== RUN $(line RUN 2)"
within sh -ec "$(line RUN 2)" > "$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log" >&2; exit 1; }
tools=$(du -sm "$work/root" | cut -f 1)
rm -rf "$work/root/program"
cp -r "$work/program" "$work/root/program"
echo "== RUN $(line RUN 3)"
within sh -ec "$(line RUN 3)"

mount --bind /proc "$work/root/proc" # which .NET reads
echo "== ENTRYPOINT as the user $app: features demo"
entry=$(line ENTRYPOINT 1 | tr -d '[]" ')
within setpriv --reuid=$app --regid=$app --clear-groups "$entry" features demo --out /home/app/workbench/features.csv
lines=$(wc -l < "$work/root/home/app/workbench/features.csv")
test "$lines" -gt 100 || { echo "the table has $lines lines" >&2; exit 1; }
echo "program $(du -sm "$work/program" | cut -f 1) MB, ffmpeg and libsndfile $((tools - before)) MB, table of $lines lines"
