#!/usr/bin/env bash
# A Slurm cluster on this machine alone (127.0.0.1), for tests and for trying out: environment/slurm/start-local.sh [FOLDER] installs Slurm
# and munge where they are absent (Debian and Ubuntu by apt), starts a controller and two nodes, and prints the lines that name it;
# environment/slurm/start-local.sh stop [FOLDER] stops it, and with it the jobs that run.
#   eval "$(bash environment/slurm/start-local.sh)"
# The folder is data/slurm of this clone unless named, the first of three ports 6827 unless WORKBENCH_SLURM_PORT says otherwise. All of it
# runs as who calls; nothing is accounted for, and jobs are bound to no memory.
set -euo pipefail

action=start
if [ "${1:-}" = start ] || [ "${1:-}" = stop ]; then
  action=$1
  shift
fi
if [ $# -gt 1 ]; then
  echo "usage: $0 [start|stop] [FOLDER]" >&2
  exit 2
fi
folder=${1:-"$(dirname "$0")/../../data/slurm"}
port=${WORKBENCH_SLURM_PORT:-6827}
umask 077
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ ! -f "$folder/slurm.conf" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "$folder holds other things than a cluster of this script; name an empty folder." >&2
  exit 1
fi
export PATH="$PATH:/usr/sbin" SLURM_CONF="$folder/slurm.conf"

runs() { [ -f "$folder/$1.pid" ] && kill -0 "$(cat "$folder/$1.pid" 2>/dev/null)" 2>/dev/null; }

stop() {
  for daemon in slurmctld slurmd-node1 slurmd-node2 munged; do
    if runs $daemon; then
      kill "$(cat "$folder/$daemon.pid")"
      for _ in $(seq 100); do
        runs $daemon || break
        sleep 0.1
      done
    fi
  done
}

if [ "$action" = stop ]; then
  ! runs slurmctld || scancel --user "$(id -un)" --quiet || true
  stop
  exit 0
fi

if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  command -v apt-get >/dev/null || {
    echo "apt-get was not found. Install Slurm and munge with your system's package manager." >&2
    exit 1
  }
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update >&2
  "${as_root[@]}" apt-get install --yes --no-install-recommends slurm-wlm slurm-wlm-basic-plugins munge >&2
fi

if ! runs slurmctld; then
  mkdir -p "$folder/state" "$folder/spool"
  [ -f "$folder/munge.key" ] || head -c 1024 /dev/urandom > "$folder/munge.key"
  cpus=$(($(nproc) / 2))
  cat > "$SLURM_CONF" <<CONF
ClusterName=workbench
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$port
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SlurmdTimeout=10
ReturnToService=2
MaxJobCount=50000
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,bf_interval=1
NodeName=DEFAULT CPUs=$((cpus > 0 ? cpus : 1)) RealMemory=2048
NodeName=node[1-2] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))]
PartitionName=local Nodes=node[1-2] Default=YES MaxTime=INFINITE
CONF
  munged --force --socket="$folder/munge.socket" --key-file="$folder/munge.key" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munged.seed" >&2
  slurmctld >&2
  slurmd -N node1 >&2
  slurmd -N node2 >&2
fi
for _ in $(seq 100); do
  up=$(sinfo --noheader --Node --states=idle,mixed,allocated --format=%N 2>/dev/null | sort -u | wc -l)
  [ "$up" = 2 ] && ready=yes && break
  sleep 0.2
done
if [ -z "${ready:-}" ]; then
  sinfo >&2 || true
  tail -n 5 "$folder"/*.log >&2
  echo "The cluster does not start. If a port from $port to $((port + 2)) is taken, name another one in WORKBENCH_SLURM_PORT." >&2
  exit 1
fi
echo "export SLURM_CONF='$SLURM_CONF'"
