/**
 * Which network namespace a caller means, in the ways that requests can name one.
 *
 * @module
 */
import { NetlinkInputError, NetlinkUnsupportedError } from "../../errors/index.ts";
import { checkNumber } from "./input.ts";

/**
 * A network namespace: a name of `ip netns` or a path (has a `/`), a process id, an open descriptor, or the number that
 * the namespace asked has for it.
 */
export type NamespaceRef =
  | string
  | number
  | { readonly pid: number }
  | { readonly fd: number }
  | { readonly nsid: number };

/** A namespace that was opened: closed by who opened it. */
export interface OpenedNamespace extends Disposable {
  readonly fd: number;
}

/**
 * Opens a namespace by name or path, for a request that takes descriptors.
 *
 * @throws `NetlinkSystemError` where it cannot be opened.
 */
export type OpenNamespace = (netns: string) => OpenedNamespace;

/** What a request names a namespace by. */
export type NamespaceKey =
  | { readonly pid: number }
  | { readonly fd: number }
  | { readonly nsid: number };

/** @throws `NetlinkInputError` for what is none. */
function keyOf(field: string, ref: Exclude<NamespaceRef, string>): NamespaceKey {
  if (typeof ref === "number") {
    checkNumber(field, ref, 1, 0x7fffffff);
    return { pid: ref };
  }
  if (ref !== null && typeof ref === "object") {
    for (const [name, low] of [
      ["pid", 1],
      ["fd", 0],
      ["nsid", 0],
    ] as const) {
      const value = (ref as Partial<Record<typeof name, number>>)[name];
      if (value === undefined) continue;
      checkNumber(`${field}.${name}`, value, low, 0x7fffffff);
      return { [name]: value } as NamespaceKey;
    }
  }
  throw new NetlinkInputError(field, ref, "a namespace: name, path, process id, fd or nsid");
}

/**
 * Calls with what a request names a namespace by; one that is given by name or path is open during the call.
 *
 * @throws `NetlinkInputError`; `NetlinkUnsupportedError` where names mean nothing; as {@link OpenNamespace}.
 */
export async function withNamespace<Value>(
  field: string,
  ref: NamespaceRef,
  open: OpenNamespace | undefined,
  call: (key: NamespaceKey) => Promise<Value>,
): Promise<Value> {
  if (typeof ref !== "string") return call(keyOf(field, ref));
  if (open === undefined)
    throw new NetlinkUnsupportedError(
      `${field}: only the kernel of this machine knows namespaces by name`,
    );
  using opened = open(ref);
  return await call({ fd: opened.fd });
}
