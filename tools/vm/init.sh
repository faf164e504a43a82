#!/bin/busybox sh
# The first program of the initial RAM disk: lays a layer of memory over the host's files and the kit's, and
# makes that the root.
/bin/busybox --install -s /bin
PATH=/bin
mkdir /proc /sys /dev /host /kit /mem /new
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do insmod $module; done

# share TAG FOLDER OPTIONS
share() { mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,$3 $1 $2 || echo "no share $1"; }
share host /host ro,cache=loose
share kit /kit ro,cache=loose
mount -t tmpfs -o size=90% mem /mem
mkdir /mem/upper /mem/work
mount -t overlay -o lowerdir=/host:/kit,upperdir=/mem/upper,workdir=/mem/work root /new
for folder in proc sys dev; do mount --move /$folder /new/$folder; done
mkdir -p /new/dev/pts /new/dev/shm /new/run
mount -t devpts devpts /new/dev/pts
mount -t tmpfs shm /new/dev/shm
mount -t tmpfs run /new/run
mount -t debugfs debugfs /new/sys/kernel/debug
mount -t tracefs tracefs /new/sys/kernel/tracing
mount -t cgroup2 cgroup2 /new/sys/fs/cgroup
mkdir /new/run/vm
share vm /new/run/vm access=any
ip link set lo up
hostname vm
exec switch_root /new /bin/bash /run/vm/main
