/* Arguments, results and calls between JavaScript and C. */
#include "nlkit.h"

#include <string.h>

napi_value number(napi_env env, double value) {
  napi_value result = NULL;
  napi_create_double(env, value, &result);
  return result;
}

napi_value integer(napi_env env, int value) {
  napi_value result = NULL;
  napi_create_int32(env, value, &result);
  return result;
}

/* Missing arguments arrive as undefined, which every reader below refuses. */
bool get_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *values,
                   struct environment **self) {
  return napi_get_cb_info(env, info, &count, values, NULL, (void **)self) == napi_ok;
}

/* The arguments of a function whose first is a handle, and its socket, whose owner is the environment.
 * An external of another addon carries a pointer too, so the address is looked up and not followed. */
struct netlink_socket *get_socket_arguments(napi_env env, napi_callback_info info, size_t count,
                                            napi_value *values) {
  struct environment *self;
  void *data = NULL;
  if (!get_arguments(env, info, count, values, &self)) return NULL;
  if (napi_get_value_external(env, values[0], &data) == napi_ok) {
    struct netlink_socket *socket = *bucket_of(self, data);
    while (socket != NULL && socket != data) socket = socket->next;
    if (socket != NULL) return socket;
  }
  napi_throw_type_error(env, NULL, "expected a handle that open() returned");
  return NULL;
}

bool get_u32(napi_env env, napi_value value, uint32_t *result) {
  if (napi_get_value_uint32(env, value, result) == napi_ok) return true;
  napi_throw_type_error(env, NULL, "expected a number");
  return false;
}

bool get_bool(napi_env env, napi_value value, bool *result) {
  if (napi_get_value_bool(env, value, result) == napi_ok) return true;
  napi_throw_type_error(env, NULL, "expected a boolean");
  return false;
}

bool get_path(napi_env env, napi_value value, char path[PATH_MAX]) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, path, PATH_MAX, &length) == napi_ok &&
      length < PATH_MAX - 1 && strlen(path) == length) {
    return true;
  }
  napi_throw_type_error(env, NULL, "expected a path, without NUL and below PATH_MAX");
  return false;
}

bool get_bytes(napi_env env, napi_value value, uint8_t **bytes, size_t *length) {
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

bool is_function(napi_env env, napi_value value) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) == napi_ok && type == napi_function) return true;
  napi_throw_type_error(env, NULL, "expected a function");
  return false;
}

/* Calls back into JavaScript; what the callback throws becomes an uncaught exception, as a listener's
 * would. False when the environment is ending and runs no JavaScript any more. */
bool call_back(napi_env env, napi_value callback, size_t count, const napi_value *values) {
  napi_value receiver, error;
  bool thrown = false;
  if (napi_get_undefined(env, &receiver) != napi_ok) return false;
  if (napi_call_function(env, receiver, callback, count, values, NULL) == napi_ok) return true;
  if (napi_is_exception_pending(env, &thrown) != napi_ok || !thrown) return false;
  if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
  return true;
}
