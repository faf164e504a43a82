/* The thread that keeps reading while JavaScript is busy, and what wakes JavaScript. */
#include "nlkit.h"

#include <linux/netlink.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  BATCH = 16,               /* datagrams per recvmmsg: more gained nothing when measured */
  SLOT_BYTES = 1024 * 1024, /* room for each; only the pages that the kernel fills ever exist */
  THREAD_STACK_BYTES = 256 * 1024,
};

/* EPOLLONESHOT: after an event the descriptor is switched off until it is switched on again here. That
 * is the one way to stop EPOLLERR as well, which no event mask can leave out (fs/eventpoll.c). Whether
 * something is there is looked at anew when it is switched on, so nothing is missed in between. */
static int switch_on(struct netlink_socket *socket, int operation) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = socket};
  return epoll_ctl(socket->owner->epoll, operation, socket->fd, &event);
}

void resume_below_limit(struct netlink_socket *socket) {
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

static void release_dead(struct netlink_socket *dead) {
  while (dead != NULL) {
    struct netlink_socket *socket = dead;
    dead = socket->next_dead;
    release_socket(socket);
  }
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
    release_dead(dead);
  }
  return NULL;
}

/* A thread that no signal of the runtime's is handled on, with a small stack. */
int start_thread(pthread_t *thread, void *(*run)(void *), void *data) {
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

static void poke_reader(struct environment *self) {
  uint64_t one = 1;
  ssize_t written = write(self->event, &one, sizeof one);
  (void)written; /* EAGAIN: the counter is at its top, so the reader is awake anyhow */
}

/* The reader may hold the address from the epoll_wait it is working on: it lets go by itself. */
void leave_reader(struct netlink_socket *socket) {
  struct environment *self = socket->owner;
  pthread_mutex_lock(&self->lock);
  socket->next_dead = self->dead;
  self->dead = socket;
  pthread_mutex_unlock(&self->lock);
  poke_reader(self);
}

void stop_reader(struct environment *self) {
  if (!self->reading) return;
  pthread_mutex_lock(&self->lock);
  self->stopping = true;
  pthread_mutex_unlock(&self->lock);
  poke_reader(self);
  pthread_join(self->reader, NULL);
}

/* Of a reader that has been stopped, or that did not start. */
void free_reader(struct environment *self) {
  release_dead(self->dead);
  self->dead = NULL;
  self->reading = false;
  if (self->slots != NULL) munmap(self->slots, (size_t)BATCH * SLOT_BYTES);
  if (self->event >= 0) close(self->event);
  if (self->epoll >= 0) close(self->epoll);
  self->slots = NULL;
  self->event = self->epoll = -1;
}

/* 0 or errno; what it made before that stays for free_reader. */
static int make_reader(struct environment *self) {
  self->last_syscall = "epoll_create1";
  if ((self->epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) return errno;
  self->last_syscall = "eventfd";
  if ((self->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) < 0) return errno;
  self->last_syscall = "mmap";
  void *slots = mmap(NULL, (size_t)BATCH * SLOT_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (slots == MAP_FAILED) return errno;
  self->slots = slots;
  self->last_syscall = "epoll_ctl";
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_ctl(self->epoll, EPOLL_CTL_ADD, self->event, &event) < 0) return errno;
  self->last_syscall = "pthread_create";
  return start_thread(&self->reader, read_loop, self);
}

static int start_reader(struct environment *self) {
  if (self->reading) return 0;
  int error = make_reader(self);
  self->reading = error == 0;
  if (error != 0) free_reader(self);
  return -error;
}

void disarm_socket(struct netlink_socket *socket) {
  pthread_mutex_lock(&socket->lock);
  napi_threadsafe_function wake = socket->wake;
  socket->wake = NULL;
  if (socket->watched) epoll_ctl(socket->owner->epoll, EPOLL_CTL_DEL, socket->fd, NULL);
  socket->watched = socket->paused = socket->notified = false;
  pthread_mutex_unlock(&socket->lock);
  /* abort: what is under way to JavaScript is dropped */
  if (wake != NULL) napi_release_threadsafe_function(wake, napi_tsfn_abort);
}

static void wake_javascript(napi_env env, napi_value callback, void *context, void *data) {
  (void)context, (void)data;
  if (env != NULL && callback != NULL) call_back(env, callback, 0, NULL);
}

static void finalize_wake(napi_env env, void *data, void *hint) {
  (void)env, (void)hint;
  release_socket(data);
}

napi_value js_arm(napi_env env, napi_callback_info info) {
  napi_value values[2], name;
  napi_threadsafe_function wake;
  struct netlink_socket *socket = get_socket_arguments(env, info, 2, values);
  if (socket == NULL) return NULL;
  if (!is_function(env, values[1])) return NULL;
  if (atomic_load(&socket->closed)) return integer(env, -EBADF);
  struct environment *self = socket->owner;
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

napi_value js_disarm(napi_env env, napi_callback_info info) {
  napi_value value;
  struct netlink_socket *socket = get_socket_arguments(env, info, 1, &value);
  if (socket == NULL) return NULL;
  if (!atomic_load(&socket->closed)) disarm_socket(socket);
  return NULL;
}

napi_value js_keep_alive(napi_env env, napi_callback_info info) {
  napi_value values[2];
  bool on;
  struct netlink_socket *socket = get_socket_arguments(env, info, 2, values);
  if (socket == NULL) return NULL;
  if (!get_bool(env, values[1], &on)) return NULL;
  pthread_mutex_lock(&socket->lock);
  if (socket->wake != NULL && on != socket->keep_alive) {
    if (on) napi_ref_threadsafe_function(env, socket->wake);
    else napi_unref_threadsafe_function(env, socket->wake);
  }
  socket->keep_alive = on;
  pthread_mutex_unlock(&socket->lock);
  return NULL;
}

napi_value js_set_queue_limit(napi_env env, napi_callback_info info) {
  napi_value values[2];
  uint32_t limit;
  struct netlink_socket *socket = get_socket_arguments(env, info, 2, values);
  if (socket == NULL) return NULL;
  if (!get_u32(env, values[1], &limit)) return NULL;
  pthread_mutex_lock(&socket->lock);
  socket->queue_limit = limit > 0 ? limit : 1; /* at 0, an empty queue would count as a full one */
  if (socket->watched) resume_below_limit(socket);
  pthread_mutex_unlock(&socket->lock);
  return NULL;
}
