import { describe, expect, it } from "vitest";
import { readAll, text } from "../../test/support/capture.ts";
import { hex } from "../../test/support/rows.ts";
import { formatHex } from "../wire/index.ts";

const GETLINK = hex("14000000 12000103 01000000 00000000 11000000");
const escaped = (bytes: Uint8Array): string => formatHex(bytes).replace(/../g, "\\x$&");
const WORDS = `"${escaped(GETLINK)}"`;
const HALF = `"${escaped(GETLINK.subarray(0, 8))}"`;
const REST = `"${escaped(GETLINK.subarray(8))}"`;
const SOCKET = "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_GENERIC) = 3";
const NAME = "msg_name={sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, msg_namelen=12";

const read = (...lines: string[]) => readAll(text(lines.join("\n")));

describe("a call with its bytes as strings", () => {
  it.each([
    ["sendto", `sendto(3, ${WORDS}, 20, 0, NULL, 0) = 20`, "request"],
    ["write", `write(3, ${WORDS}, 20)                  = 20`, "request"],
    ["read", `read(3, ${WORDS}, 4096) = 20`, "reply"],
    [
      "recvfrom",
      `recvfrom(3, ${WORDS}, 4096, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, [12]) = 20`,
      "reply",
    ],
    [
      "sendmsg of several buffers",
      `sendmsg(3, {${NAME}, msg_iov=[{iov_base=${HALF}, iov_len=8}, {iov_base=${REST}, iov_len=12}], msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = 20`,
      "request",
    ],
    [
      "recvmsg",
      `recvmsg(3, {${NAME}, msg_iov=[{iov_base=${WORDS}, iov_len=32768}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_NETLINK, cmsg_type=0x3, cmsg_data="\\x01"}], msg_controllen=24, msg_flags=0}, 0) = 20`,
      "reply",
    ],
  ])("is read: %s", async (_name, line, direction) => {
    expect(await read(SOCKET, line)).toEqual([
      { protocol: 16, direction, bytes: GETLINK, place: "line 2" },
    ]);
  });

  it("is read with other escapes as well", async () => {
    const line = `sendto(3, "\\24\\0\\0\\0\\n\\t\\v\\f\\r\\"\\\\ab\\1\\2\\3abcd", 20, 0, NULL, 0) = 20`;
    const [datagram] = await read(SOCKET, line);
    expect(formatHex(datagram?.bytes ?? GETLINK)).toBe("140000000a090b0c0d225c616201020361626364");
  });

  it("is dated, and of a process", async () => {
    const dated = `[pid  42] 1795253853.125000 sendto(3, ${WORDS}, 20, 0, NULL, 0) = 20 <0.000042>`;
    expect(await read(dated)).toMatchObject([{ time: 1_795_253_853_125_000_000n }]);
    expect(await read(`42 09:37:32.38 sendto(3, ${WORDS}, 20, 0, NULL, 0) = 20`)).toHaveLength(1);
  });

  it("names its protocol and port by -yy", async () => {
    const line = `sendto(7<NETLINK:[XFRM:4711]>, ${WORDS}, 20, 0, NULL, 0) = 20`;
    expect(await read(line)).toMatchObject([{ protocol: 6, portId: 4711 }]);
  });

  it("is put together where another thread came between", async () => {
    const found = await read(
      `[pid 1] sendto(3, ${WORDS}, 20 <unfinished ...>`,
      "[pid 2] getpid() = 2",
      "[pid 1] <... sendto resumed>, 0, NULL, 0) = 20",
    );
    expect(found).toMatchObject([{ bytes: GETLINK, place: "line 3" }]);
  });

  it("is passed over: failures, peeks, other sockets, other files", async () => {
    const found = await read(
      "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 4",
      SOCKET,
      `sendto(4, ${WORDS}, 20, 0, NULL, 0) = 20`,
      `sendto(3, ${WORDS}, 20, 0, NULL, 0) = -1 ECONNREFUSED (Connection refused)`,
      `recvmsg(3, {${NAME}, msg_iov=[{iov_base=${WORDS}, iov_len=20}], msg_iovlen=1}, MSG_PEEK|MSG_TRUNC) = 20`,
      `write(1, "\\x68\\x65\\x6c\\x6c\\x6f\\x20\\x77\\x6f\\x72\\x6c\\x64\\x2c\\x20\\x68\\x65\\x6c\\x6c\\x6f", 18) = 18`,
      "close(3) = 0",
      'openat(AT_FDCWD, "\\x2f\\x65", O_RDONLY) = 3',
      `read(3, ${WORDS}, 20) = 20`,
      "+++ exited with 0 +++",
    );
    expect(found).toEqual([]);
  });

  it("says how strace is to be run where bytes are missing", async () => {
    const [cut] = await read(SOCKET, `sendto(3, ${HALF}..., 20, 0, NULL, 0) = 20`);
    expect(cut?.fault?.message).toBe(
      'line 2 at byte 8: expected the 20 bytes of sendto, got 8 and "...": run strace with -s 1048576',
    );
    const [decoded] = await read(
      "sendto(3, [{nlmsg_len=20, nlmsg_type=RTM_GETLINK, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=0}, {ifi_family=AF_UNSPEC}], 20, 0, NULL, 0) = 20",
    );
    expect(decoded?.fault?.message).toContain("run strace with -e read=all -e write=all");
  });
});

describe("a call that strace decoded", () => {
  it("is rebuilt where only its headers were", async () => {
    const [request, answer] = await read(
      SOCKET,
      `sendto(3, [{nlmsg_len=20, nlmsg_type=0x12 /* NLMSG_??? */, nlmsg_flags=NLM_F_REQUEST|0x300, nlmsg_seq=1, nlmsg_pid=0}, "\\x11\\x00\\x00\\x00"], 20, 0, NULL, 0) = 20`,
      `recvmsg(3, {${NAME}, msg_iov=[{iov_base=[[{nlmsg_len=17, nlmsg_type=nlctrl, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=9}, "\\x01"], [{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI, nlmsg_seq=1, nlmsg_pid=9}, 0]], iov_len=32768}], msg_iovlen=1}, 0) = 40`,
    );
    expect(request).toEqual({
      protocol: 16,
      direction: "request",
      bytes: GETLINK,
      place: "line 2",
    });
    expect(formatHex(answer?.bytes ?? GETLINK)).toBe(
      "11000000100002000100000009000000" +
        "01000000" +
        "14000000030002000100000009000000" +
        "00000000",
    );
  });

  it("has the bytes of the dump that follows", async () => {
    const found = await read(
      SOCKET,
      "sendto(3, [{nlmsg_len=20, nlmsg_type=RTM_GETLINK}, {ifi_family=AF_PACKET}], 20, 0, NULL, 0) = 20",
      " | 00000  14 00 00 00 12 00 01 03  01 00 00 00 00 00 00 00  ................ |",
      " | 00010  11 00 00 00                                       ....             |",
      `recvmsg(3, {${NAME}, msg_iov=[{iov_base=NULL, iov_len=0}]}, MSG_PEEK|MSG_TRUNC) = 20`,
      `recvmsg(3, {${NAME}, msg_iov=[{iov_base=[{nlmsg_len=20}], iov_len=8}, {iov_base=[], iov_len=9}]}, 0) = 20`,
      " * 8 bytes in buffer 0",
      " | 00000  14 00 00 00 12 00 01 03                           ........         |",
      " * 12 bytes in buffer 1",
      " | 00000  01 00 00 00 00 00 00 00  11 00 00 00              ............     |",
      "+++ exited with 0 +++",
    );
    expect(found.map(({ bytes, place }) => [bytes, place])).toEqual([
      [GETLINK, "line 2"],
      [GETLINK, "line 6"],
    ]);
  });
});
