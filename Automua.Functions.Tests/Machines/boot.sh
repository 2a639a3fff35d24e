#!/usr/bin/env bash
# The half of a scratch machine that is made from within; ScratchMachine.cs is the other one. Lays out this machine's files with a
# layer above them that is gone afterwards, moves there for good, and becomes systemd. To be run by namespaces.sh.
# boot.sh FOLDER PATH...: an empty folder to build in, and the paths that must be there though another file system may hold them.
set -euo pipefail
folder=$1
shift

mount --make-rprivate /
mount -t tmpfs tmpfs "$folder"
root=$folder/root

# Puts a layer above a mount point, at the same place in the new root.
layer() {
    local point=$1 place
    place=$folder/$(printf '%s' "$point" | tr / _)
    mkdir -p "$place/upper" "$place/work" "$root$point"
    mount -t overlay overlay -o "lowerdir=$point,upperdir=$place/upper,workdir=$place/work" "$root$point"
}

layer /
for path in /etc /opt /root /usr /var "$@"; do
    if ! point=$(findmnt --noheadings --output TARGET --target "$path"); then
        printf 'boot.sh: there is no %s\n' "$path" >&2
        exit 1
    fi
    [ "$point" = / ] || mountpoint --quiet "$root$point" || layer "$point"
done

mount -t proc proc "$root/proc"
# The kernel is everybody's: what systemd's services would set in it (sysctl, binfmt, modules, devices) stays as it is.
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
for device in null zero full random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
chmod 1777 "$root/tmp"
# systemd would empty it, and the repository may be there.
mkdir -p "$root/etc/tmpfiles.d"
ln --symbolic --force /dev/null "$root/etc/tmpfiles.d/tmp.conf"
: >"$root/etc/machine-id"

cd "$root"
mkdir -p mnt
pivot_root . mnt
umount --lazy /mnt
# systemd hands credentials to services by mounts of its own, which have to reach them.
mount --make-rshared /
cd /
# For ScratchMachine.cs: from here on, systemd that answers is this machine's own.
: >/run/scratch
# Neither the kernel's modules nor its clock.
exec env --ignore-environment container=scratch PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    setpriv --bounding-set=-sys_module,-sys_rawio,-sys_time \
    /lib/systemd/systemd --unit=basic.target --log-target=console --show-status=no
