/* Datagrams in, each described by a record (src/socket/binding.ts). */
#include "nlkit.h"

#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>

static bool get_records(napi_env env, napi_value value, int32_t **records, size_t *count) {
  napi_typedarray_type type;
  void *data = NULL;
  size_t length = 0;
  if (napi_get_typedarray_info(env, value, &type, &length, &data, NULL, NULL) != napi_ok ||
      type != napi_int32_array || length < RECORD_WORDS) {
    napi_throw_type_error(env, NULL, "expected an Int32Array of 8 words or more");
    return false;
  }
  *records = data;
  *count = length / RECORD_WORDS;
  return true;
}

static void put_record(int32_t *record, const struct entry *entry, size_t offset, size_t control) {
  record[0] = (int32_t)entry->kind;
  record[1] = (int32_t)offset;
  record[2] = (int32_t)entry->length;
  record[3] = (int32_t)entry->true_length;
  record[4] = (int32_t)entry->port_id;
  record[5] = (int32_t)entry->groups;
  record[6] = (int32_t)control;
  record[7] = (int32_t)entry->control_length;
}

static size_t take_queued(struct netlink_socket *socket, uint8_t *arena, size_t size, int32_t *records,
                          size_t limit) {
  size_t count = 0, offset = 0;
  for (const struct entry *entry; count < limit && (entry = queue_first(&socket->queue)) != NULL;) {
    size_t control = offset + align8(entry->length);
    size_t end = control + align8(entry->control_length);
    if (end > size) {
      if (count > 0) break;
      struct entry wanted = {.kind = ARENA_TOO_SMALL, .true_length = (uint32_t)end};
      put_record(records, &wanted, 0, 0);
      return 1;
    }
    const uint8_t *data = (const uint8_t *)(entry + 1);
    memcpy(arena + offset, data, entry->length);
    memcpy(arena + control, data + align8(entry->length), entry->control_length);
    put_record(records + count++ * RECORD_WORDS, entry, offset, control);
    offset = end;
    queue_shift(&socket->queue);
  }
  if (count < limit && socket->queue.bytes == 0 && socket->dropped) {
    socket->dropped = false;
    put_record(records + count++ * RECORD_WORDS, &(struct entry){.kind = OVERRUN}, 0, 0);
  }
  resume_below_limit(socket);
  return count;
}

/* Datagram behind datagram into the arena. The first has all of it; a further one is read only while
 * half of it is free, so that reading several at once cuts none that reading one would not (recvmmsg,
 * with its fixed slots, would). */
static size_t read_directly(struct netlink_socket *socket, uint8_t *arena, size_t size,
                            int32_t *records, size_t limit) {
  size_t control_room = (size - CONTROL_BYTES) & ~(size_t)7;
  size_t count = 0, offset = 0;
  while (count < limit && (count == 0 || offset < control_room / 2)) {
    struct sockaddr_nl name = {0};
    struct iovec vector = {.iov_base = arena + offset, .iov_len = control_room - offset};
    struct msghdr message = {.msg_name = &name,
                             .msg_namelen = sizeof name,
                             .msg_iov = &vector,
                             .msg_iovlen = 1,
                             .msg_control = arena + control_room,
                             .msg_controllen = CONTROL_BYTES};
    ssize_t length = recvmsg(socket->fd, &message, MSG_DONTWAIT | MSG_TRUNC);
    if (length < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) break;
      struct entry entry = {.kind = errno == ENOBUFS ? OVERRUN : FAILED, .true_length = (uint32_t)errno};
      put_record(records + count++ * RECORD_WORDS, &entry, offset, offset);
      continue;
    }
    size_t stored = (size_t)length < vector.iov_len ? (size_t)length : vector.iov_len;
    size_t control = offset + align8(stored);
    memmove(arena + control, arena + control_room, message.msg_controllen);
    struct entry entry = {.kind = DATAGRAM,
                          .length = (uint32_t)stored,
                          .true_length = (uint32_t)length,
                          .port_id = name.nl_pid,
                          .groups = name.nl_groups,
                          .control_length = (uint32_t)message.msg_controllen};
    put_record(records + count++ * RECORD_WORDS, &entry, offset, control);
    offset = control + align8(entry.control_length);
  }
  return count;
}

napi_value js_receive(napi_env env, napi_callback_info info) {
  napi_value values[4];
  uint8_t *arena;
  int32_t *records;
  size_t size, capacity, count;
  uint32_t limit;
  struct netlink_socket *socket = get_socket_arguments(env, info, 4, values);
  if (socket == NULL) return NULL;
  if (!get_bytes(env, values[1], &arena, &size)) return NULL;
  if (!get_records(env, values[2], &records, &capacity) || !get_u32(env, values[3], &limit)) return NULL;
  if (size < (size_t)2 * CONTROL_BYTES || size > INT_MAX) {
    napi_throw_range_error(env, NULL, "the arena has 1 KiB to 2 GiB");
    return NULL;
  }
  if (limit > capacity) limit = (uint32_t)capacity;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  pthread_mutex_lock(&socket->lock);
  count = take_queued(socket, arena, size, records, limit);
  if (count == 0) count = read_directly(socket, arena, size, records, limit);
  /* Under the lock that the queue was seen empty under: what the reader adds from here on wakes anew. */
  if (count == 0 && limit > 0) socket->notified = false;
  pthread_mutex_unlock(&socket->lock);
  return integer(env, (int)count);
}

/* One datagram into a buffer that may be too small for it (MSG_TRUNC), or a look at it (MSG_PEEK). What the
 * reader has taken stands before it, so that there must be no reader. */
napi_value js_receive_into(napi_env env, napi_callback_info info) {
  napi_value values[3];
  uint8_t *bytes;
  size_t size;
  bool peek;
  struct netlink_socket *socket = get_socket_arguments(env, info, 3, values);
  if (socket == NULL) return NULL;
  if (!get_bytes(env, values[1], &bytes, &size)) return NULL;
  if (!get_bool(env, values[2], &peek)) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  pthread_mutex_lock(&socket->lock);
  ssize_t length = -EBUSY;
  if (socket->wake == NULL && queue_first(&socket->queue) == NULL) {
    do length = recv(socket->fd, bytes, size, MSG_DONTWAIT | MSG_TRUNC | (peek ? MSG_PEEK : 0));
    while (length < 0 && errno == EINTR);
    if (length < 0) length = -errno;
  }
  pthread_mutex_unlock(&socket->lock);
  return integer(env, (int)length);
}

