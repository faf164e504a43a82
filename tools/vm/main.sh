# The first program of the machine once its root is in place: loads modules, runs the command, ends the
# machine. Its words come in files of /run/vm, because a kernel's command line is short.
read -r up _ </proc/uptime
echo "$up" >/run/vm/boot
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

rw=$(cat /run/vm/rw)
if [ -n "$rw" ]; then
  mkdir -p "$rw"
  mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 rw "$rw"
fi
for module in $(cat /run/vm/modules); do
  modprobe "$module" || { echo "vm: no module $module" >&2; dmesg | tail -n 5 >&2; }
done 2>>/run/vm/err

mapfile -d '' words </run/vm/argv
(
  cd "$(cat /run/vm/cwd)" || exit 125
  exec env -i "${words[@]}"
) </dev/null >>/run/vm/out 2>>/run/vm/err
echo $? >/run/vm/status
sync
echo b >/proc/sysrq-trigger
sleep 60
