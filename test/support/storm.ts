/**
 * Writers that change links, addresses and routes of a namespace without end, each its own.
 *
 * @module
 */
import type { Sandbox } from "./ip.ts";
import { Churn } from "./static-routes.ts";

const MANY = Array.from({ length: 60 }, (_, at) => at);

/** What a writer does to its link again and again: at the end all is as it was at the beginning. */
function changes(writer: number): string[] {
  const net = `10.${100 + writer}`;
  const net6 = `2001:db8:${writer}`;
  const here = `s${writer}`;
  const there = `t${writer}`;
  return [
    `addr add ${net}.0.1/24 dev ${here}`,
    `addr add ${net}.1.1/24 dev ${there}`,
    `-6 addr add ${net6}::1/64 dev ${here} nodad`,
    ...MANY.map((at) => `route add ${net}.2.${at}/32 via ${net}.0.9`),
    ...MANY.map((at) => `route replace ${net}.2.${at}/32 via ${net}.1.9 metric ${at % 2}`),
    ...MANY.map((at) => `-6 route add ${net6}:${at + 1}::/96 via ${net6}::9`),
    ...MANY.map((at) => `-6 route append ${net6}:${at + 1}::/96 via ${net6}::8`),
    `route append ${net}.2.0/32 via ${net}.0.8`,
    `route prepend ${net}.2.0/32 via ${net}.0.7`,
    `route replace ${net}.2.0/32 via ${net}.0.6`,
    `route add ${net}.3.0/24 nexthop via ${net}.0.9 nexthop via ${net}.1.9`,
    `nexthop add id ${writer + 1} via ${net}.0.9 dev ${here}`,
    `route add ${net}.4.0/24 nhid ${writer + 1} table ${1000 + writer}`,
    ...MANY.slice(30).map((at) => `-6 route del ${net6}:${at + 1}::/96 via ${net6}::9`),
    // IPv4 routes go with these, and nobody is told.
    `link set ${there} down`,
    `link set ${there} up`,
    `addr del ${net}.0.1/24 dev ${here}`,
    `addr add ${net}.0.1/24 dev ${here}`,
    ...MANY.map((at) => `route add ${net}.5.${at}/32 dev ${here} src ${net}.0.1`),
    `nexthop del id ${writer + 1}`,
    `link set ${here} down`,
    `link set ${here} name r${writer}`,
    `link set r${writer} mtu 1400`,
    `link set r${writer} up`,
    ...MANY.map((at) => `route replace ${net}.6.${at}/32 dev r${writer}`),
    `-6 addr flush dev r${writer}`,
    `link set r${writer} down`,
    `link set r${writer} name ${here}`,
    `link set ${here} up`,
  ];
}

/** What a writer does in a round. */
function round(writer: number): string[] {
  return [
    `link add s${writer} type veth peer name t${writer}`,
    `link set s${writer} up`,
    `link set t${writer} up`,
    ...Array.from({ length: 5 }, () => changes(writer)).flat(),
    `link del s${writer}`,
  ];
}

/** Several writers at once, until disposed of. */
export class Storm implements AsyncDisposable {
  readonly #writers: readonly Churn[];

  constructor(box: Sandbox, writers: number) {
    this.#writers = Array.from(
      { length: writers },
      (_, writer) => new Churn(box, round(writer).join("\n")),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const writer of this.#writers) await writer[Symbol.asyncDispose]();
  }
}
