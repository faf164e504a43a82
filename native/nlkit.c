/*
 * AF_NETLINK sockets for JavaScript, as plain Node-API: datagrams in and out, options, and one reader
 * thread per environment that keeps draining while JavaScript is busy. Nothing here knows what a
 * message is. src/socket/binding.ts has the functions as JavaScript sees them.
 *
 * Threads. Everything runs on the environment's JavaScript thread, but for read_loop (the reader),
 * send_aside_execute (a worker of the runtime) and the errands that enter a namespace. What the reader
 * shares with the JavaScript thread stands behind socket->lock; `references` and `closed` are atomic.
 *
 * Errors. A failing system call is returned as -errno and never thrown: refusals are everyday answers.
 * Wrong arguments throw TypeError or RangeError, so that none of them can become a memory error.
 */
#define _GNU_SOURCE
#define NAPI_VERSION 8

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <node_api.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  RECORD_WORDS = 8,             /* int32 words that describe one received datagram */
  CONTROL_BYTES = 512,          /* room for control messages; all that netlink sends need under 200 */
  BATCH = 16,                   /* datagrams per recvmmsg: more gained nothing when measured */
  SLOT_BYTES = 1024 * 1024,     /* room for each; only the pages that the kernel fills ever exist */
  CHUNK_BYTES = 64 * 1024,      /* unit that queues grow by */
  THREAD_STACK_BYTES = 256 * 1024,
  BUCKETS = 256,
};

static const size_t DEFAULT_QUEUE_LIMIT = 32u * 1024 * 1024;

enum record_kind { DATAGRAM = 0, OVERRUN = 1, FAILED = 2, ARENA_TOO_SMALL = 3 };

/* A queued record; `length` bytes of data and then `control_length` bytes follow, each padded to 8. */
struct entry {
  uint32_t kind;
  uint32_t length;
  uint32_t true_length; /* errno for FAILED */
  uint32_t port_id;
  uint32_t groups;
  uint32_t control_length;
};

struct chunk {
  struct chunk *next;
  size_t capacity, used, taken;
  _Alignas(8) uint8_t bytes[];
};

struct queue {
  struct chunk *head, *tail;
  size_t bytes;
  uint32_t last_kind; /* meaningful while bytes > 0 */
};

struct environment;
struct send_work;

struct netlink_socket {
  struct environment *owner;        /* NULL once the environment has been cleaned up */
  struct netlink_socket *next;      /* in owner->sockets */
  struct netlink_socket *next_dead; /* in owner->dead */
  atomic_int references;            /* handle, reader, threadsafe functions, sends under way */
  atomic_bool closed;
  atomic_int fd_users; /* 1 until closed, and 1 while another thread is inside sendto */
  int fd;              /* never changes; whoever gives fd_users back last closes it */
  bool known_to_reader, keep_alive;
  struct send_work *sending, *sends_head, *sends_tail;

  pthread_mutex_t lock; /* for all that follows, and for reading from fd */
  struct queue queue;
  size_t queue_limit;
  napi_threadsafe_function wake; /* NULL while disarmed */
  bool watched;                  /* is in the reader's epoll set */
  bool paused;                   /* is in it, but switched off: the queue is full */
  bool notified;                 /* JavaScript was woken and has not yet seen an empty queue */
  bool dropped;                  /* no memory for a record: told as an overrun */
};

struct send_work {
  struct netlink_socket *socket;
  struct send_work *next;
  napi_async_work work;
  napi_ref callback;
  int result;
  size_t length;
  uint8_t bytes[];
};

/* What belongs to one JavaScript environment: the main thread, or one worker. */
struct environment {
  int references; /* instance data, clean-up hook */
  napi_env env;
  const char *last_syscall;
  struct netlink_socket *sockets[BUCKETS]; /* every one that a handle points to, by address */

  bool reading;
  pthread_t reader;
  int epoll, event;
  uint8_t *slots;
  pthread_mutex_t lock; /* for the two that follow */
  struct netlink_socket *dead;
  bool stopping;
};

static size_t align8(size_t length) { return (length + 7) & ~(size_t)7; }

/* ---- queues ---- */

static void queue_clear(struct queue *queue) {
  while (queue->head != NULL) {
    struct chunk *chunk = queue->head;
    queue->head = chunk->next;
    free(chunk);
  }
  queue->tail = NULL;
  queue->bytes = 0;
}

static size_t entry_size(const struct entry *entry) {
  return sizeof *entry + align8(entry->length) + align8(entry->control_length);
}

static bool queue_append(struct queue *queue, const struct entry *entry, const uint8_t *data,
                         const uint8_t *control) {
  /* A flood of overruns says no more than one does. */
  if (entry->kind == OVERRUN && queue->bytes > 0 && queue->last_kind == OVERRUN) return true;
  size_t size = entry_size(entry);
  struct chunk *chunk = queue->tail;
  if (chunk == NULL || chunk->capacity - chunk->used < size) {
    size_t capacity = size > CHUNK_BYTES ? size : CHUNK_BYTES;
    chunk = malloc(sizeof *chunk + capacity);
    if (chunk == NULL) return false;
    *chunk = (struct chunk){.capacity = capacity};
    if (queue->tail != NULL) queue->tail->next = chunk;
    else queue->head = chunk;
    queue->tail = chunk;
  }
  uint8_t *at = chunk->bytes + chunk->used;
  memcpy(at, entry, sizeof *entry);
  if (entry->length > 0) memcpy(at + sizeof *entry, data, entry->length);
  if (entry->control_length > 0) {
    memcpy(at + sizeof *entry + align8(entry->length), control, entry->control_length);
  }
  chunk->used += size;
  queue->bytes += size;
  queue->last_kind = entry->kind;
  return true;
}

static const struct entry *queue_first(const struct queue *queue) {
  return queue->bytes == 0 ? NULL : (const struct entry *)(queue->head->bytes + queue->head->taken);
}

static void queue_shift(struct queue *queue) {
  struct chunk *chunk = queue->head;
  size_t size = entry_size(queue_first(queue));
  chunk->taken += size;
  queue->bytes -= size;
  if (chunk->taken < chunk->used) return;
  queue->head = chunk->next;
  if (queue->head == NULL) queue->tail = NULL;
  free(chunk);
}

/* ---- sockets ---- */

static void release_socket(struct netlink_socket *socket) {
  if (atomic_fetch_sub(&socket->references, 1) > 1) return;
  pthread_mutex_destroy(&socket->lock);
  free(socket);
}

static struct netlink_socket **bucket_of(struct environment *self, const void *address) {
  return &self->sockets[((uintptr_t)address >> 6) % BUCKETS];
}

/* Closing under a sendto of another thread's would let it write to whichever file gets the number
 * next. So the last user closes, and a send that comes too late finds no users left. */
static void release_fd(struct netlink_socket *socket) {
  if (atomic_fetch_sub(&socket->fd_users, 1) == 1) close(socket->fd);
}

static bool acquire_fd(struct netlink_socket *socket) {
  int users = atomic_load(&socket->fd_users);
  while (users > 0) {
    if (atomic_compare_exchange_weak(&socket->fd_users, &users, users + 1)) return true;
  }
  return false;
}

static void poke_reader(struct environment *self) {
  uint64_t one = 1;
  ssize_t written = write(self->event, &one, sizeof one);
  (void)written; /* EAGAIN: the counter is at its top, so the reader is awake anyhow */
}

static void disarm_socket(struct netlink_socket *socket) {
  pthread_mutex_lock(&socket->lock);
  napi_threadsafe_function wake = socket->wake;
  socket->wake = NULL;
  if (socket->watched) epoll_ctl(socket->owner->epoll, EPOLL_CTL_DEL, socket->fd, NULL);
  socket->watched = socket->paused = socket->notified = false;
  pthread_mutex_unlock(&socket->lock);
  /* abort: what is under way to JavaScript is dropped */
  if (wake != NULL) napi_release_threadsafe_function(wake, napi_tsfn_abort);
}

static void close_socket(struct netlink_socket *socket) {
  if (atomic_exchange(&socket->closed, true)) return;
  disarm_socket(socket);
  pthread_mutex_lock(&socket->lock);
  queue_clear(&socket->queue);
  pthread_mutex_unlock(&socket->lock);
  release_fd(socket);
  if (!socket->known_to_reader) return;
  /* The reader may hold the address from the epoll_wait it is working on: it lets go by itself. */
  struct environment *self = socket->owner;
  pthread_mutex_lock(&self->lock);
  socket->next_dead = self->dead;
  self->dead = socket;
  pthread_mutex_unlock(&self->lock);
  poke_reader(self);
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

/* ---- the reader thread ---- */

/* EPOLLONESHOT: after an event the descriptor is switched off until it is switched on again here. That
 * is the one way to stop EPOLLERR as well, which no event mask can leave out (fs/eventpoll.c). Whether
 * something is there is looked at anew when it is switched on, so nothing is missed in between. */
static int switch_on(struct netlink_socket *socket, int operation) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = socket};
  return epoll_ctl(socket->owner->epoll, operation, socket->fd, &event);
}

static void resume_below_limit(struct netlink_socket *socket) {
  if (!socket->paused || socket->queue.bytes > socket->queue_limit / 2) return;
  socket->paused = false;
  switch_on(socket, EPOLL_CTL_MOD);
}

static void enqueue(struct netlink_socket *socket, const struct entry *entry, const uint8_t *data,
                    const uint8_t *control) {
  if (!queue_append(&socket->queue, entry, data, control)) socket->dropped = true;
}

static void notify(struct netlink_socket *socket) {
  if (socket->notified || socket->wake == NULL) return;
  if (socket->queue.bytes == 0 && !socket->dropped) return;
  napi_status status = napi_call_threadsafe_function(socket->wake, NULL, napi_tsfn_nonblocking);
  /* The environment is ending. napi_closing has given up our share in the function already: to
   * release it once more would be one time too often. */
  if (status == napi_closing) socket->wake = NULL;
  socket->notified = status == napi_ok;
}

/* One batch, so that a flood on one socket leaves the others their turn. */
static void read_batch(struct environment *self, struct netlink_socket *socket) {
  struct mmsghdr messages[BATCH];
  struct iovec vectors[BATCH];
  struct sockaddr_nl names[BATCH];
  _Alignas(8) uint8_t controls[BATCH][CONTROL_BYTES];
  for (int i = 0; i < BATCH; i++) {
    vectors[i] = (struct iovec){.iov_base = self->slots + (size_t)i * SLOT_BYTES, .iov_len = SLOT_BYTES};
    messages[i] = (struct mmsghdr){.msg_hdr = {.msg_name = &names[i],
                                               .msg_namelen = sizeof names[i],
                                               .msg_iov = &vectors[i],
                                               .msg_iovlen = 1,
                                               .msg_control = controls[i],
                                               .msg_controllen = CONTROL_BYTES}};
  }
  int count = recvmmsg(socket->fd, messages, BATCH, MSG_DONTWAIT | MSG_TRUNC, NULL);
  bool failed = false;
  if (count < 0 && errno == ENOBUFS) {
    enqueue(socket, &(struct entry){.kind = OVERRUN}, NULL, NULL);
  } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
    failed = true; /* Not read again until JavaScript has taken the error: no busy loop here. */
    enqueue(socket, &(struct entry){.kind = FAILED, .true_length = (uint32_t)errno}, NULL, NULL);
  }
  for (int i = 0; i < count; i++) {
    uint32_t length = messages[i].msg_len;
    struct entry entry = {.kind = DATAGRAM,
                          .length = length < SLOT_BYTES ? length : SLOT_BYTES,
                          .true_length = length,
                          .port_id = names[i].nl_pid,
                          .groups = names[i].nl_groups,
                          .control_length = (uint32_t)messages[i].msg_hdr.msg_controllen};
    enqueue(socket, &entry, vectors[i].iov_base, controls[i]);
  }
  if (failed || socket->queue.bytes >= socket->queue_limit) socket->paused = true;
  else switch_on(socket, EPOLL_CTL_MOD);
  notify(socket);
}

static void *read_loop(void *data) {
  struct environment *self = data;
  struct epoll_event events[64];
  for (bool stopping = false; !stopping;) {
    int count = epoll_wait(self->epoll, events, 64, -1);
    for (int i = 0; i < count; i++) {
      struct netlink_socket *socket = events[i].data.ptr;
      if (socket == NULL) {
        uint64_t value;
        ssize_t got = read(self->event, &value, sizeof value);
        (void)got;
        continue;
      }
      pthread_mutex_lock(&socket->lock);
      if (socket->watched && !socket->paused) read_batch(self, socket);
      pthread_mutex_unlock(&socket->lock);
    }
    pthread_mutex_lock(&self->lock);
    struct netlink_socket *dead = self->dead;
    self->dead = NULL;
    stopping = self->stopping;
    pthread_mutex_unlock(&self->lock);
    while (dead != NULL) {
      struct netlink_socket *socket = dead;
      dead = socket->next_dead;
      release_socket(socket);
    }
  }
  return NULL;
}

/* A thread that no signal of the runtime's is handled on, with a small stack. */
static int start_thread(pthread_t *thread, void *(*run)(void *), void *data) {
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error != 0) return error;
  sigset_t all, before;
  sigfillset(&all);
  pthread_attr_setstacksize(&attributes, THREAD_STACK_BYTES);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  error = pthread_create(thread, &attributes, run, data);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}

static void free_reader(struct environment *self) {
  if (self->slots != NULL) munmap(self->slots, (size_t)BATCH * SLOT_BYTES);
  if (self->event >= 0) close(self->event);
  if (self->epoll >= 0) close(self->epoll);
  self->slots = NULL;
  self->event = self->epoll = -1;
}

static int start_reader(struct environment *self) {
  if (self->reading) return 0;
  int error = 0;
  self->last_syscall = "epoll_create1";
  self->epoll = epoll_create1(EPOLL_CLOEXEC);
  if (self->epoll < 0) return -errno;
  self->last_syscall = "eventfd";
  self->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->event < 0) error = errno;
  if (error == 0) {
    self->last_syscall = "mmap";
    void *slots = mmap(NULL, (size_t)BATCH * SLOT_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (slots == MAP_FAILED) error = errno;
    else self->slots = slots;
  }
  if (error == 0) {
    self->last_syscall = "epoll_ctl";
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(self->epoll, EPOLL_CTL_ADD, self->event, &event) < 0) error = errno;
  }
  if (error == 0) {
    self->last_syscall = "pthread_create";
    error = start_thread(&self->reader, read_loop, self);
  }
  self->reading = error == 0;
  if (error != 0) free_reader(self);
  return -error;
}

static void release_environment(struct environment *self) {
  if (--self->references > 0) return;
  pthread_mutex_destroy(&self->lock);
  free(self);
}

static void finalize_environment(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  release_environment(data);
}

/* Runs before the runtime frees any threadsafe function (it only marks them as closing before this),
 * and after this no thread of ours calls one: that is why the reader is joined first. */
static void clean_up_environment(void *data) {
  struct environment *self = data;
  if (self->reading) {
    pthread_mutex_lock(&self->lock);
    self->stopping = true;
    pthread_mutex_unlock(&self->lock);
    poke_reader(self);
    pthread_join(self->reader, NULL);
  }
  for (int i = 0; i < BUCKETS; i++) {
    for (struct netlink_socket *socket = self->sockets[i]; socket != NULL; socket = socket->next) {
      close_socket(socket);
      socket->owner = NULL;
    }
    self->sockets[i] = NULL;
  }
  while (self->dead != NULL) {
    struct netlink_socket *socket = self->dead;
    self->dead = socket->next_dead;
    release_socket(socket);
  }
  if (self->reading) free_reader(self);
  self->reading = false;
  release_environment(self);
}

/* ---- arguments and results ---- */

static napi_value number(napi_env env, double value) {
  napi_value result = NULL;
  napi_create_double(env, value, &result);
  return result;
}

static napi_value integer(napi_env env, int value) {
  napi_value result = NULL;
  napi_create_int32(env, value, &result);
  return result;
}

/* Missing arguments arrive as undefined, which every reader below refuses. */
static bool get_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *values,
                          struct environment **self) {
  return napi_get_cb_info(env, info, &count, values, NULL, (void **)self) == napi_ok;
}

/* An external of another addon carries a pointer too, so the address is looked up and not followed. */
static struct netlink_socket *get_socket(napi_env env, struct environment *self, napi_value value) {
  void *data = NULL;
  if (napi_get_value_external(env, value, &data) == napi_ok) {
    struct netlink_socket *socket = *bucket_of(self, data);
    while (socket != NULL && socket != data) socket = socket->next;
    if (socket != NULL) return socket;
  }
  napi_throw_type_error(env, NULL, "expected a handle that open() returned");
  return NULL;
}

static bool get_u32(napi_env env, napi_value value, uint32_t *result) {
  if (napi_get_value_uint32(env, value, result) == napi_ok) return true;
  napi_throw_type_error(env, NULL, "expected a number");
  return false;
}

static bool get_path(napi_env env, napi_value value, char path[PATH_MAX]) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, path, PATH_MAX, &length) == napi_ok &&
      length < PATH_MAX - 1 && strlen(path) == length) {
    return true;
  }
  napi_throw_type_error(env, NULL, "expected a path, without NUL and below PATH_MAX");
  return false;
}

static bool get_bytes(napi_env env, napi_value value, uint8_t **bytes, size_t *length) {
  napi_typedarray_type type;
  void *data = NULL;
  if (napi_get_typedarray_info(env, value, &type, length, &data, NULL, NULL) == napi_ok &&
      type == napi_uint8_array) {
    *bytes = data;
    return true;
  }
  napi_throw_type_error(env, NULL, "expected a Uint8Array");
  return false;
}

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

/* Calls back into JavaScript; what the callback throws becomes an uncaught exception, as a listener's
 * would. False when the environment is ending and runs no JavaScript any more. */
static bool call_back(napi_env env, napi_value callback, size_t count, const napi_value *values) {
  napi_value receiver, error;
  bool thrown = false;
  if (napi_get_undefined(env, &receiver) != napi_ok) return false;
  if (napi_call_function(env, receiver, callback, count, values, NULL) == napi_ok) return true;
  if (napi_is_exception_pending(env, &thrown) != napi_ok || !thrown) return false;
  if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
  return true;
}

/* ---- open, bind, close ---- */

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

static napi_value js_open(napi_env env, napi_callback_info info) {
  napi_value values[3], handle;
  struct environment *self;
  struct errand errand = {0};
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
  errand.protocol = protocol > INT_MAX ? INT_MAX : (int)protocol;
  errand.type = (int)type;
  if (path_type == napi_undefined) {
    errand.result = open_socket(&errand);
  } else {
    if (!get_path(env, values[2], path)) return NULL;
    errand.path = path;
    send_on_errand(&errand);
  }
  self->last_syscall = errand.syscall;
  if (errand.result < 0) return integer(env, errand.result);

  struct netlink_socket *socket = calloc(1, sizeof *socket);
  if (socket == NULL || napi_create_external(env, socket, finalize_handle, NULL, &handle) != napi_ok) {
    free(socket);
    close(errand.result);
    self->last_syscall = "malloc";
    return integer(env, -ENOMEM);
  }
  socket->owner = self;
  socket->fd = errand.result;
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

static napi_value js_last_syscall(napi_env env, napi_callback_info info) {
  struct environment *self;
  napi_value result = NULL;
  if (!get_arguments(env, info, 0, NULL, &self)) return NULL;
  napi_create_string_utf8(env, self->last_syscall, NAPI_AUTO_LENGTH, &result);
  return result;
}

static napi_value js_bind(napi_env env, napi_callback_info info) {
  napi_value values[3];
  struct environment *self;
  struct netlink_socket *socket;
  struct sockaddr_nl name = {.nl_family = AF_NETLINK};
  socklen_t length = sizeof name;
  if (!get_arguments(env, info, 3, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (!get_u32(env, values[1], &name.nl_pid) || !get_u32(env, values[2], &name.nl_groups)) return NULL;
  if (atomic_load(&socket->closed)) return number(env, -EBADF);
  self->last_syscall = "bind";
  if (bind(socket->fd, (struct sockaddr *)&name, sizeof name) < 0) return number(env, -errno);
  self->last_syscall = "getsockname";
  if (getsockname(socket->fd, (struct sockaddr *)&name, &length) < 0) return number(env, -errno);
  return number(env, name.nl_pid);
}

static napi_value js_fd(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  struct netlink_socket *socket;
  if (!get_arguments(env, info, 1, &value, &self)) return NULL;
  if ((socket = get_socket(env, self, value)) == NULL) return NULL;
  return integer(env, atomic_load(&socket->closed) ? -EBADF : socket->fd);
}

static napi_value js_close(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  struct netlink_socket *socket;
  if (!get_arguments(env, info, 1, &value, &self)) return NULL;
  if ((socket = get_socket(env, self, value)) != NULL) close_socket(socket);
  return NULL;
}

/* ---- send ---- */

static int send_datagram(int fd, const uint8_t *bytes, size_t length, uint32_t port_id,
                         uint32_t groups) {
  struct sockaddr_nl name = {.nl_family = AF_NETLINK, .nl_pid = port_id, .nl_groups = groups};
  ssize_t sent;
  do {
    sent = sendto(fd, bytes, length, 0, (struct sockaddr *)&name, sizeof name);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : (int)sent;
}

static napi_value js_send(napi_env env, napi_callback_info info) {
  napi_value values[5];
  struct environment *self;
  struct netlink_socket *socket;
  uint8_t *bytes;
  size_t length;
  uint32_t port_id, groups;
  if (!get_arguments(env, info, 5, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
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

static napi_value js_send_aside(napi_env env, napi_callback_info info) {
  napi_value values[4], name;
  struct environment *self;
  struct netlink_socket *socket;
  uint8_t *bytes;
  size_t length;
  napi_valuetype type;
  if (!get_arguments(env, info, 4, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (!get_part(env, values[1], values[2], &bytes, &length)) return NULL;
  if (napi_typeof(env, values[3], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "expected a function");
    return NULL;
  }
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

/* ---- receive ---- */

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

static napi_value js_receive(napi_env env, napi_callback_info info) {
  napi_value values[4];
  struct environment *self;
  struct netlink_socket *socket;
  uint8_t *arena;
  int32_t *records;
  size_t size, capacity, count;
  uint32_t limit;
  if (!get_arguments(env, info, 4, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
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
static napi_value js_receive_into(napi_env env, napi_callback_info info) {
  napi_value values[3];
  struct environment *self;
  struct netlink_socket *socket;
  uint8_t *bytes;
  size_t size;
  bool peek;
  if (!get_arguments(env, info, 3, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (!get_bytes(env, values[1], &bytes, &size)) return NULL;
  if (napi_get_value_bool(env, values[2], &peek) != napi_ok) {
    napi_throw_type_error(env, NULL, "expected a boolean");
    return NULL;
  }
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

/* ---- options ---- */

struct option {
  struct netlink_socket *socket;
  int level, name;
  uint8_t *bytes;
  size_t length;
};

static bool get_option(napi_env env, napi_callback_info info, struct environment **self,
                       struct option *option) {
  napi_value values[4];
  uint32_t level, name;
  if (!get_arguments(env, info, 4, values, self)) return false;
  if ((option->socket = get_socket(env, *self, values[0])) == NULL) return false;
  if (!get_u32(env, values[1], &level) || !get_u32(env, values[2], &name)) return false;
  if (!get_bytes(env, values[3], &option->bytes, &option->length)) return false;
  if (option->length > INT_MAX) option->length = INT_MAX;
  option->level = (int)level;
  option->name = (int)name;
  return true;
}

static napi_value js_set_option(napi_env env, napi_callback_info info) {
  struct environment *self;
  struct option option;
  if (!get_option(env, info, &self, &option)) return NULL;
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

static napi_value js_get_option(napi_env env, napi_callback_info info) {
  struct environment *self;
  struct option option;
  if (!get_option(env, info, &self, &option)) return NULL;
  if (atomic_load(&option.socket->closed)) return integer(env, -EBADF);
  /* SO_GET_FILTER alone counts in instructions: with a length in bytes the kernel would write eight
   * times as much as there is room for (net/core/filter.c, sk_get_filter). */
  bool in_instructions = option.level == SOL_SOCKET && option.name == SO_GET_FILTER;
  size_t unit = in_instructions ? sizeof(struct sock_filter) : 1;
  socklen_t length = (socklen_t)(option.length / unit);
  int result = getsockopt(option.socket->fd, option.level, option.name, option.bytes, &length);
  return integer(env, result < 0 ? -errno : (int)(length * unit));
}

static napi_value js_attach_filter(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct environment *self;
  struct netlink_socket *socket;
  uint8_t *bytes;
  size_t length;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (!get_bytes(env, values[1], &bytes, &length)) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  size_t count = length / sizeof(struct sock_filter);
  if (count > USHRT_MAX || length % sizeof(struct sock_filter) != 0) return integer(env, -EINVAL);
  struct sock_fprog program = {.len = (unsigned short)count, .filter = (void *)bytes};
  int result = setsockopt(socket->fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
  return integer(env, result < 0 ? -errno : 0);
}

static napi_value js_detach_filter(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  struct netlink_socket *socket;
  int unused = 0;
  if (!get_arguments(env, info, 1, &value, &self)) return NULL;
  if ((socket = get_socket(env, self, value)) == NULL) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  int result = setsockopt(socket->fd, SOL_SOCKET, SO_DETACH_FILTER, &unused, sizeof unused);
  return integer(env, result < 0 ? -errno : 0);
}

/* ---- waiting ---- */

static void wake_javascript(napi_env env, napi_value callback, void *context, void *data) {
  (void)context, (void)data;
  if (env != NULL && callback != NULL) call_back(env, callback, 0, NULL);
}

static void finalize_wake(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  release_socket(data);
}

static napi_value js_arm(napi_env env, napi_callback_info info) {
  napi_value values[2], name;
  struct environment *self;
  struct netlink_socket *socket;
  napi_valuetype type;
  napi_threadsafe_function wake;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (napi_typeof(env, values[1], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "expected a function");
    return NULL;
  }
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  int error = start_reader(self);
  if (error < 0) return integer(env, error);
  disarm_socket(socket);
  atomic_fetch_add(&socket->references, 1);
  if (napi_create_string_utf8(env, "nlkit.wake", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_threadsafe_function(env, values[1], NULL, name, 0, 1, socket, finalize_wake, socket,
                                      wake_javascript, &wake) != napi_ok) {
    release_socket(socket);
    return integer(env, -ENOMEM);
  }
  if (!socket->keep_alive) napi_unref_threadsafe_function(env, wake);
  if (!socket->known_to_reader) atomic_fetch_add(&socket->references, 1);
  socket->known_to_reader = true;
  pthread_mutex_lock(&socket->lock);
  socket->wake = wake;
  socket->watched = switch_on(socket, EPOLL_CTL_ADD) == 0;
  error = socket->watched ? 0 : -errno;
  if (error == 0) notify(socket); /* what an earlier arming left in the queue */
  pthread_mutex_unlock(&socket->lock);
  if (error < 0) disarm_socket(socket);
  self->last_syscall = "epoll_ctl";
  return integer(env, error);
}

static napi_value js_disarm(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  struct netlink_socket *socket;
  if (!get_arguments(env, info, 1, &value, &self)) return NULL;
  if ((socket = get_socket(env, self, value)) == NULL) return NULL;
  if (!atomic_load(&socket->closed)) disarm_socket(socket);
  return NULL;
}

static napi_value js_keep_alive(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct environment *self;
  struct netlink_socket *socket;
  bool on;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (napi_get_value_bool(env, values[1], &on) != napi_ok) {
    napi_throw_type_error(env, NULL, "expected a boolean");
    return NULL;
  }
  pthread_mutex_lock(&socket->lock);
  if (socket->wake != NULL && on != socket->keep_alive) {
    if (on) napi_ref_threadsafe_function(env, socket->wake);
    else napi_unref_threadsafe_function(env, socket->wake);
  }
  socket->keep_alive = on;
  pthread_mutex_unlock(&socket->lock);
  return NULL;
}

static napi_value js_set_queue_limit(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct environment *self;
  struct netlink_socket *socket;
  uint32_t limit;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if ((socket = get_socket(env, self, values[0])) == NULL) return NULL;
  if (!get_u32(env, values[1], &limit)) return NULL;
  pthread_mutex_lock(&socket->lock);
  socket->queue_limit = limit > 0 ? limit : 1; /* at 0, an empty queue would count as a full one */
  if (socket->watched) resume_below_limit(socket);
  pthread_mutex_unlock(&socket->lock);
  return NULL;
}

/* ---- namespaces ---- */

static napi_value js_create_namespace(napi_env env, napi_callback_info info) {
  struct environment *self;
  struct errand errand = {0};
  if (!get_arguments(env, info, 0, NULL, &self)) return NULL;
  send_on_errand(&errand);
  self->last_syscall = errand.syscall;
  return integer(env, errand.result);
}

static napi_value js_close_fd(napi_env env, napi_callback_info info) {
  napi_value value;
  struct environment *self;
  uint32_t fd;
  if (!get_arguments(env, info, 1, &value, &self) || !get_u32(env, value, &fd)) return NULL;
  return integer(env, close((int)fd) < 0 ? -errno : 0);
}

/* Both are short: no file system but nsfs and the caller's own is touched. */
static napi_value js_mount(napi_env env, napi_callback_info info) {
  napi_value values[3];
  struct environment *self;
  char source[PATH_MAX], target[PATH_MAX];
  uint32_t flags;
  if (!get_arguments(env, info, 3, values, &self)) return NULL;
  if (!get_path(env, values[0], source) || !get_path(env, values[1], target)) return NULL;
  if (!get_u32(env, values[2], &flags)) return NULL;
  return integer(env, mount(source, target, "none", flags, NULL) < 0 ? -errno : 0);
}

static napi_value js_unmount(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct environment *self;
  char target[PATH_MAX];
  uint32_t flags;
  if (!get_arguments(env, info, 2, values, &self)) return NULL;
  if (!get_path(env, values[0], target) || !get_u32(env, values[1], &flags)) return NULL;
  return integer(env, umount2(target, (int)flags) < 0 ? -errno : 0);
}

/* ---- the module ---- */

NAPI_MODULE_INIT() {
  struct environment *self = calloc(1, sizeof *self);
  if (self == NULL) {
    napi_throw_error(env, NULL, "out of memory");
    return NULL;
  }
  *self = (struct environment){
      .references = 2, .env = env, .last_syscall = "", .epoll = -1, .event = -1};
  pthread_mutex_init(&self->lock, NULL);
#define FUNCTION(js_name, function) \
  {.utf8name = js_name, .method = function, .attributes = napi_enumerable, .data = self}
  const napi_property_descriptor functions[] = {
      FUNCTION("open", js_open),
      FUNCTION("lastSyscall", js_last_syscall),
      FUNCTION("bind", js_bind),
      FUNCTION("fd", js_fd),
      FUNCTION("close", js_close),
      FUNCTION("send", js_send),
      FUNCTION("sendAside", js_send_aside),
      FUNCTION("receive", js_receive),
      FUNCTION("receiveInto", js_receive_into),
      FUNCTION("setOption", js_set_option),
      FUNCTION("getOption", js_get_option),
      FUNCTION("attachFilter", js_attach_filter),
      FUNCTION("detachFilter", js_detach_filter),
      FUNCTION("arm", js_arm),
      FUNCTION("disarm", js_disarm),
      FUNCTION("keepAlive", js_keep_alive),
      FUNCTION("setQueueLimit", js_set_queue_limit),
      FUNCTION("createNamespace", js_create_namespace),
      FUNCTION("closeFd", js_close_fd),
      FUNCTION("mount", js_mount),
      FUNCTION("unmount", js_unmount),
  };
#undef FUNCTION
  napi_define_properties(env, exports, sizeof functions / sizeof *functions, functions);
  napi_set_instance_data(env, self, finalize_environment, NULL);
  napi_add_env_cleanup_hook(env, clean_up_environment, self);
  return exports;
}
