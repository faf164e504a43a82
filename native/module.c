/* The module: what belongs to one environment, and its functions. */
#include "nlkit.h"

#include <stdlib.h>

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
  stop_reader(self);
  for (int i = 0; i < BUCKETS; i++) {
    for (struct netlink_socket *socket = self->sockets[i]; socket != NULL; socket = socket->next) {
      close_socket(socket);
      socket->owner = NULL;
    }
    self->sockets[i] = NULL;
  }
  free_reader(self);
  release_environment(self);
}

NAPI_MODULE_INIT() {
  struct environment *self = calloc(1, sizeof *self);
  if (self == NULL) {
    napi_throw_error(env, NULL, "out of memory");
    return NULL;
  }
  *self = (struct environment){.references = 2, .last_syscall = "", .epoll = -1, .event = -1};
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
