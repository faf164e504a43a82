/* Datagrams out. */
#include "nlkit.h"

#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct send_work {
  struct netlink_socket *socket;
  struct send_work *next;
  napi_async_work work;
  napi_ref callback;
  int result;
  size_t length;
  uint8_t bytes[];
};

static bool get_part(napi_env env, napi_value bytes_value, napi_value length_value, uint8_t **bytes,
                     size_t *length) {
  uint32_t part;
  if (!get_bytes(env, bytes_value, bytes, length) || !get_u32(env, length_value, &part)) return false;
  if (part > *length) {
    napi_throw_range_error(env, NULL, "the length exceeds the array's");
    return false;
  }
  *length = part;
  return true;
}

static int send_datagram(int fd, const uint8_t *bytes, size_t length, uint32_t port_id,
                         uint32_t groups) {
  struct sockaddr_nl name = {.nl_family = AF_NETLINK, .nl_pid = port_id, .nl_groups = groups};
  ssize_t sent;
  do {
    sent = sendto(fd, bytes, length, 0, (struct sockaddr *)&name, sizeof name);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : (int)sent;
}

napi_value js_send(napi_env env, napi_callback_info info) {
  napi_value values[5];
  uint8_t *bytes;
  size_t length;
  uint32_t port_id, groups;
  struct netlink_socket *socket = get_socket_arguments(env, info, 5, values);
  if (socket == NULL) return NULL;
  if (!get_part(env, values[1], values[2], &bytes, &length)) return NULL;
  if (!get_u32(env, values[3], &port_id) || !get_u32(env, values[4], &groups)) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  return integer(env, send_datagram(socket->fd, bytes, length, port_id, groups));
}

static void send_aside_execute(napi_env env, void *data) {
  (void)env;
  struct send_work *work = data;
  if (!acquire_fd(work->socket)) return; /* closed: result stays -ECANCELED */
  work->result = send_datagram(work->socket->fd, work->bytes, work->length, 0, 0);
  /* Here and not in send_aside_complete, which an ending environment may never come to. */
  release_fd(work->socket);
}

static void free_send(napi_env env, struct send_work *work) {
  if (work->callback != NULL) napi_delete_reference(env, work->callback);
  if (work->work != NULL) napi_delete_async_work(env, work->work);
  release_socket(work->socket);
  free(work);
}

/* One send of a socket is under way at a time: the runtime's workers would mix up their order. */
static void start_next_send(napi_env env, struct netlink_socket *socket) {
  struct send_work *work = socket->sends_head;
  if (socket->sending != NULL || work == NULL) return;
  socket->sends_head = work->next;
  if (socket->sends_head == NULL) socket->sends_tail = NULL;
  socket->sending = work;
  /* Fails for a work that was never made only, and js_send_aside refuses those. */
  napi_queue_async_work(env, work->work);
}

static void send_aside_complete(napi_env env, napi_status status, void *data) {
  (void)status; /* napi_cancelled: result still says -ECANCELED */
  struct send_work *work = data;
  struct netlink_socket *socket = work->socket;
  napi_handle_scope scope;
  napi_value callback, result;
  socket->sending = NULL;
  bool alive = false;
  if (napi_open_handle_scope(env, &scope) == napi_ok) {
    alive = napi_get_reference_value(env, work->callback, &callback) == napi_ok &&
            napi_create_int32(env, work->result, &result) == napi_ok &&
            call_back(env, callback, 1, &result);
    napi_close_handle_scope(env, scope);
  }
  if (alive) start_next_send(env, socket);
  while (!alive && socket->sends_head != NULL) {
    struct send_work *dropped = socket->sends_head;
    socket->sends_head = dropped->next;
    free_send(env, dropped);
  }
  if (!alive) socket->sends_tail = NULL;
  free_send(env, work);
}

napi_value js_send_aside(napi_env env, napi_callback_info info) {
  napi_value values[4], name;
  uint8_t *bytes;
  size_t length;
  struct netlink_socket *socket = get_socket_arguments(env, info, 4, values);
  if (socket == NULL) return NULL;
  if (!get_part(env, values[1], values[2], &bytes, &length)) return NULL;
  if (!is_function(env, values[3])) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  struct send_work *work = malloc(sizeof *work + length);
  if (work == NULL) return integer(env, -ENOMEM);
  *work = (struct send_work){.socket = socket, .result = -ECANCELED, .length = length};
  if (length > 0) memcpy(work->bytes, bytes, length);
  atomic_fetch_add(&socket->references, 1);
  if (napi_create_string_utf8(env, "nlkit.send", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_reference(env, values[3], 1, &work->callback) != napi_ok ||
      napi_create_async_work(env, NULL, name, send_aside_execute, send_aside_complete, work,
                             &work->work) != napi_ok) {
    free_send(env, work);
    return integer(env, -ENOMEM);
  }
  if (socket->sends_tail != NULL) socket->sends_tail->next = work;
  else socket->sends_head = work;
  socket->sends_tail = work;
  start_next_send(env, socket);
  return integer(env, 0);
}

