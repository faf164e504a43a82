/* Network namespaces: sockets in others than the process's, and namespaces themselves. */
#include "nlkit.h"

#include <fcntl.h>
#include <linux/netlink.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

struct errand {
  const char *path; /* of a namespace to make a socket in; NULL: make a namespace */
  int protocol, type;
  int result; /* descriptor or -errno */
  const char *syscall;
};

static int open_socket(struct errand *errand) {
  errand->syscall = "socket";
  int fd = socket(AF_NETLINK, errand->type | SOCK_CLOEXEC | SOCK_NONBLOCK, errand->protocol);
  return fd < 0 ? -errno : fd;
}

/* A namespace belongs to a thread. This one does one errand in it and ends, so that no thread that
 * JavaScript or the runtime's file access runs on ever changes its own. */
static void *run_errand(void *data) {
  struct errand *errand = data;
  if (errand->path == NULL) {
    errand->syscall = "unshare";
    if (unshare(CLONE_NEWNET) < 0) {
      errand->result = -errno;
      return NULL;
    }
    errand->syscall = "open";
    int fd = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    errand->result = fd < 0 ? -errno : fd;
    return NULL;
  }
  errand->syscall = "open";
  int namespace = open(errand->path, O_RDONLY | O_CLOEXEC);
  if (namespace < 0) {
    errand->result = -errno;
    return NULL;
  }
  errand->syscall = "setns";
  errand->result = setns(namespace, CLONE_NEWNET) < 0 ? -errno : open_socket(errand);
  close(namespace);
  return NULL;
}

static void send_on_errand(struct errand *errand) {
  pthread_t thread;
  errand->syscall = "pthread_create";
  int error = start_thread(&thread, run_errand, errand);
  if (error != 0) errand->result = -error;
  else pthread_join(thread, NULL);
}

/* A netlink socket in the namespace of a path, or in this thread's; a descriptor or -errno. */
int open_netlink(const char *path, int type, int protocol, const char **syscall) {
  struct errand errand = {.path = path, .type = type, .protocol = protocol};
  if (path == NULL) errand.result = open_socket(&errand);
  else send_on_errand(&errand);
  *syscall = errand.syscall;
  return errand.result;
}

napi_value js_create_namespace(napi_env env, napi_callback_info info) {
  struct environment *self;
  struct errand errand = {0};
  if (!get_arguments(env, info, 0, NULL, &self)) return NULL;
  send_on_errand(&errand);
  self->last_syscall = errand.syscall;
  return integer(env, errand.result);
}

napi_value js_close_fd(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  uint32_t fd;
  if (!get_arguments(env, info, 1, &value, &self) || !get_u32(env, value, &fd)) return NULL;
  return integer(env, close((int)fd) < 0 ? -errno : 0);
}

/* Both are short: no file system but nsfs and the caller's own is touched. */
napi_value js_mount(napi_env env, napi_callback_info info) {
  napi_value values[3];
  struct environment *self;
  char source[PATH_MAX], target[PATH_MAX];
  uint32_t flags;
  if (!get_arguments(env, info, 3, values, &self)) return NULL;
  if (!get_path(env, values[0], source) || !get_path(env, values[1], target)) return NULL;
  if (!get_u32(env, values[2], &flags)) return NULL;
  return integer(env, mount(source, target, "none", flags, NULL) < 0 ? -errno : 0);
}

napi_value js_unmount(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct environment *self;
  char target[PATH_MAX];
  uint32_t flags;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if (!get_path(env, values[0], target) || !get_u32(env, values[1], &flags)) return NULL;
  return integer(env, umount2(target, (int)flags) < 0 ? -errno : 0);
}
