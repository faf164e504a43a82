/* A socket from open to close: its handle, its references and its descriptor. */
#include "nlkit.h"

#include <linux/netlink.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static const size_t DEFAULT_QUEUE_LIMIT = 32u * 1024 * 1024;

void release_socket(struct netlink_socket *socket) {
  if (atomic_fetch_sub(&socket->references, 1) > 1) return;
  pthread_mutex_destroy(&socket->lock);
  free(socket);
}

struct netlink_socket **bucket_of(struct environment *self, const void *address) {
  return &self->sockets[((uintptr_t)address >> 6) % BUCKETS];
}

/* Closing under a sendto of another thread's would let it write to whichever file gets the number
 * next. So the last user closes, and a send that comes too late finds no users left. */
void release_fd(struct netlink_socket *socket) {
  if (atomic_fetch_sub(&socket->fd_users, 1) == 1) close(socket->fd);
}

bool acquire_fd(struct netlink_socket *socket) {
  int users = atomic_load(&socket->fd_users);
  while (users > 0) {
    if (atomic_compare_exchange_weak(&socket->fd_users, &users, users + 1)) return true;
  }
  return false;
}

void close_socket(struct netlink_socket *socket) {
  if (atomic_exchange(&socket->closed, true)) return;
  disarm_socket(socket);
  pthread_mutex_lock(&socket->lock);
  queue_clear(&socket->queue);
  pthread_mutex_unlock(&socket->lock);
  release_fd(socket);
  if (socket->known_to_reader) leave_reader(socket);
}

static void finalize_handle(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  struct netlink_socket *socket = data;
  if (socket->owner != NULL) {
    close_socket(socket);
    struct netlink_socket **link = bucket_of(socket->owner, socket);
    while (*link != socket) link = &(*link)->next;
    *link = socket->next;
  }
  release_socket(socket);
}

napi_value js_open(napi_env env, napi_callback_info info) {
  napi_value values[3], handle;
  struct environment *self;
  uint32_t protocol, type;
  char path[PATH_MAX];
  napi_valuetype path_type;
  if (!get_arguments(env, info, 3, values, &self)) return NULL;
  if (!get_u32(env, values[0], &protocol) || !get_u32(env, values[1], &type)) return NULL;
  if (napi_typeof(env, values[2], &path_type) != napi_ok) return NULL;
  if (type != SOCK_RAW && type != SOCK_DGRAM) {
    napi_throw_range_error(env, NULL, "the type is SOCK_RAW (3) or SOCK_DGRAM (2)");
    return NULL;
  }
  bool elsewhere = path_type != napi_undefined;
  if (elsewhere && !get_path(env, values[2], path)) return NULL;
  if (protocol > INT_MAX) protocol = INT_MAX;
  int fd = open_netlink(elsewhere ? path : NULL, (int)type, (int)protocol, &self->last_syscall);
  if (fd < 0) return integer(env, fd);

  struct netlink_socket *socket = calloc(1, sizeof *socket);
  if (socket == NULL || napi_create_external(env, socket, finalize_handle, NULL, &handle) != napi_ok) {
    free(socket);
    close(fd);
    self->last_syscall = "malloc";
    return integer(env, -ENOMEM);
  }
  socket->owner = self;
  socket->fd = fd;
  socket->queue_limit = DEFAULT_QUEUE_LIMIT;
  atomic_init(&socket->references, 1);
  atomic_init(&socket->closed, false);
  atomic_init(&socket->fd_users, 1);
  pthread_mutex_init(&socket->lock, NULL);
  struct netlink_socket **bucket = bucket_of(self, socket);
  socket->next = *bucket;
  *bucket = socket;
  return handle;
}

napi_value js_last_syscall(napi_env env, napi_callback_info info) {
  struct environment *self;
  napi_value result = NULL;
  if (!get_arguments(env, info, 0, NULL, &self)) return NULL;
  napi_create_string_utf8(env, self->last_syscall, NAPI_AUTO_LENGTH, &result);
  return result;
}

napi_value js_bind(napi_env env, napi_callback_info info) {
  napi_value values[3];
  struct sockaddr_nl name = {.nl_family = AF_NETLINK};
  socklen_t length = sizeof name;
  struct netlink_socket *socket = get_socket_arguments(env, info, 3, values);
  if (socket == NULL) return NULL;
  if (!get_u32(env, values[1], &name.nl_pid) || !get_u32(env, values[2], &name.nl_groups)) return NULL;
  if (atomic_load(&socket->closed)) return number(env, -EBADF);
  socket->owner->last_syscall = "bind";
  if (bind(socket->fd, (struct sockaddr *)&name, sizeof name) < 0) return number(env, -errno);
  socket->owner->last_syscall = "getsockname";
  if (getsockname(socket->fd, (struct sockaddr *)&name, &length) < 0) return number(env, -errno);
  return number(env, name.nl_pid);
}

napi_value js_fd(napi_env env, napi_callback_info info) {
  napi_value value;
  struct netlink_socket *socket = get_socket_arguments(env, info, 1, &value);
  if (socket == NULL) return NULL;
  return integer(env, atomic_load(&socket->closed) ? -EBADF : socket->fd);
}

napi_value js_close(napi_env env, napi_callback_info info) {
  napi_value value;
  struct netlink_socket *socket = get_socket_arguments(env, info, 1, &value);
  if (socket != NULL) close_socket(socket);
  return NULL;
}
