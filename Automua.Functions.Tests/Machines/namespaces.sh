#!/usr/bin/env bash
# Runs a command as the first process of new namespaces for mounts, network, processes, names, IPC and control groups, for as long
# as somebody holds the other end of this script's input. Prints that process's number, as it is outside of them, and then what
# the command prints; ends as the command does.
# namespaces.sh COMMAND...: for root, as process 1 of a namespace of processes, so that the kernel ends whatever this script leaves.
set -uo pipefail
exec 3<&0

# /proc is still the one outside, and counts as they do there.
# shellcheck disable=SC2016
introduce='read -r number _ </proc/self/stat && echo "$number" && exec "$@"'
unshare --mount --net --pid --uts --ipc --cgroup --fork bash -c "$introduce" introduce "$@" </dev/null 3<&- &
# Nobody writes: this ends when the other end is closed, which the kernel does for whoever dies.
read -r <&3 &
wait -n
