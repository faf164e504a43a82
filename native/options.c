/* Socket options, and the filter among them that is none of bytes alone. */
#include "nlkit.h"

#include <linux/filter.h>
#include <sys/socket.h>

struct option {
  struct netlink_socket *socket;
  int level, name;
  uint8_t *bytes;
  size_t length;
};

static bool get_option(napi_env env, napi_callback_info info, struct option *option) {
  napi_value values[4];
  uint32_t level, name;
  if ((option->socket = get_socket_arguments(env, info, 4, values)) == NULL) return false;
  if (!get_u32(env, values[1], &level) || !get_u32(env, values[2], &name)) return false;
  if (!get_bytes(env, values[3], &option->bytes, &option->length)) return false;
  if (option->length > INT_MAX) option->length = INT_MAX;
  option->level = (int)level;
  option->name = (int)name;
  return true;
}

napi_value js_set_option(napi_env env, napi_callback_info info) {
  struct option option;
  if (!get_option(env, info, &option)) return NULL;
  if (atomic_load(&option.socket->closed)) return integer(env, -EBADF);
  /* Their value holds a pointer, which bytes from JavaScript must never become. */
  if (option.level == SOL_SOCKET &&
      (option.name == SO_ATTACH_FILTER || option.name == SO_ATTACH_REUSEPORT_CBPF)) {
    return integer(env, -EINVAL);
  }
  int result = setsockopt(option.socket->fd, option.level, option.name, option.bytes,
                          (socklen_t)option.length);
  return integer(env, result < 0 ? -errno : 0);
}

napi_value js_get_option(napi_env env, napi_callback_info info) {
  struct option option;
  if (!get_option(env, info, &option)) return NULL;
  if (atomic_load(&option.socket->closed)) return integer(env, -EBADF);
  /* SO_GET_FILTER alone counts in instructions: with a length in bytes the kernel would write eight
   * times as much as there is room for (net/core/filter.c, sk_get_filter). */
  bool in_instructions = option.level == SOL_SOCKET && option.name == SO_GET_FILTER;
  size_t unit = in_instructions ? sizeof(struct sock_filter) : 1;
  socklen_t length = (socklen_t)(option.length / unit);
  int result = getsockopt(option.socket->fd, option.level, option.name, option.bytes, &length);
  return integer(env, result < 0 ? -errno : (int)(length * unit));
}

napi_value js_attach_filter(napi_env env, napi_callback_info info) {
  napi_value values[2];
  uint8_t *bytes;
  size_t length;
  struct netlink_socket *socket = get_socket_arguments(env, info, 2, values);
  if (socket == NULL) return NULL;
  if (!get_bytes(env, values[1], &bytes, &length)) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  size_t count = length / sizeof(struct sock_filter);
  if (count > USHRT_MAX || length % sizeof(struct sock_filter) != 0) return integer(env, -EINVAL);
  struct sock_fprog program = {.len = (unsigned short)count, .filter = (void *)bytes};
  int result = setsockopt(socket->fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
  return integer(env, result < 0 ? -errno : 0);
}

napi_value js_detach_filter(napi_env env, napi_callback_info info) {
  napi_value value;
  int unused = 0;
  struct netlink_socket *socket = get_socket_arguments(env, info, 1, &value);
  if (socket == NULL) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  int result = setsockopt(socket->fd, SOL_SOCKET, SO_DETACH_FILTER, &unused, sizeof unused);
  return integer(env, result < 0 ? -errno : 0);
}
