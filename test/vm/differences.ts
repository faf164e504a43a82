/**
 * Where a kernel does something else than the one that the suites are written after, Linux 6.18. The run wants each of
 * these to fail there: a row that is no longer true is told.
 *
 * @module
 */

/** Tests that differ for one reason. */
interface Difference {
  /** What the kernel does; a line of docs/kernel-matrix.md. */
  readonly does: string;
  /** Versions, as 6.1. */
  readonly kernels: readonly string[];
  /** What each of the tests says then, so that nothing else hides behind it. */
  readonly fails: RegExp;
  /** Titles of the tests, where others have the same with that of the suite: "links: gives back what it was given". */
  readonly tests: readonly string[];
}

const [V6_1, V6_12] = ["6.1", "6.12"];
const BOTH = [V6_1, V6_12];

export const differences: readonly Difference[] = [
  {
    does: "charges a receive buffer other numbers of bytes for a datagram: its memory is laid out otherwise",
    kernels: BOTH,
    fails:
      /^expected (196608|23|79|768|960|1280|2304|\[ \+0, \+0 \]|\[ 1, 1 \]|.* to be 'overrun'|.* length of 256) |^sendmsg .*EAGAIN/,
    tests: [
      "256 small datagrams fit the default buffer, then EAGAIN, and nobody is told of a loss",
      "an overrun is told once, and all is dropped until the buffer is empty",
      "NETLINK_NO_ENOBUFS hides the loss, and drops no more than does not fit",
      "a datagram of 16 bytes is charged 832",
      "a datagram of 256 bytes is charged 832",
      "to a group, 16 bytes are charged 832",
      "the error for a request of 16 bytes is charged 832",
      "the error for a request of 236 bytes is charged 832",
      "acknowledgements that do not fit are an overrun of their own sender",
      "a unicast that fills the buffer to its last byte fits",
      "a multicast fits to the same byte, and is an overrun beyond it",
    ],
  },
  {
    does: "charges 960 bytes also for what is a little larger",
    kernels: [V6_12],
    fails: /^expected 960 to be 1280 /,
    tests: [
      "a datagram of 257 bytes is charged 1280",
      "to a group, 257 bytes are charged 1280",
      "the error for a request of 237 bytes is charged 1280",
    ],
  },
  {
    does: "charges 768 bytes for the smallest datagram, so that more of them fit",
    kernels: [V6_1],
    fails: /^\+ {5}"seq": 2,$|^- EAGAIN$|to be 'overrun'|^expected \+0 to be 1 /m,
    tests: [
      "an overrun comes before what is there, also at a look, and once",
      "a unicast that is two bytes too large does not",
      "who has lost a multicast refuses unicasts too, until it has been read empty",
      "NETLINK_NO_ENOBUFS after an overrun opens the buffer at once, and the loss is still told",
      "a member's NETLINK_BROADCAST_ERROR is nothing to a sender in user space",
    ],
  },
  {
    does: "does not let NETLINK_LISTEN_ALL_NSID be read: ENOPROTOOPT",
    kernels: [V6_1],
    fails: /NETLINK_LISTEN_ALL_NSID: ENOPROTOOPT/,
    tests: [
      "options are off, and stay as they are set",
      "without privileges one may not listen to other namespaces: EPERM",
      "gets and sets every option by name",
    ],
  },
  {
    does: "tells the policy of an operation that only dumps under its own number, not under 0",
    kernels: BOTH,
    fails: /0c000[3a]800800/,
    tests: [
      "the policies of nlctrl: operations first, then attributes by policy",
      "the policy of one operation",
    ],
  },
  {
    does: "tells the policy of an integer in network order",
    kernels: BOTH,
    fails: /^\+ +"(policy|03)"/m,
    tests: [
      "strict: an integer in network order that is too long has no policy to tell",
      "the policy of an operation with a nest: the nest's follows at once",
    ],
  },
  {
    does: 'says "Network address not specified", not which attribute is missing',
    kernels: BOTH,
    fails: /^\+ +"message": "Network address not specified",$/m,
    tests: ["neighbours: a get without an address tells what is missing"],
  },
  {
    does: "does not say which attribute is wrong where an operation is not there",
    kernels: [V6_1],
    fails: /^- +("missingType": \d+|"offset": \d+|32),$/m,
    tests: ["a policy of an operation that is not there", "policies of operation 0"],
  },
  {
    does: "looks at no attribute of a dump of families",
    kernels: [V6_1],
    fails: /^expected \[ 3, \+0, undefined, undefined \] to deeply equal \[ 2, 22, /,
    tests: [
      "a dump of families is strict: an unknown attribute",
      "a dump of families is strict: an attribute of another operation",
      "a dump of families is strict: the length of an integer",
      "a dump of families is strict: bytes left over",
    ],
  },
  {
    does: "answers EPERM also for a command that cannot be done, only dumped, and the reverse",
    kernels: [V6_1],
    fails: /^\+ +"errno": 1,$/m,
    tests: [
      "without privileges EPERM comes before attributes are looked at, and after the command is",
    ],
  },
  {
    does: "checks the changing operations of mptcp_pm strictly",
    kernels: [V6_1],
    fails: /^\+ +"message": "(invalid attribute length|NLA_F_NESTED is missing)",$/m,
    tests: [
      "liberal: an integer within a nest that is too short",
      "liberal: what is wrong within a nest without its flag",
    ],
  },
  {
    does: "does not say why gso_max_segs is refused",
    kernels: [V6_1],
    fails: /^\+ +"message": undefined,$/m,
    tests: ["links: gso_max_segs too big"],
  },
  {
    does: "has IFLA_QDISC and IFLA_MAP at other places of a message",
    kernels: [V6_1],
    fails: /^\+ +"qdisc",\n[^+]*\+ +"map",$/m,
    tests: ["links: lo has every attribute of the kernel's, in its order"],
  },
  {
    does: "shows IFF_RUNNING until its work queue has seen that there is no carrier",
    kernels: [V6_1],
    fails: /^\+ +"ifiFlags": 4163,$/m,
    tests: ["links: one end of a pair that is up has no carrier"],
  },
  {
    does: "does not echo RTM_NEWLINK",
    kernels: [V6_1],
    fails: /^expected (\[ 'ERROR' \]|undefined) to|^\+ +"groups": 0,$/m,
    tests: [
      "links: an echo, and whose request it was",
      "links: an echo has the group on it, out of that group",
      "is asked and listened to by the names of its table",
    ],
  },
  {
    does: "does not tell the name that it chose for a link; the test after that finds the link",
    kernels: [V6_1],
    fails: /but got undefined$|^expected \[ 'ifb0' \] to|^Unexpected end of JSON input$/m,
    tests: [
      "with the name that the kernel chose",
      "has groups",
      "tells the name that the kernel chose",
    ],
  },
  {
    does: "has no NFT_MSG_DESTROY…, and does not reset the elements of sets",
    kernels: [V6_1],
    fails: /^\+ +"": "EINVAL",$/m,
    tests: [
      "'NFT_MSG_DESTROYCHAIN'",
      "'NFT_MSG_DESTROYRULE'",
      "'NFT_MSG_DESTROYSET'",
      "'NFT_MSG_GETSETELEM_RESET'",
      "'NFT_MSG_DESTROYSETELEM'",
      "'NFT_MSG_DESTROYOBJ'",
      "'NFT_MSG_DESTROYFLOWTABLE'",
    ],
  },
  {
    does: "does not count what goes by the members of a nexthop group",
    kernels: [V6_1],
    fails: /at opFlags: "Unknown attribute type"$/m,
    tests: [
      "count what goes by the members of a group",
      "nlkit nexthop: adds, lists, gets, replaces and removes, groups and their buckets among them",
    ],
  },
  {
    does: "gives no sentence with an errno about addresses",
    kernels: [V6_1],
    fails: /^\+ +"message": undefined,$/m,
    tests: [
      "addresses: an address that is there",
      "addresses: an address that is there, without a flag",
      "addresses: a prefix length of 33",
      "addresses: a device that is not there",
      "addresses: no address",
      "addresses: an address longer preferred than valid",
      "addresses: an address that is never valid",
      "addresses: a deletion of an address that is not there",
      "addresses: a deletion on a device that is not there",
      "addresses: IPv6: an address that is there",
      "addresses: IPv6: the same with another length",
      "addresses: IPv6: a prefix length of 129",
      "addresses: IPv6: a device that is not there",
      "addresses: IPv6: a multicast address",
      "addresses: IPv6: no address",
      "addresses: IPv6: the loopback address elsewhere",
      "addresses: IPv6: an address longer preferred than valid",
      "addresses: IPv6: a deletion with another length",
    ],
  },
  {
    does: "has VLANs on bridges, which it tells of in the FDB",
    kernels: BOTH,
    fails: /^\+ .* vlan 1 master b0 /m,
    tests: [
      "nlkit fdb: adds and lists in the words of bridge",
      "nlkit fdb: gets, replaces, removes and flushes",
    ],
  },
  {
    does: "has no IFLA_GRO_IPV4_MAX_SIZE",
    kernels: [V6_1],
    fails: /^- +"groIpv4MaxSize"/m,
    tests: ["links: gives back what it was given"],
  },
  {
    does: "does not rename a link that is up: EBUSY, and the tests after it find that link",
    kernels: [V6_1],
    fails: /^RTM_SETLINK: EBUSY|^expected \[ 'a0', 'b0', |^expected 0 to be greater than 2$/m,
    tests: [
      "renames, also while up, and keeps the index",
      "lists while links come and go",
      "is equal while only routes are asked for, and tells of those that go in silence",
    ],
  },
  {
    does: "keeps the protocol of an address that is replaced",
    kernels: [V6_1],
    fails: /^\+ +"protocol": 9,$/m,
    tests: ["adds, replaces, deletes, and tells what is wrong"],
  },
  {
    does: "gives no single entry of an MDB, has no sources and protocols of entries, flushes no FDB by VNI, and VXLANs have no MDB",
    kernels: [V6_1],
    fails:
      /RTM_GETMDB: EOPNOTSUPP|at (entryAttrs\.(srcList|rtprot)|vni): "Un|"bridge: Device is not a bridge"/,
    tests: [
      "of bridge mdb add dev b0 port v0 grp 239.1.1.1 permanent",
      "of bridge mdb add dev b0 port v0 grp 239.1.1.2 temp",
      "of bridge mdb add dev b0 port v0 grp 239.1.1.3 src 192.0.2.1 temp",
      "of bridge mdb add dev b0 port v0 grp ff0e::5 permanent",
      "of bridge mdb add dev b0 port v0 grp ff0e::6 src 2001:db8::1 permanent",
      "of bridge mdb add dev b0 port v0 grp 01:00:5e:11:22:33 permanent",
      "of bridge mdb add dev b0 port b0 grp 239.1.1.9 temp",
      "has sources, which bridge sees",
      "is flushed, as far as it is told",
      "of a VXLAN has far ends",
      "nlkit mdb: adds and lists in the words of bridge",
      "nlkit mdb: gets, replaces, removes and flushes",
    ],
  },
];
