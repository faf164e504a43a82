/**
 * Tables of tcp_metrics.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  familyTable,
  ipv4,
  ipv6,
  limited,
  messageOf,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

export const TCP_METRICS_CMD_GET = 1;
export const TCP_METRICS_CMD_DEL = 2;

export interface Metrics extends SetOut<(typeof metrics)["entries"]> {}
export interface MetricsInput extends SetIn<(typeof metrics)["entries"]> {}
export const metrics = attributeSet("metrics", "TCP_METRICS_A_METRICS_", {
  rtt: [1, u32],
  rttvar: [2, u32],
  ssthresh: [3, u32],
  cwnd: [4, u32],
  reodering: [5, u32],
  rttUs: [6, u32],
  rttvarUs: [7, u32],
});

export interface TcpMetricsSet extends SetOut<(typeof tcpMetricsSet)["entries"]> {}
export interface TcpMetricsSetInput extends SetIn<(typeof tcpMetricsSet)["entries"]> {}
export const tcpMetricsSet = attributeSet("tcp-metrics", "TCP_METRICS_ATTR_", {
  addrIpv4: [1, ipv4],
  addrIpv6: [2, ipv6],
  age: [3, u64],
  twTsval: [4, u32],
  twTsStamp: [5, s32],
  vals: [6, nestOf<Metrics, MetricsInput>(metrics)],
  fopenMss: [7, u16],
  fopenSynDrops: [8, u16],
  fopenSynDropTs: [9, u64],
  fopenCookie: [10, limited(binary, { minLength: 16 })],
  saddrIpv4: [11, ipv4],
  saddrIpv6: [12, ipv6],
});

export const tcpMetricsMessage = messageOf<TcpMetricsSet, TcpMetricsSetInput>({
  attributes: tcpMetricsSet,
});

export const tcpMetrics = familyTable({
  name: "tcp_metrics",
  protocol: 16,
  version: 1,
  messages: {
    TCP_METRICS_CMD_GET: [TCP_METRICS_CMD_GET, tcpMetricsMessage],
    TCP_METRICS_CMD_DEL: [TCP_METRICS_CMD_DEL, tcpMetricsMessage],
  },
  operations: {
    TCP_METRICS_CMD_GET: operation(
      "TCP_METRICS_CMD_GET",
      [TCP_METRICS_CMD_GET, tcpMetricsMessage],
      [TCP_METRICS_CMD_GET, tcpMetricsMessage],
      { oneReply: true },
    ),
    TCP_METRICS_CMD_DEL: operation(
      "TCP_METRICS_CMD_DEL",
      [TCP_METRICS_CMD_DEL, tcpMetricsMessage],
      [TCP_METRICS_CMD_DEL, tcpMetricsMessage],
    ),
  },
  groups: {},
});
