/**
 * The errno table: numbers, names and short texts of Linux. Nothing here asks the operating system,
 * so that a capture from one machine reads the same on another.
 *
 * The numbers are those of include/uapi/asm-generic/errno.h (x86, arm, riscv, s390, powerpc…);
 * alpha, mips, parisc and sparc number a part of them otherwise.
 *
 * @module
 */

const ERRNO_TABLE = [
  [1, "EPERM", "operation not permitted"],
  [2, "ENOENT", "no such entry"],
  [3, "ESRCH", "no such process or object"],
  [4, "EINTR", "interrupted"],
  [5, "EIO", "input or output error"],
  [6, "ENXIO", "no such device or address"],
  [7, "E2BIG", "too long"],
  [8, "ENOEXEC", "not an executable"],
  [9, "EBADF", "bad file descriptor"],
  [10, "ECHILD", "no child process"],
  [11, "EAGAIN", "try again"],
  [12, "ENOMEM", "out of memory"],
  [13, "EACCES", "permission denied"],
  [14, "EFAULT", "bad address"],
  [15, "ENOTBLK", "not a block device"],
  [16, "EBUSY", "busy"],
  [17, "EEXIST", "already exists"],
  [18, "EXDEV", "crosses devices or namespaces"],
  [19, "ENODEV", "no such device"],
  [20, "ENOTDIR", "not a directory"],
  [21, "EISDIR", "is a directory"],
  [22, "EINVAL", "invalid argument"],
  [23, "ENFILE", "too many open files in the system"],
  [24, "EMFILE", "too many open files"],
  [25, "ENOTTY", "not a terminal"],
  [26, "ETXTBSY", "file is being executed"],
  [27, "EFBIG", "too large"],
  [28, "ENOSPC", "no space left"],
  [29, "ESPIPE", "illegal seek"],
  [30, "EROFS", "read-only"],
  [31, "EMLINK", "too many links"],
  [32, "EPIPE", "broken pipe"],
  [33, "EDOM", "outside the domain"],
  [34, "ERANGE", "out of range"],
  [35, "EDEADLK", "would deadlock"],
  [36, "ENAMETOOLONG", "name too long"],
  [37, "ENOLCK", "no locks left"],
  [38, "ENOSYS", "not implemented"],
  [39, "ENOTEMPTY", "not empty"],
  [40, "ELOOP", "too many levels of links"],
  [42, "ENOMSG", "no such message"],
  [43, "EIDRM", "identifier removed"],
  [44, "ECHRNG", "channel number out of range"],
  [45, "EL2NSYNC", "level 2 not synchronized"],
  [46, "EL3HLT", "level 3 halted"],
  [47, "EL3RST", "level 3 reset"],
  [48, "ELNRNG", "link number out of range"],
  [49, "EUNATCH", "protocol driver not attached"],
  [50, "ENOCSI", "no CSI structure"],
  [51, "EL2HLT", "level 2 halted"],
  [52, "EBADE", "invalid exchange"],
  [53, "EBADR", "invalid request descriptor"],
  [54, "EXFULL", "exchange full"],
  [55, "ENOANO", "no anode"],
  [56, "EBADRQC", "invalid request code"],
  [57, "EBADSLT", "invalid slot"],
  [59, "EBFONT", "bad font file format"],
  [60, "ENOSTR", "not a stream"],
  [61, "ENODATA", "no data"],
  [62, "ETIME", "timer expired"],
  [63, "ENOSR", "no stream resources"],
  [64, "ENONET", "not on the network"],
  [65, "ENOPKG", "package not installed"],
  [66, "EREMOTE", "object is remote"],
  [67, "ENOLINK", "link severed"],
  [68, "EADV", "advertise error"],
  [69, "ESRMNT", "mount error"],
  [70, "ECOMM", "communication error on send"],
  [71, "EPROTO", "protocol error"],
  [72, "EMULTIHOP", "multihop attempted"],
  [73, "EDOTDOT", "directory error of a remote file system"],
  [74, "EBADMSG", "bad message"],
  [75, "EOVERFLOW", "value too large"],
  [76, "ENOTUNIQ", "name not unique"],
  [77, "EBADFD", "descriptor in a bad state"],
  [78, "EREMCHG", "remote address changed"],
  [79, "ELIBACC", "shared library not accessible"],
  [80, "ELIBBAD", "shared library corrupted"],
  [81, "ELIBSCN", "library section corrupted"],
  [82, "ELIBMAX", "too many shared libraries"],
  [83, "ELIBEXEC", "shared library cannot be executed"],
  [84, "EILSEQ", "illegal byte sequence"],
  [85, "ERESTART", "to be done again"],
  [86, "ESTRPIPE", "stream pipe error"],
  [87, "EUSERS", "too many users"],
  [88, "ENOTSOCK", "not a socket"],
  [89, "EDESTADDRREQ", "destination address required"],
  [90, "EMSGSIZE", "message too long"],
  [91, "EPROTOTYPE", "wrong protocol type"],
  [92, "ENOPROTOOPT", "option not available"],
  [93, "EPROTONOSUPPORT", "protocol not supported"],
  [94, "ESOCKTNOSUPPORT", "socket type not supported"],
  [95, "EOPNOTSUPP", "operation not supported"],
  [96, "EPFNOSUPPORT", "protocol family not supported"],
  [97, "EAFNOSUPPORT", "address family not supported"],
  [98, "EADDRINUSE", "address in use"],
  [99, "EADDRNOTAVAIL", "address not available"],
  [100, "ENETDOWN", "network is down"],
  [101, "ENETUNREACH", "network unreachable"],
  [102, "ENETRESET", "connection dropped by network"],
  [103, "ECONNABORTED", "connection aborted"],
  [104, "ECONNRESET", "connection reset"],
  [105, "ENOBUFS", "no buffer space"],
  [106, "EISCONN", "already connected"],
  [107, "ENOTCONN", "not connected"],
  [108, "ESHUTDOWN", "endpoint shut down"],
  [109, "ETOOMANYREFS", "too many references"],
  [110, "ETIMEDOUT", "timed out"],
  [111, "ECONNREFUSED", "connection refused"],
  [112, "EHOSTDOWN", "host is down"],
  [113, "EHOSTUNREACH", "host unreachable"],
  [114, "EALREADY", "already in progress"],
  [115, "EINPROGRESS", "in progress"],
  [116, "ESTALE", "stale handle"],
  [117, "EUCLEAN", "needs cleaning"],
  [118, "ENOTNAM", "not a named file of its type"],
  [119, "ENAVAIL", "no semaphores of its type"],
  [120, "EISNAM", "is a named file of its type"],
  [121, "EREMOTEIO", "remote input or output error"],
  [122, "EDQUOT", "quota exceeded"],
  [123, "ENOMEDIUM", "no medium"],
  [124, "EMEDIUMTYPE", "wrong medium type"],
  [125, "ECANCELED", "cancelled"],
  [126, "ENOKEY", "key not available"],
  [127, "EKEYEXPIRED", "key expired"],
  [128, "EKEYREVOKED", "key revoked"],
  [129, "EKEYREJECTED", "key rejected"],
  [130, "EOWNERDEAD", "owner died"],
  [131, "ENOTRECOVERABLE", "not recoverable"],
  [132, "ERFKILL", "blocked by rfkill"],
  [524, "ENOTSUPP", "operation not supported (kernel-internal number)"],
] as const;

/** Name of an errno that the table knows, such as `"ENODEV"`. */
export type ErrnoName = (typeof ERRNO_TABLE)[number][1];

/** Errno numbers by name: `ERRNO.ENODEV` is 19. All are positive; netlink carries them negated. */
export const ERRNO = Object.fromEntries(ERRNO_TABLE.map(([number, name]) => [name, number])) as {
  readonly [Name in ErrnoName]: number;
};

const ROWS: ReadonlyMap<number, (typeof ERRNO_TABLE)[number]> = new Map(
  ERRNO_TABLE.map((row) => [row[0], row]),
);

/**
 * The name of an errno: `errnoName(19)` is `"ENODEV"`. A number that the table does not know gives
 * `"errno 4095"`, never a wrong name.
 *
 * @param errno - Positive, as in `errno(3)`; a negative one, as the kernel sends it, is accepted too.
 */
export function errnoName(errno: number): string {
  return ROWS.get(Math.abs(errno))?.[1] ?? `errno ${Math.abs(errno)}`;
}

/** A few words for an errno: `errnoText(19)` is `"no such device"`; empty where it is unknown. */
export function errnoText(errno: number): string {
  return ROWS.get(Math.abs(errno))?.[2] ?? "";
}
