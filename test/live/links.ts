/**
 * The fixed network of the live tests, as shell commands: what `ip` and `bridge` make. A line that begins with
 * `?` may fail, for this kernel or this tool may lack it.
 *
 * @module
 */
import { ADDRESSES, LINKS, ROUTES } from "../oracle/network.ts";

const MAY_FAIL = "? ";

/** Words for `ip` as a command, with its mark in front. */
const withIp = (line: string): string =>
  line.startsWith(MAY_FAIL) ? `${MAY_FAIL}ip ${line.slice(MAY_FAIL.length)}` : `ip ${line}`;

/** One link for each qdisc: a link has one root. */
export const QDISC_LINKS = Array.from({ length: 40 }, (_, at) => `q${at}`);

const RULES: readonly string[] = [
  "ip rule add from 10.0.0.0/8 to 192.168.0.0/16 iif v0 oif v1 lookup 100 priority 100",
  "ip rule add fwmark 0x10/0xff tos 0x10 lookup 101 priority 101",
  "ip rule add not from 10.1.0.0/16 lookup 102 priority 102 suppress_prefixlength 8",
  "ip rule add priority 103 to 10.2.0.1 goto 200",
  "ip rule add priority 104 blackhole",
  "ip rule add priority 105 from 10.3.0.0/16 prohibit",
  "ip rule add priority 106 from 10.4.0.0/16 unreachable",
  "ip rule add priority 107 iif nosuchlink lookup main",
  "ip rule add priority 108 uidrange 1000-2000 lookup 70000",
  "ip rule add priority 109 ipproto tcp sport 80 dport 1000-2000 lookup 103",
  "ip rule add priority 110 lookup 104 suppress_ifgroup 7 protocol 77",
  "? ip rule add priority 111 l3mdev",
  "? ip rule add priority 112 tun_id 7 lookup 105",
  "? ip rule add priority 113 from 10.5.0.0/16 realms 3/4 lookup 106",
  "ip rule add priority 200 nop",
  "ip -6 rule add from 2001:db8::/32 to 2001:db8:1::/48 iif v0 lookup 100 priority 100",
  "ip -6 rule add priority 101 ipproto udp dport 53 goto 300",
  "ip -6 rule add priority 102 unreachable",
];

const NEIGHBOURS: readonly string[] = [
  "ip neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev v0 nud permanent",
  "ip neigh add 10.0.0.51 lladdr 02:00:00:00:00:51 dev v0 nud noarp",
  "ip neigh add 10.0.0.52 lladdr 02:00:00:00:00:52 dev v0 nud stale",
  "? ip neigh add 10.0.0.53 lladdr 02:00:00:00:00:53 dev v0 nud reachable protocol 42",
  "? ip neigh add 10.0.0.54 dev v0 extern_learn lladdr 02:00:00:00:00:54",
  "? ip neigh add 10.0.0.55 dev v0 managed",
  "ip neigh add proxy 10.0.0.60 dev v0",
  "ip -6 neigh add 2001:db8::50 lladdr 02:00:00:00:00:50 dev v0 router nud permanent",
  "ip -6 neigh add proxy 2001:db8::60 dev v0",
  "? ip ntable change name arp_cache dev v0 queue 5 base_reachable 20000",
];

const BRIDGES: readonly string[] = [
  "? bridge vlan add dev p1 vid 10-20",
  "? bridge vlan add dev p1 vid 30 pvid untagged",
  "? bridge vlan add dev br0 vid 10 self",
  "? bridge vlan add dev p1 vid 40 tunnel_info id 4000",
  "? bridge vlan set dev p1 vid 10 state learning",
  "? bridge vlan global set dev br0 vid 10 mcast_snooping 1 mcast_querier 1",
  "? bridge fdb add 02:00:00:00:01:01 dev p1 master static vlan 10",
  "ip link set v4 up",
  // The carrier of a link that was just set up takes a moment.
  "timeout 5 sh -c 'until bridge fdb add 02:00:00:00:01:02 dev p4 master dynamic; do sleep .1; done'",
  "bridge fdb add 02:00:00:00:01:05 dev p4 master static",
  "bridge fdb add 02:00:00:00:01:03 dev p2 master sticky static",
  "? bridge fdb add 02:00:00:00:01:04 dev p1 master extern_learn",
  "bridge fdb append 02:00:00:00:02:01 dev vx0 dst 192.0.2.9 port 4790 vni 77 self",
  "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.10 via v0 self permanent",
  "? bridge fdb add 02:00:00:00:02:02 dev vx2 src_vni 5 dst 2001:db8::7 self",
  "? bridge mdb add dev br0 port p1 grp 239.1.1.1 permanent vid 10",
  "? bridge mdb add dev br0 port p2 grp 239.1.1.2 src 192.0.2.1 temp",
  "? bridge mdb add dev br0 port p1 grp ff0e::1 permanent",
  "? bridge mdb add dev br0 port p2 grp 239.1.1.4 permanent filter_mode exclude source_list 192.0.2.1,192.0.2.2",
  "? bridge mdb add dev br0 port br0 grp 239.1.1.3 temp",
  "? bridge vni add dev vx5 vni 100-102 remote 192.0.2.9",
];

const OTHERS: readonly string[] = [
  "? ip addrlabel add prefix 2001:db8:7::/48 dev v0 label 77",
  "? ip token set ::7 dev v2",
  "? ip maddress add 33:33:00:00:00:77 dev v0",
  "? ip nexthop add id 30 dev v0",
  "? ip nexthop add id 31 blackhole",
  "? ip nexthop add id 32 group 7,1/9,2 type resilient buckets 8 idle_timer 60 unbalanced_timer 300",
  "? ip nexthop add id 33 via 10.0.0.252 fdb",
  "? ip nexthop add id 34 encap ip id 7 dst 10.0.0.9 via 10.0.0.254 dev v0",
  "? ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 mode tunnel reqid 7 enc 'cbc(aes)' 0x00112233445566778899aabbccddeeff auth 'hmac(sha256)' 0x0011223344556677 replay-window 32 flag af-unspec mark 5 mask 0xff",
  "? ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x101 mode transport aead 'rfc4106(gcm(aes))' 0x00112233445566778899aabbccddeeff00112233 128 replay-window 64 flag esn limit byte-soft 100000 encap espinudp 4500 4500 ::",
  "? ip xfrm policy add src 10.7.0.0/16 dst 10.8.0.0/16 dir out priority 5 mark 7 mask 0xff tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 7 mode tunnel",
  "? ip xfrm policy add src 2001:db8:7::/48 dst 2001:db8:8::/48 proto tcp dport 80 dir in action block",
  "? ip mptcp endpoint add 10.0.0.1 dev v0 subflow signal",
  "? ip mptcp limits set subflows 3 add_addr_accepted 2",
  "? ip fou add port 5555 ipproto 4",
  "? ip fou add port 5556 gue",
  "? ip macsec add macsec0 rx port 1 address 02:00:00:00:00:99",
  "? ip l2tp add tunnel tunnel_id 1 peer_tunnel_id 2 encap udp local 10.0.0.1 remote 10.0.0.2 udp_sport 6000 udp_dport 6001",
  "? ip ila add loc_match 1:2:3:4 loc 5:6:7:8",
  "? ip ioam namespace add 5 data 7 wide 8",
  "? ip ioam schema add 6 hello",
  "? ip -6 route add 2001:db8:120::/48 encap seg6local action End.DX4 nh4 10.0.0.9 dev v0",
  "? ip -6 route add 2001:db8:121::/48 encap seg6local action End.B6.Encaps srh segs 2001:db8::5 dev v0",
  "? ip -6 route add 2001:db8:122::/48 encap ioam6 trace prealloc type 0x800000 ns 5 size 12 dev v0",
  "? ip -6 route add 2001:db8:123::/48 encap rpl segs fc00::1 dev v0",
  "? ip -f mpls route add 100 as 200 via inet 10.0.0.254 dev v0",
];

/** Every link, address, route, rule and neighbour, in the order in which they can be made. */
export const ROUTING: readonly string[] = [
  ...LINKS.map(withIp),
  ...QDISC_LINKS.map(
    (name) => `ip link add ${name} numtxqueues 4 numrxqueues 4 type ifb && ip link set ${name} up`,
  ),
  ...[...ADDRESSES, ...ROUTES].map(withIp),
  ...RULES,
  ...NEIGHBOURS,
  ...BRIDGES,
  ...OTHERS,
];
