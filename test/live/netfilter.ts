/**
 * The fixed network of the live tests, as shell commands: nftables and entries of the connection tracking. A line
 * that begins with `?` may fail.
 *
 * @module
 */

const add = (words: string): string => `nft 'add ${words}'`;
const may = (line: string): string => `? ${line}`;

const TABLES: readonly string[] = [
  add('table inet f { comment "all of it" ; flags dormant ; }'),
  add("table inet t"),
  add("table ip t4"),
  add("table ip6 t6"),
  add("table arp ta"),
  add("table bridge tb"),
  add("table netdev td"),
  add("chain inet t c"),
  add('chain inet t in { type filter hook forward priority -5 ; policy drop ; comment "base" ; }'),
  add("chain inet t out { type filter hook output priority filter ; }"),
  add("chain ip t4 nat { type nat hook postrouting priority srcnat ; }"),
  add("chain ip t4 pre { type nat hook prerouting priority dstnat ; }"),
  add("chain ip t4 way { type route hook output priority mangle ; }"),
  add("chain ip6 t6 nat { type nat hook postrouting priority srcnat ; }"),
  add("chain arp ta in { type filter hook input priority 0 ; }"),
  add("chain bridge tb fw { type filter hook forward priority 0 ; }"),
  may(add("chain netdev td in { type filter hook ingress devices = { v0, v1 } priority 0 ; }")),
  may(add("chain netdev td eg { type filter hook egress device v2 priority 0 ; }")),
];

const SETS: readonly string[] = [
  add(
    "set inet t addrs { type ipv4_addr ; flags interval ; elements = { 10.0.0.0/8, 192.168.0.1-192.168.0.9 } ; }",
  ),
  add(
    'set inet t timed { type ipv4_addr ; timeout 1h ; gc-interval 5m ; size 100 ; flags timeout,dynamic ; comment "soon gone" ; elements = { 10.0.0.1 timeout 30m comment "one", 10.0.0.2 expires 10m } ; }',
  ),
  add("set inet t counted { type inet_service ; counter ; elements = { 80, 443 } ; }"),
  add(
    "set inet t cat { type ipv4_addr . inet_service ; flags interval ; elements = { 10.0.0.0/24 . 80-90, 10.1.0.1 . 443 } ; }",
  ),
  add('set inet t names { type ifname ; elements = { "v0", "v1" } ; }'),
  add(
    "set inet t macs { type ether_addr ; flags constant ; policy memory ; elements = { 02:00:00:00:00:01 } ; }",
  ),
  add("set inet t marks { typeof meta mark ; elements = { 5 } ; }"),
  add(
    "set inet t six { type ipv6_addr ; flags interval ; auto-merge ; elements = { 2001:db8::/32 } ; }",
  ),
  add(
    "map inet t ports { type inet_service : ipv4_addr ; elements = { 80 : 10.0.0.1, 443 : 10.0.0.2 } ; }",
  ),
  add(
    "map inet t verdicts { type ipv4_addr : verdict ; elements = { 10.0.0.1 : drop, 10.0.0.2 : jump c } ; }",
  ),
  add(
    "map inet t wide { type ipv4_addr : inet_service . mark ; elements = { 10.0.0.1 : 80 . 5 } ; }",
  ),
  may(
    add(
      "set inet t limited { type ipv4_addr ; flags dynamic ; limit rate 10/second burst 20 packets ; size 100 ; }",
    ),
  ),
];

const OBJECTS: readonly string[] = [
  add('counter inet t cnt { packets 5 bytes 700 ; comment "seven" ; }'),
  add("quota inet t quo { over 1 mbytes used 5 bytes ; }"),
  add("limit inet t lim { rate over 10/minute burst 7 packets ; }"),
  add("limit inet t lim2 { rate 1 mbytes/second burst 500 kbytes ; }"),
  may(add('ct helper inet t ftp { type "ftp" protocol tcp ; l3proto ip ; }')),
  may(
    add(
      "ct timeout inet t tmo { protocol tcp ; l3proto ip ; policy = { established : 100, close : 5 } ; }",
    ),
  ),
  may(
    add(
      "ct expectation inet t exp { protocol tcp ; dport 9876 ; timeout 2m ; size 12 ; l3proto ip ; }",
    ),
  ),
  may(add("synproxy inet t syn { mss 1460 ; wscale 7 ; timestamp sack-perm ; }")),
  may(add('secmark inet t sec { "system_u:object_r:ssh_server_packet_t:s0" ; }')),
  may(add('map inet t objects { type inet_service : counter ; elements = { 80 : "cnt" } ; }')),
  may(add("flowtable inet t ft { hook ingress priority 5 ; devices = { v0, v1 } ; counter ; }")),
];

/** Rules, by the table and chain that they stand in. */
const RULES: readonly (readonly [chain: string, rules: readonly string[]])[] = [
  [
    "inet t c",
    [
      'ip saddr 10.0.0.0/8 ip daddr != 10.1.0.1 counter packets 3 bytes 400 accept comment "first"',
      "ip6 saddr 2001:db8::/32 counter drop",
      "tcp dport { 22, 80, 1000-2000 } accept",
      "tcp flags syn / syn,ack tcp option maxseg size set rt mtu",
      "tcp option sack-perm exists counter",
      "ip saddr @addrs drop",
      "ip saddr . tcp dport @cat accept",
      "iifname @names meta mark set 0x5 ",
      "ip saddr vmap @verdicts",
      "meta l4proto { tcp, udp } th dport 53 counter",
      "meta mark and 0xff == 0x10 ct mark set meta mark or 0x100",
      "ct state established,related accept",
      "ct direction original ct expiration < 1h ct bytes > 1000",
      "ct original ip saddr 10.0.0.1 ct zone 5",
      "ct count over 10 reject with tcp reset",
      "limit rate 10/second burst 5 packets accept",
      "limit rate over 1 mbytes/second drop",
      "quota over 25 mbytes drop",
      "quota 1 kbytes used 5 bytes accept",
      'log prefix "hello " level debug flags all',
      'log prefix "nf " group 5 snaplen 64 queue-threshold 3',
      "queue flags bypass,fanout num 5-8",
      "reject with icmpx type admin-prohibited",
      "reject",
      "numgen inc mod 3 offset 7 vmap { 7 : accept, 8 : drop }",
      "meta mark set numgen random mod 10",
      "meta mark set jhash ip saddr . tcp dport mod 16 seed 0xdeadbeef offset 5",
      "meta mark set symhash mod 16",
      "fib daddr type local counter",
      "fib saddr . iif oif exists accept",
      'fib daddr oifname "v0" counter',
      "socket transparent 1 accept",
      "socket mark 5 accept",
      "rt classid 5 accept",
      "rt ip nexthop 10.0.0.1 accept",
      "rt ipsec exists accept",
      "ipsec in reqid 5 counter",
      'osf ttl loose name "Linux" counter',
      "exthdr frag exists drop",
      "ip option ra exists drop",
      "sctp chunk init exists counter",
      "@th,16,16 22 counter",
      "@ll,0,48 0x20000000001 counter",
      "ip dscp set cs1",
      "ip ttl set 5 ip id set 7",
      "tcp dport set 8080",
      "reset tcp option window",
      "add @timed { ip saddr timeout 10m }",
      "update @timed { ip saddr counter }",
      "delete @timed { ip saddr }",
      "add @limited { ip saddr limit rate 5/second }",
      'counter name "cnt" quota name "quo"',
      'limit name "lim"',
      'ct helper set "ftp"',
      'ct timeout set "tmo"',
      'ct expectation set "exp"',
      'synproxy name "syn"',
      "tcp dport 80 synproxy mss 1460 wscale 7 timestamp sack-perm",
      "counter name tcp dport map @objects",
      'meta secmark set "sec"',
      "ct label set 5",
      "ct event set new,destroy",
      "ct zone set 7",
      'meta iifname "v*" meta oif v0 meta skuid 1000 meta cpu 0 meta length 100-200',
      "meta pkttype broadcast meta nftrace set 1 meta priority set 1:10",
      'meta hour "10:00"-"12:00" meta day 5',
      "ether saddr 02:00:00:00:00:01 vlan id 5 counter",
      "icmp type echo-request icmp code 0 accept",
      "icmpv6 type { nd-neighbor-solicit, nd-router-advert } accept",
      "ah spi 5 counter",
      "dup to 10.0.0.9",
      "flow add @ft",
      "meta mark set ip saddr map { 10.0.0.1 : 5, 10.0.0.2 : 6 }",
      "tcp dport vmap { 22 : accept, 80 : jump c2 }",
      "notrack",
      "continue",
      "return",
    ],
  ],
  ["inet t in", ["tcp dport 80 tproxy to :3128 meta mark set 1", "jump c"]],
  [
    "ip t4 nat",
    [
      'meta l4proto tcp oifname "v0" masquerade to :1000-2000 random,persistent',
      "meta l4proto tcp ip saddr 10.0.0.0/8 snat to 192.0.2.1-192.0.2.9:1000-2000 fully-random",
      "snat to ip saddr map { 10.0.0.1 : 192.0.2.1 }",
      "snat prefix to ip saddr map { 10.0.1.0/24 : 192.0.2.0/24 }",
    ],
  ],
  ["ip t4 pre", ["tcp dport 80 dnat to 10.0.0.1:8080", "tcp dport 81 redirect to :8081"]],
  ["ip t4 way", ['dup to 10.0.0.9 device "v0"']],
  ["ip6 t6 nat", ["masquerade", "meta l4proto tcp snat to [2001:db8::1]:80"]],
  // Nobody's address: the kernel asks for a managed neighbour again and again, and what counts would never stand still.
  ["arp ta in", ["arp operation request arp saddr ip 10.0.0.77 counter"]],
  [
    "bridge tb fw",
    [
      'meta ibrname "br0" meta obrname "br0" ether type ip counter',
      "reject with icmp type host-unreachable",
    ],
  ],
  [
    "netdev td in",
    ["ip saddr 10.0.0.1 fwd to v1", "dup to v2", "ip saddr 10.0.0.2 fwd ip to 10.0.0.9 device v1"],
  ],
];

const rules = RULES.flatMap(([chain, words]) =>
  words.map((rule) => may(add(`rule ${chain} ${rule}`))),
);

/** Entries of the connection tracking. */
export const CONNTRACK: readonly string[] = [
  "conntrack -I -p tcp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 80 --state ESTABLISHED -t 1000 -m 5 -u ASSURED,SEEN_REPLY",
  "conntrack -I -p tcp -s 10.0.0.1 -d 10.0.0.2 --sport 1001 --dport 80 --state SYN_SENT -t 60",
  "conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 500 -w 7",
  "conntrack -I -p icmp -s 10.0.0.1 -d 10.0.0.2 --icmp-type 8 --icmp-code 0 --icmp-id 77 -t 400",
  "? conntrack -I -p icmpv6 -s 2001:db8::1 -d 2001:db8::2 --icmpv6-type 128 --icmpv6-code 0 --icmpv6-id 78 -t 400",
  "conntrack -I -p udp -s 2001:db8::1 -d 2001:db8::2 --sport 1000 --dport 53 -t 300 -m 0x10",
  "? conntrack -I -p tcp -s 10.0.0.3 -d 10.0.0.4 --sport 2000 --dport 80 --state ESTABLISHED -t 900 --src-nat 192.0.2.1:5000",
  "? conntrack -I -p tcp -s 10.0.0.5 -d 10.0.0.6 --sport 2000 --dport 80 --state ESTABLISHED -t 900 --dst-nat 192.0.2.2",
  "? conntrack -I -p sctp -s 10.0.0.1 -d 10.0.0.2 --orig-port-src 5 --orig-port-dst 6 --state ESTABLISHED --orig-vtag 1 --reply-vtag 2 -t 300",
  "? conntrack -I -p gre -s 10.0.0.1 -d 10.0.0.2 --srckey 5 --dstkey 6 -t 300",
  "? conntrack -I -p 99 -s 10.0.0.1 -d 10.0.0.2 -t 300",
  "? conntrack -I expect -s 10.0.0.1 -d 10.0.0.2 -p tcp --sport 1000 --dport 80 --tuple-src 10.0.0.1 --tuple-dst 10.0.0.2 --tuple-port-src 0 --tuple-port-dst 99 --mask-src 255.255.255.255 --mask-dst 255.255.255.255 --mask-port-src 0 --mask-port-dst 65535 -t 100",
  "? nfct add timeout t1 inet tcp established 100",
  "? nfct add helper ftp inet tcp",
  "? nfacct add bytes",
  "? ipset create x hash:ip timeout 100 comment counters && ipset add x 10.0.0.1 comment one",
  "? ipset create n hash:net,port && ipset add n 10.0.0.0/8,tcp:80",
  "? ipset create b bitmap:port range 0-1000 && ipset add b 80",
];

/** Every table of nftables with what is in it, and every entry of the connection tracking. */
export const FILTERING: readonly string[] = [
  ...TABLES,
  ...SETS,
  ...OBJECTS,
  add("chain inet t c2"),
  ...rules,
  ...CONNTRACK,
];
