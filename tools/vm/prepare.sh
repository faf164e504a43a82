# Fetches and lays out what a machine is made of; read by ./run. All of it goes to $dir:
#   kit/         the packages, unpacked: kernel, modules, headers, QEMU and the tools that the host lacks
#   vmlinux      the kernel, not compressed: it boots faster than one that unpacks itself
#   initrd.cpio  busybox, the modules of 9p and overlay, init.sh
#   build        link to the folder that modules are built against
#   ready        the number below; written last

# Another number here makes every cache be laid out anew.
readonly LAYOUT=1
# Seconds for a call of apt, so that a dead mirror ends.
readonly APT_LIMIT=600
# Seconds to wait for another process that prepares.
readonly LOCK_LIMIT=1800
apt=(-qq -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o Acquire::Retries=3 -o Acquire::http::Timeout=30)

# prepare_once: one process prepares, others wait for it.
prepare_once() {
  [ "$(uname -sm)" = "Linux x86_64" ] || unavailable "the kernels are Debian's for x86_64, and this is $(uname -sm)"
  if ! mkdir -p "$cache" 2>/dev/null || [ ! -w "$cache" ]; then unavailable "$cache cannot be written"; fi
  exec 9>"$cache/lock"
  flock -w $LOCK_LIMIT 9 || unavailable "another process has been preparing one in $cache for $LOCK_LIMIT s"
  if [ "$(cat "$dir/ready" 2>/dev/null)" != $LAYOUT ]; then
    say "preparing $dir"
    prepare >&2
  fi
  exec 9>&-
}

# The kernel, its headers and the machine's tools, without dependencies; QEMU and the host's tools with
# whatever of their dependencies the host lacks.
fetch() {
  local packages
  apt-cache show "linux-image-$kernel" >/dev/null 2>&1 || timeout $APT_LIMIT apt-get "${apt[@]}" update || true
  if ! apt-cache show "linux-image-$kernel" >/dev/null 2>&1; then
    rm -rf "$dir"
    unavailable "apt knows no linux-image-$kernel"
  fi
  packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
    --no-replaces --no-enhances "linux-image-$kernel" "linux-headers-$kernel" |
    grep -E '^linux-(image|headers|kbuild|compiler)-' |
    grep -vE "^linux-(image|headers)-$kernel\$|-unsigned\$" | sort -u)
  # A list that is older than the mirror names files that are gone: once more with a new one.
  try_fetch $packages || { timeout $APT_LIMIT apt-get "${apt[@]}" update && try_fetch $packages; } ||
    unavailable "apt cannot fetch the kernel and QEMU"
}

try_fetch() {
  (cd "$dir/debs" && timeout $APT_LIMIT apt-get "${apt[@]}" download "$@" kmod busybox-static) &&
    timeout $APT_LIMIT apt-get "${apt[@]}" -y --no-install-recommends --download-only \
      -o Dir::Cache::archives="$dir/debs" install qemu-system-x86 cpio xz-utils zstd
}

prepare() {
  local tool folder deb release
  for tool in apt-get apt-cache dpkg-deb; do
    command -v $tool >/dev/null || unavailable "what it is made of comes from Debian, and there is no $tool"
  done
  rm -rf "$dir"
  mkdir -p "$dir/debs/partial"
  for folder in bin sbin lib lib64; do
    mkdir -p "$kit/usr/$folder"
    ln -s "usr/$folder" "$kit/$folder"
  done
  fetch
  for deb in "$dir"/debs/*.deb; do
    case $deb in */libc6_*) continue ;; esac # the host's loader wants its own
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$kit" --keep-directory-symlink \
      --exclude=./usr/share/doc --exclude=./usr/share/man
  done
  rm -rf "$dir/debs"
  for tool in depmod insmod lsmod modinfo modprobe rmmod; do ln -sf ../bin/kmod "$kit/usr/sbin/$tool"; done
  release=$(kernel_release)
  kit_run depmod -b "$kit" "$release"

  # The headers' makefiles name /usr/src. Without vmlinux, modules are built without BTF, which would take pahole.
  folder=$kit/usr/src/linux-headers-$release
  sed -i "s,/usr/src/,$kit/usr/src/," "$folder/Makefile"
  rm -f "$folder/vmlinux"
  ln -s "$folder" "$dir/build"

  unpack_kernel "$kit/boot/vmlinuz-$release"
  make_initrd "$release"
  echo $LAYOUT >"$dir/ready"
}

kernel_release() { ls "$kit/usr/lib/modules"; }

# unpack_kernel VMLINUZ: finds the compressed kernel in it by the magic numbers of the formats.
unpack_kernel() {
  local format magic offset
  for format in '\x28\xb5\x2f\xfd zstd' '\xfd7zXZ\x00 xz'; do
    magic=${format% *}
    for offset in $(LC_ALL=C grep -abo -P "$magic" "$1" | cut -d: -f1); do
      tail -c +$((offset + 1)) "$1" | kit_run "${format#* }" -dc >"$dir/vmlinux" 2>/dev/null || true
      [ "$(head -c 4 "$dir/vmlinux" | tail -c 3)" != ELF ] || return 0
    done
  done
  die "cannot unpack $1"
}

# make_initrd RELEASE
make_initrd() {
  local files file i=10
  mkdir -p "$dir/initrd/bin" "$dir/initrd/modules"
  cp "$kit/bin/busybox" "$dir/initrd/bin"
  files=$(kit_run modprobe -d "$kit" -S "$1" --show-depends -a virtio_pci 9p 9pnet_virtio overlay) ||
    die "no 9p in linux-image-$kernel"
  for file in $(awk '/^insmod/ && !seen[$2]++ { print $2 }' <<<"$files"); do
    case $file in *.xz) kit_run xz -dc "$file" ;; *) cat "$file" ;; esac >"$dir/initrd/modules/$((i++)).ko"
  done
  install -m 755 "$here/init.sh" "$dir/initrd/init"
  (cd "$dir/initrd" && find . | kit_run cpio -o -H newc --quiet >"$dir/initrd.cpio")
  rm -rf "$dir/initrd"
}

# prepare_netdevsim: builds the module from Debian's source of the same kernel (150 MB, once). Without it the
# machine runs all the same: what takes netdevsim is told so.
prepare_netdevsim() {
  local release
  release=$(kernel_release)
  exec 9>"$cache/lock"
  flock -w $LOCK_LIMIT 9 || unavailable "another process has been preparing one in $cache for $LOCK_LIMIT s"
  if [ ! -e "$dir/netdevsim" ]; then
    say "building netdevsim for $release"
    if build_netdevsim "$release" >"$dir/netdevsim.log" 2>&1; then touch "$dir/netdevsim"; else
      say "no netdevsim: $(tail -n 1 "$dir/netdevsim.log")"
    fi
    rm -rf "$dir/source"
  fi
  exec 9>&-
}

build_netdevsim() {
  local version source=$dir/source deb
  version=$(cut -d. -f1,2 <<<"$1")
  command -v make >/dev/null && command -v gcc >/dev/null || { echo "it takes gcc and make"; return 1; }
  rm -rf "$source"
  mkdir -p "$source"
  (cd "$source" && timeout $APT_LIMIT apt-get "${apt[@]}" download "linux-source-$version") || return 1
  deb=$(ls "$source"/*.deb) || return 1
  dpkg-deb --fsys-tarfile "$deb" | tar -xO --wildcards '*.tar.xz' | kit_run xz -dc |
    tar -x -C "$source" --strip-components=1 --wildcards '*/drivers/net/netdevsim/*' || return 1
  timeout 300 make -C "$(readlink "$dir/build")" M="$source/drivers/net/netdevsim" CONFIG_NETDEVSIM=m modules || return 1
  install -D -m 644 "$source/drivers/net/netdevsim/netdevsim.ko" "$kit/usr/lib/modules/$1/extra/netdevsim.ko" || return 1
  kit_run depmod -b "$kit" "$1"
}
