/*
 * AF_NETLINK sockets for JavaScript, as plain Node-API: datagrams in and out, options, and one reader
 * thread per environment that keeps draining while JavaScript is busy. Nothing here knows what a
 * message is. src/socket/binding.ts has the functions as JavaScript sees them.
 *
 *   module.c     the functions, and what belongs to one environment
 *   values.c     arguments and results
 *   socket.c     a socket from open to close
 *   namespace.c  what is done in another network namespace
 *   send.c       sendto, at once or on a worker
 *   receive.c    what has been queued, else what the kernel has
 *   queue.c      what has been read and not yet been received
 *   reader.c     the thread that reads, and what wakes JavaScript
 *   options.c    socket options and filters
 *
 * Threads. Everything runs on the environment's JavaScript thread, but for read_loop (the reader),
 * send_aside_execute (a worker of the runtime) and the errands that enter a namespace. What the reader
 * shares with the JavaScript thread stands behind socket->lock; `references` and `closed` are atomic.
 *
 * Errors. A failing system call is returned as -errno and never thrown: refusals are everyday answers.
 * Wrong arguments throw TypeError or RangeError, so that none of them can become a memory error.
 */
#ifndef NLKIT_H
#define NLKIT_H

/* Before the C library's headers, of which each file has to have this one first. */
#define _GNU_SOURCE
#define NAPI_VERSION 8

#include <errno.h>
#include <limits.h>
#include <node_api.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
  RECORD_WORDS = 8,    /* int32 words that describe one received datagram */
  CONTROL_BYTES = 512, /* room for control messages; all that netlink sends need under 200 */
  BUCKETS = 256,
};

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

struct chunk;

struct queue {
  struct chunk *head, *tail;
  size_t bytes;
  uint32_t last_kind; /* meaningful while bytes > 0 */
};

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

/* What belongs to one JavaScript environment: the main thread, or one worker. */
struct environment {
  int references; /* instance data, clean-up hook */
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

static inline size_t align8(size_t length) { return (length + 7) & ~(size_t)7; }

/* values.c. The get_… are false, or NULL, where they have thrown. */
napi_value number(napi_env env, double value);
napi_value integer(napi_env env, int value);
bool get_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *values,
                   struct environment **self);
struct netlink_socket *get_socket_arguments(napi_env env, napi_callback_info info, size_t count,
                                            napi_value *values);
bool get_u32(napi_env env, napi_value value, uint32_t *result);
bool get_bool(napi_env env, napi_value value, bool *result);
bool get_path(napi_env env, napi_value value, char path[PATH_MAX]);
bool get_bytes(napi_env env, napi_value value, uint8_t **bytes, size_t *length);
bool is_function(napi_env env, napi_value value);
bool call_back(napi_env env, napi_value callback, size_t count, const napi_value *values);

/* queue.c, behind socket->lock. */
void queue_clear(struct queue *queue);
bool queue_append(struct queue *queue, const struct entry *entry, const uint8_t *data,
                  const uint8_t *control);
const struct entry *queue_first(const struct queue *queue);
void queue_shift(struct queue *queue);

/* socket.c */
struct netlink_socket **bucket_of(struct environment *self, const void *address);
void release_socket(struct netlink_socket *socket);
void close_socket(struct netlink_socket *socket);
bool acquire_fd(struct netlink_socket *socket);
void release_fd(struct netlink_socket *socket);

/* reader.c */
int start_thread(pthread_t *thread, void *(*run)(void *), void *data);
void stop_reader(struct environment *self);
void free_reader(struct environment *self);
void resume_below_limit(struct netlink_socket *socket);
void disarm_socket(struct netlink_socket *socket);
void leave_reader(struct netlink_socket *socket);

/* namespace.c */
int open_netlink(const char *path, int type, int protocol, const char **syscall);

/* What module.c gives to JavaScript. */
typedef napi_value function(napi_env env, napi_callback_info info);
function js_open, js_last_syscall, js_bind, js_fd, js_close;               /* socket.c */
function js_send, js_send_aside;                                           /* send.c */
function js_receive, js_receive_into;                                      /* receive.c */
function js_set_option, js_get_option, js_attach_filter, js_detach_filter; /* options.c */
function js_arm, js_disarm, js_keep_alive, js_set_queue_limit;             /* reader.c */
function js_create_namespace, js_close_fd, js_mount, js_unmount;           /* namespace.c */

#endif
