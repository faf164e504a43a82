/* What the reader has taken from the kernel and JavaScript has not yet received: records, oldest first, in chunks. */
#include "nlkit.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024 /* unit that queues grow by */ };

struct chunk {
  struct chunk *next;
  size_t capacity, used, taken;
  _Alignas(8) uint8_t bytes[];
};

void queue_clear(struct queue *queue) {
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

bool queue_append(struct queue *queue, const struct entry *entry, const uint8_t *data,
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

const struct entry *queue_first(const struct queue *queue) {
  return queue->bytes == 0 ? NULL : (const struct entry *)(queue->head->bytes + queue->head->taken);
}

void queue_shift(struct queue *queue) {
  struct chunk *chunk = queue->head;
  size_t size = entry_size(queue_first(queue));
  chunk->taken += size;
  queue->bytes -= size;
  if (chunk->taken < chunk->used) return;
  queue->head = chunk->next;
  if (queue->head == NULL) queue->tail = NULL;
  free(chunk);
}
