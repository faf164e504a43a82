/**
 * The fixed network of the live tests, as shell commands: qdiscs, classes, filters and actions. A line that
 * begins with `?` may fail.
 *
 * @module
 */

/** Root qdiscs that take options only; each gets a link of its own. */
const ROOTS: readonly string[] = [
  "tbf rate 1mbit burst 10k latency 70ms",
  "bfifo limit 30000",
  "fq_codel limit 2000 flows 512 target 3ms interval 50ms quantum 1000 ce_threshold 4ms memory_limit 8mb drop_batch 32 noecn",
  "fq limit 5000 flow_limit 50 quantum 3000 initial_quantum 10000 maxrate 1gbit buckets 512 orphan_mask 511 refill_delay 30ms low_rate_threshold 1mbit ce_threshold 3ms timer_slack 10000 horizon 5s horizon_drop",
  "cake bandwidth 100mbit besteffort dual-srchost nat wash ack-filter rtt 50ms memlimit 4mb overhead 18 mpu 64 fwmark 0xff split-gso",
  "cake autorate-ingress diffserv4 atm",
  "sfq limit 100 perturb 10 quantum 2000 divisor 512",
  "sfq limit 100 flows 64 depth 50 headdrop redflowlimit 100000 min 8000 max 60000 probability 0.1 ecn",
  "red limit 100000 min 10000 max 50000 avpkt 1000 burst 30 ecn adaptive bandwidth 10mbit probability 0.05",
  "sfb limit 500 target 20 max 25 increment 0.0005 decrement 0.00005 db 60000 rehash 600000 penalty_rate 10 penalty_burst 20",
  "netem delay 10ms 2ms 25% loss 1% 10% corrupt 0.5% duplicate 2% reorder 25% 50% gap 5 rate 10mbit limit 500 ecn",
  "netem delay 5ms loss gemodel 1% 10% 70% 0.1% slot 1ms 2ms packets 10 bytes 2000 rate 40gbit 10 64 5",
  "netem loss state 1% 2% 3% 4% 5%",
  "prio bands 4 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 3",
  "ets bands 4 strict 2 quanta 3000 4000 priomap 0 1 1 1 2 3 3",
  "mqprio num_tc 2 map 0 1 0 1 queues 2@0 2@2 hw 0",
  "codel limit 500 target 4ms interval 80ms ecn ce_threshold 3ms",
  "pie limit 500 target 15ms tupdate 20ms alpha 2 beta 20 ecn dq_rate_estimator",
  "fq_pie limit 500 flows 512 target 15ms tupdate 20ms alpha 2 beta 20 quantum 1000 memory_limit 8mb ecn_prob 10 ecn dq_rate_estimator",
  "hhf limit 500 quantum 1000 hh_limit 1000 reset_timeout 50ms admit_bytes 100000 evict_timeout 900ms non_hh_weight 3",
  "choke limit 1000 bandwidth 10mbit min 100 max 500 burst 130 ecn probability 0.05",
  "skbprio limit 70",
  "multiq",
  "plug limit 1000",
  "stab overhead 20 mtu 2048 mpu 64 linklayer atm tbf rate 2mbit burst 20k limit 30000",
  "estimator 1sec 4sec pfifo limit 99",
  "cbs idleslope 98688 sendslope -901312 hicredit 153 locredit -1389 offload 0",
  "gred setup vqs 4 default 2 grio limit 60000",
];

/** The kinds that every kernel that these tests run on has. */
const EVERYWHERE = /^(tbf|bfifo|stab|estimator) /;
/** Links of the lines below; those of {@link ROOTS} follow. */
const FIRST_ROOT = 10;

const rootLine = (words: string, at: number): string => {
  const mark = EVERYWHERE.test(words) ? "" : "? ";
  // stab and estimator stand in front of the kind, where root and handle do.
  return `${mark}tc qdisc add dev q${FIRST_ROOT + at} root handle ${(at + 0x100).toString(16)}: ${words}`;
};

const CLASSES: readonly string[] = [
  "tc qdisc add dev q0 root handle 1: htb default 10 r2q 5 direct_qlen 500",
  "tc class add dev q0 parent 1: classid 1:1 htb rate 1gbit ceil 2gbit burst 15k cburst 20k",
  "tc class add dev q0 parent 1:1 classid 1:10 htb rate 100mbit ceil 1gbit prio 3 quantum 3000",
  "tc class add dev q0 parent 1:1 classid 1:20 htb rate 40gbit ceil 80gbit",
  "tc class add dev q0 parent 1:1 classid 1:30 estimator 1sec 4sec htb rate 1mbit overhead 20 mpu 64",
  "tc qdisc add dev q0 parent 1:10 handle 10: tbf rate 40gbit burst 100k latency 50ms peakrate 80gbit mtu 2000",
  "tc qdisc add dev q0 parent 1:20 handle 20: pfifo limit 77",
  "? tc qdisc add dev q1 root handle 1: hfsc default 2",
  "? tc class add dev q1 parent 1: classid 1:1 hfsc sc rate 10mbit ul rate 20mbit",
  "? tc class add dev q1 parent 1:1 classid 1:2 hfsc rt m1 5mbit d 10ms m2 1mbit ls rate 2mbit",
  "? tc qdisc add dev q2 root handle 1: drr",
  "? tc class add dev q2 parent 1: classid 1:1 drr quantum 2000",
  "? tc qdisc add dev q3 root handle 1: qfq",
  "? tc class add dev q3 parent 1: classid 1:1 qfq weight 10 maxpkt 2000",
  "? tc qdisc add dev q4 root handle 100: taprio num_tc 2 map 0 1 queues 2@0 2@2 base-time 1000000000 sched-entry S 01 300000 sched-entry S 02 400000 clockid CLOCK_TAI",
  "? tc qdisc add dev q5 root handle 1: mqprio num_tc 2 map 0 1 queues 2@0 2@2 hw 0",
  "? tc qdisc add dev q5 parent 1:1 handle 10: etf clockid CLOCK_TAI delta 300000",
  "? tc qdisc change dev q37 root gred DP 1 limit 60000 min 15000 max 45000 avpkt 1000 burst 30 bandwidth 10mbit probability 0.1 prio 3 ecn",
  "tc qdisc add dev q6 ingress",
  "tc qdisc add dev q7 ingress_block 7 egress_block 8 clsact",
  "tc qdisc add dev q8 clsact",
];

/** Actions at the end of a filter, or by themselves. */
const ACTIONS: readonly string[] = [
  "gact drop random netrand ok 5",
  "gact goto chain 7",
  "mirred egress mirror dev v0",
  "mirred ingress redirect dev ifb0",
  "pedit ex munge ip ttl set 64 munge eth dst set 02:00:00:00:00:07 munge tcp dport add 1 pipe",
  "pedit munge offset 0 u32 set 5",
  "police rate 1mbit burst 10k mtu 2000 conform-exceed drop/pipe",
  "police rate 40gbit burst 100k peakrate 80gbit mtu 2000 overhead 10 continue",
  "police pkts_rate 1000 pkts_burst 50 drop",
  "skbedit priority 1:10 mark 5/0xff queue_mapping 2 ptype host inheritdsfield",
  "vlan push id 7 priority 3 protocol 802.1ad",
  "vlan modify id 8",
  "vlan pop",
  "vlan push_eth dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:02",
  "tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 dst_port 4789 tos 4 ttl 5 csum geneve_opts 0102:80:00880022",
  "tunnel_key set src_ip 2001:db8::1 dst_ip 2001:db8::2 id 7 nocsum vxlan_opts 7",
  "tunnel_key unset",
  "csum ip4h tcp udp",
  "nat ingress 192.0.2.0/24 198.51.100.1",
  "simple sdata hello",
  "connmark zone 5",
  "ctinfo dscp 0xfc000000 0x01000000 cpmark 0xff zone 3",
  "sample rate 100 group 5 trunc 64",
  "bpf bytecode '1,6 0 0 0'",
  "mpls push label 100 tc 3 ttl 64 protocol mpls_uc",
  "mpls modify label 200",
  "gate clockid CLOCK_TAI sched-entry open 200000 -1 8000 sched-entry close 100000 priority 3",
  "skbmod set dmac 02:00:00:00:00:01 smac 02:00:00:00:00:02 etype 0x800",
  "ife encode type 0xed3e allow mark use prio 5 dst 02:00:00:00:00:01",
  "ct commit zone 5 mark 7/0xff nat src addr 192.0.2.1-192.0.2.9 port 1000-2000 pipe",
  "ct clear",
];

/** Kinds of actions as `RTM_GETACTION` wants them. */
export const ACTION_KINDS: readonly string[] = [
  ...new Set(ACTIONS.map((words) => words.split(" ")[0] as string)),
];

/** The kinds of actions that every kernel that these tests run on has. */
const ACTION_EVERYWHERE = /^mirred /;

const actionLines = ACTIONS.flatMap((words, at) => {
  const mark = ACTION_EVERYWHERE.test(words) ? "" : "? ";
  const cookie = at % 2 === 0 ? ` cookie ${(0xa0 + at).toString(16)}b1c2d3` : "";
  return [
    `${mark}tc action add action ${words} index ${at + 1}${cookie}`,
    `${mark}tc filter add dev q8 ingress protocol ip prio ${100 + at} u32 match u8 0 0 action ${words}`,
  ];
});

const FILTERS: readonly string[] = [
  "tc filter add dev q0 parent 1: protocol ip prio 5 u32 match ip dst 10.0.0.0/8 match ip sport 80 0xffff flowid 1:10",
  "tc filter add dev q0 parent 1: protocol ip prio 5 handle 2: u32 divisor 16",
  "tc filter add dev q0 parent 1: protocol ip prio 5 u32 ht 800:: match ip src 10.1.0.0/16 link 2: hashkey mask 0x000000ff at 12",
  "tc filter add dev q0 parent 1: protocol ip prio 5 handle 2:3:4 u32 ht 2:3: match ip protocol 6 0xff classid 1:20 action mirred egress redirect dev v0",
  "? tc filter add dev q0 parent 1: protocol ip prio 6 u32 match mark 5 0xff flowid 1:20",
  "? tc filter add dev q0 parent 1: protocol ip prio 7 u32 match tcp dst 443 0xffff police rate 1mbit burst 10k drop flowid 1:1",
  "tc filter add dev q0 parent 1: protocol all prio 8 bpf bytecode '4,40 0 0 12,21 0 1 2048,6 0 0 262144,6 0 0 0' flowid 1:10",
  "tc filter add dev q8 egress protocol ip prio 9 chain 3 bpf bytecode '1,6 0 0 0' action mirred egress mirror dev v1",
  "? tc filter add dev q0 parent 1: protocol ip prio 10 handle 0x6/0xff fw classid 1:10 indev v0",
  "? tc filter add dev q0 parent 1: protocol ip prio 11 basic match 'cmp(u16 at 2 layer transport eq 80) and not u32(u32 0x01020304 0xffffffff at 12)' classid 1:10",
  "? tc filter add dev q0 parent 1: protocol ip prio 12 basic match 'meta(nf_mark gt 5) or nbyte(abc at 4 layer network)' classid 1:10",
  "? tc filter add dev q0 parent 1: protocol ip prio 13 handle 5 flow hash keys src,dst,proto-src divisor 16 perturb 10 baseclass 1:10",
  "? tc filter add dev q0 parent 1: protocol ip prio 14 route from 3 to 5 classid 1:10",
  "? tc filter add dev q8 egress prio 15 matchall skip_hw action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 16 flower skip_hw src_ip 10.0.0.0/8 dst_ip 10.1.0.1 ip_proto tcp src_port 80 dst_port 1000-2000 tcp_flags 0x12/0x3f ip_tos 4/0xfc ip_ttl 64 ip_flags frag/nofirstfrag indev q8 classid 1:5 action gact drop",
  "? tc filter add dev q8 egress protocol 802.1Q prio 17 flower vlan_id 5 vlan_prio 3 vlan_ethtype ipv4 src_mac 02:00:00:00:00:01/ff:ff:ff:00:00:00 dst_mac 02:00:00:00:00:02 action gact pass",
  "? tc filter add dev q8 egress protocol 802.1ad prio 18 flower vlan_id 5 vlan_ethtype 802.1q cvlan_id 6 cvlan_prio 2 cvlan_ethtype ipv6 dst_ip 2001:db8::/32 action gact pass",
  "? tc filter add dev q8 egress protocol arp prio 19 flower arp_sip 10.0.0.1 arp_tip 10.0.0.0/24 arp_op request arp_sha 02:00:00:00:00:01 arp_tha 02:00:00:00:00:02 action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 20 flower enc_key_id 7 enc_src_ip 192.0.2.1 enc_dst_ip 192.0.2.0/24 enc_dst_port 4789 enc_tos 4 enc_ttl 5 geneve_opts 0102:80:00880022/ffff:ff:ffffffff action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 21 flower enc_key_id 7 vxlan_opts 7/0xff action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 22 flower ip_proto icmp type 8 code 0 action gact pass",
  "? tc filter add dev q8 egress protocol mpls_uc prio 23 flower mpls_label 100 mpls_tc 3 mpls_bos 1 mpls_ttl 64 action gact pass",
  "? tc filter add dev q8 egress protocol mpls_uc prio 24 flower mpls lse depth 1 label 100 lse depth 2 label 200 bos 1 action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 25 flower ct_state +trk+est ct_zone 5 ct_mark 7/0xff ct_label 1/ff action gact pass",
  "? tc filter add dev q8 egress protocol pppoe prio 26 flower pppoe_sid 7 ppp_proto ip action gact pass",
  "? tc filter add dev q8 egress protocol ip prio 27 flower ip_proto l2tp l2tpv3_sid 7 action gact pass",
  "? tc filter add block 7 protocol ip prio 28 u32 match ip dst 10.9.0.0/16 action mirred egress mirror dev v0",
  "? tc chain add dev q8 ingress chain 9 flower src_ip 0.0.0.0/8",
];

/** Every qdisc, class, filter and action, in the order in which they can be made. */
export const TRAFFIC: readonly string[] = [
  ...ROOTS.map(rootLine),
  ...CLASSES,
  ...actionLines,
  ...FILTERS,
];
