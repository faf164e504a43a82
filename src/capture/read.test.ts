import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  block,
  cooked,
  pack,
  pcapHeader,
  pcapRecord,
  readAll,
  section,
  text,
} from "../../test/support/capture.ts";
import { hex } from "../../test/support/rows.ts";
import { NetlinkDecodeError } from "../errors/index.ts";
import { CaptureDecoder, readCapture } from "./index.ts";

const GETLINK = hex("14000000 12000103 01000000 00000000");
const SHORT = GETLINK.subarray(0, 16);
const ORDERS = [
  ["little", true],
  ["big", false],
] as const;

describe.each(ORDERS)("a pcap file in %s endian", (_name, little) => {
  const file = pack(
    little,
    pcapHeader(little),
    pcapRecord(little, cooked(0, GETLINK, 7)),
    pcapRecord(little, cooked(16, SHORT, 6), { seconds: 3, fraction: 999_999 }),
  );

  it.each([1, 7, 1000])("gives its datagrams from pieces of %i bytes", async (piece) => {
    expect(await readAll(file, {}, piece)).toEqual([
      {
        protocol: 0,
        direction: "request",
        time: 1_000_002_000n,
        bytes: GETLINK,
        place: "packet 1",
      },
      {
        protocol: 16,
        direction: "reply",
        time: 3_999_999_000n,
        bytes: SHORT,
        place: "packet 2",
      },
    ]);
  });

  it("has nanoseconds by its other magic number", async () => {
    const nano = pack(
      little,
      pcapHeader(little, 0xa1b23c4d),
      pcapRecord(little, cooked(0, GETLINK)),
    );
    const [datagram] = await readAll(nano);
    expect(datagram?.time).toBe(1_000_000_002n);
    // PACKET_OUTGOING tells nothing.
    expect(datagram).not.toHaveProperty("direction");
  });

  it("passes over packets of other devices in a capture of all", async () => {
    const ethernet = cooked(0x0800, GETLINK);
    ethernet[3] = 1;
    const any = pack(
      little,
      pcapHeader(little, 0xa1b2c3d4, 113),
      pcapRecord(little, ethernet),
      pcapRecord(little, cooked(4, GETLINK)),
    );
    expect(await readAll(any)).toMatchObject([{ protocol: 4, place: "packet 2" }]);
  });

  it("reads the newer header of such a capture", async () => {
    const header = pack(false, [2, 9], [2, 0], [4, 1], [2, 824], [1, 7], [1, 0], new Uint8Array(8));
    const any = pack(
      little,
      pcapHeader(little, 0xa1b2c3d4, 276),
      pcapRecord(little, pack(false, header, GETLINK)),
    );
    expect(await readAll(any)).toMatchObject([
      { protocol: 9, direction: "request", bytes: GETLINK },
    ]);
  });

  it("keeps what is there of a record that is cut short at any byte", async () => {
    const first = 24 + 16 + 16 + GETLINK.length;
    for (let size = first + 1; size < file.length; size++) {
      const found = await readAll(file.subarray(0, size));
      expect(found).toHaveLength(2);
      expect(found[0]?.fault).toBeUndefined();
      expect(found[1]?.fault).toBeInstanceOf(NetlinkDecodeError);
    }
  });

  it("marks a packet that the snap length cut", async () => {
    const cut = pcapRecord(little, cooked(0, GETLINK), { length: 500 });
    const [datagram] = await readAll(pack(little, pcapHeader(little), cut));
    expect(datagram?.fault?.expected).toBe("a packet of 500 bytes");
    expect(datagram?.bytes).toEqual(GETLINK);
  });

  it("ends at a length that no packet has", async () => {
    const lying = pcapRecord(little, cooked(0, GETLINK), { captured: 0xffffffff });
    const [datagram, ...more] = await readAll(pack(little, pcapHeader(little), lying, lying));
    expect(datagram?.fault?.message).toContain("got 4294967295");
    expect(more).toEqual([]);
  });

  it("is refused with another link type, or without its whole header", async () => {
    await expect(readAll(pcapHeader(little, 0xa1b2c3d4, 1))).rejects.toThrow(
      "pcap at byte 20: expected link type 253 (LINKTYPE_NETLINK, as nlmon gives), 113 or 276, got 1",
    );
    await expect(readAll(pcapHeader(little).subarray(0, 20))).rejects.toThrow("20 bytes");
  });
});

describe.each(ORDERS)("a pcapng file in %s endian", (_name, little) => {
  const ethernet = block(little, 1, [2, 1], [2, 0], [4, 0]);
  // Nanoseconds, and an hour that is to be added.
  const nlmon = block(
    little,
    1,
    [2, 253],
    [2, 0],
    [4, 0],
    ...([[2, 9], [2, 1], pack(little, [4, little ? 9 : 0x09000000])] as const),
    ...([
      [2, 14],
      [2, 8],
      [8, 3600],
    ] as const),
    [4, 0],
  );
  const packet = (id: number, bytes: Uint8Array, captured = bytes.length): Uint8Array =>
    block(little, 6, [4, id], [4, 1], [4, 5], [4, captured], [4, bytes.length], bytes);
  const file = pack(
    little,
    section(little),
    ethernet,
    nlmon,
    block(little, 5, [4, 0]),
    packet(0, cooked(0, SHORT)),
    packet(1, cooked(0, GETLINK, 7)),
  );

  it.each([1, 10, 1000])("gives its datagrams from pieces of %i bytes", async (piece) => {
    expect(await readAll(file, {}, piece)).toEqual([
      {
        protocol: 0,
        direction: "request",
        time: 3600n * 1_000_000_000n + (1n << 32n) + 5n,
        bytes: GETLINK,
        place: "packet 2",
      },
    ]);
  });

  it("reads packets without a date, the obsolete form, and a section of the other order", async () => {
    const plain = block(!little, 1, [2, 253], [2, 0], [4, 20]);
    const data = cooked(0, GETLINK);
    const found = await readAll(
      pack(
        little,
        file,
        section(!little),
        plain,
        block(!little, 3, [4, data.length], data.subarray(0, 20)),
        block(!little, 2, [2, 0], [2, 0], [4, 0], [4, 7], [4, data.length], [4, data.length], data),
      ),
    );
    expect(found).toMatchObject([
      { place: "packet 2" },
      { bytes: GETLINK.subarray(0, 4), fault: { expected: `a packet of ${data.length} bytes` } },
      { bytes: GETLINK, time: 7000n },
    ]);
    expect(found[1]).not.toHaveProperty("time");
  });

  it("keeps what is there of a block that is cut short at any byte", async () => {
    const last = packet(1, cooked(0, GETLINK, 7)).length;
    for (let size = file.length - last + 1; size < file.length; size++) {
      const found = await readAll(file.subarray(0, size));
      expect(found).toHaveLength(1);
      // What follows the packet's own bytes is only their length once more.
      const isWhole = size >= file.length - 4;
      expect(found[0]?.fault === undefined, `cut to ${size}`).toBe(isWhole);
    }
  });

  it.each([0, 8, 13, 0xfffffffc])("ends at a block of %i bytes", async (length) => {
    const lying = pack(little, file, [4, 6], [4, length], [4, 0]);
    const found = await readAll(lying);
    expect(found).toHaveLength(2);
    expect(found[1]?.fault?.expected).toContain("a block of 12 to");
  });

  it("tells of packets of an interface that is not described, and of lying lengths", async () => {
    const odd = pack(
      little,
      section(little),
      nlmon,
      packet(7, cooked(0, GETLINK)),
      packet(0, cooked(0, GETLINK), 5000),
      packet(0, cooked(0, GETLINK).subarray(0, 9)),
    );
    const found = await readAll(odd);
    expect(found.map(({ fault }) => fault?.expected)).toEqual([
      "an interface that the section describes",
      "a packet of 5000 bytes",
      "a pseudo header of 16 bytes",
    ]);
  });

  it("is refused where it can hold no netlink", async () => {
    const other = pack(little, section(little), ethernet, packet(0, GETLINK));
    await expect(readAll(other)).rejects.toThrow("expected link type 253");
    const order = section(little);
    order.fill(0, 8, 12);
    await expect(readAll(order)).rejects.toThrow("a section header in either byte order");
  });
});

describe("hexadecimal text", () => {
  it("has a datagram in a line, with blanks, colons and comments", async () => {
    const lines = [
      "# a request",
      "",
      "14000000 12000103 01000000 00000000 # the same",
      "  14:00:00:00:12:00:01:03:01:00:00:00:00:00:00:00\r",
      "14 00 0",
      "nonsense that is long enough to be cut when it is quoted",
      "1400",
    ];
    const found = await readAll(text(lines.join("\n")), { protocol: 16, direction: "reply" });
    expect(found.map(({ place, bytes }) => [place, bytes.length])).toEqual([
      ["line 3", 16],
      ["line 4", 16],
      ["line 5", 0],
      ["line 6", 0],
      ["line 7", 2],
    ]);
    expect(found[0]).toMatchObject({ protocol: 16, direction: "reply", bytes: GETLINK });
    expect(found[2]?.fault?.message).toBe(
      'line 5 at byte 0: expected hexadecimal digits in pairs, got "14 00 0"',
    );
    expect(found[3]?.fault?.actual).toBe('"nonsense that is long enough to …"');
  });

  it("is a datagram however small the pieces are", async () => {
    const lines = text("14000000 12000103\n01000000 00000000");
    expect(await readAll(lines, {}, 1)).toEqual(await readAll(lines));
  });

  it("may be nothing but comments", async () => {
    expect(await readAll(text("# nothing\n\n"))).toEqual([]);
  });
});

describe("what is no capture", () => {
  it.each([
    ["nothing", new Uint8Array(0), "got nothing"],
    ["prose", text("\nhello, world\n"), "line 2 at byte 0: expected a pcap or pcapng file"],
    ["a compressed file", Uint8Array.of(0x1f, 0x8b, 8, 0), "decompress it first"],
    ["a program", Uint8Array.of(0x7f, 0x45, 0, 0), "got bytes 7f450000"],
  ])("is refused: %s", async (_name, bytes, message) => {
    await expect(readAll(bytes)).rejects.toThrow(message);
    await expect(readAll(bytes)).rejects.toBeInstanceOf(NetlinkDecodeError);
  });

  it("is refused where the format is none", async () => {
    await expect(readAll(GETLINK, { format: "tar" as "hex" })).rejects.toThrow(
      'format: expected "pcap", "pcapng", "hex" or "strace", got "tar"',
    );
  });
});

describe("random bytes", () => {
  const beginnings = [
    new Uint8Array(0),
    pcapHeader(true),
    pcapHeader(false),
    pack(true, section(true), block(true, 1, [2, 253], [2, 0], [4, 0])),
    pack(false, section(false), block(false, 1, [2, 253], [2, 0], [4, 0])),
    text("sendto(3, "),
  ];

  it.each(beginnings.map((bytes, index) => [index, bytes] as const))(
    "after beginning %i end in datagrams or a NetlinkDecodeError",
    async (_index, beginning) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 200 }),
          fc.integer({ min: 1, max: 64 }),
          async (bytes, piece) => {
            const decoder = new CaptureDecoder();
            try {
              const whole = pack(true, beginning, bytes);
              for (const datagram of await readAll(whole, {}, piece)) {
                for (const { start, end, payload } of decoder.decode(datagram)) {
                  expect(start <= end && end <= datagram.bytes.length).toBe(true);
                  expect(payload <= datagram.bytes.length).toBe(true);
                }
              }
            } catch (error) {
              if (!(error instanceof NetlinkDecodeError)) throw error;
            }
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});

it("holds no more of a long capture than a datagram", async () => {
  const record = pcapRecord(true, cooked(0, new Uint8Array(1000)));
  let given = 0;
  function* pieces(): Generator<Uint8Array> {
    yield pcapHeader(true);
    for (; given < 20_000; given++) yield record;
  }
  let count = 0;
  for await (const datagram of readCapture(pieces())) {
    expect(datagram.bytes.buffer.byteLength).toBe(1000);
    expect(given - ++count).toBeLessThan(3);
  }
  expect(count).toBe(20_000);
});
