/**
 * A multicast routing daemon of a test's own: the kernel takes multicast routes from a raw socket alone, so that a script
 * of perl, which most machines have, holds one.
 *
 * @module
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

/** Why there can be none here, as a suffix for a test's title; undefined where it can. */
export function whyNoPerl(): string | undefined {
  return spawnSync("perl", ["-MSocket=inet_pton", "-e", "1"]).status === 0
    ? undefined
    : " (skipped: there is no perl)";
}

/**
 * Interfaces 0 and 1 are the links given by index (and an IPv4 address of the second); then commands, each answered with a line: `add SOURCE GROUP`, a route from
 * 0 to 1; `del SOURCE GROUP`; `send INDEX SOURCE GROUP`, a frame with a packet of UDP out by a link.
 *
 * @see include/uapi/linux/mroute.h, include/uapi/linux/mroute6.h: MRT_INIT 200, MRT_ADD_VIF 202, MRT_ADD_MFC 204
 */
const SCRIPT = String.raw`
use Socket qw(:DEFAULT inet_pton);
$| = 1;
my @links = @ARGV;
sub option { my ($socket, $level, $name, $value) = @_; setsockopt($socket, $level, $name, $value) or die "option $name: $!\n" }
socket(my $four, AF_INET, SOCK_RAW, 2) or die "socket: $!\n";
option($four, 0, 200, pack("i", 1));
socket(my $six, AF_INET6, SOCK_RAW, 58) or die "socket: $!\n";
option($six, 41, 200, pack("i", 1));
# VIFF_USE_IFINDEX; the other is named by its address.
option($four, 0, 202, pack("SCCIiI", 0, 8, 1, 0, $links[0], 0));
option($four, 0, 202, pack("SCCIa4I", 1, 0, 1, 0, inet_pton(AF_INET, $links[2]), 0));
for my $vif (0, 1) {
  option($six, 41, 202, pack("SCCSx2I", $vif, 0, 1, $links[$vif], 0));
}
sub change {
  my ($name, $source, $group) = @_;
  if ($source =~ /:/) {
    my @ends = map { pack("SSIa16I", AF_INET6, 0, 0, inet_pton(AF_INET6, $_), 0) } $source, $group;
    return option($six, 41, $name, pack("a28a28Sx2L8", @ends, 0, 2, (0) x 7));
  }
  my @ends = map { inet_pton(AF_INET, $_) } $source, $group;
  option($four, 0, $name, pack("a4a4SC32x2I3i", @ends, 0, 0, 3, (0) x 30, 0, 0, 0, 0));
}
sub packet {
  my ($link, $source, $group) = @_;
  my $udp = pack("nnnna4", 5000, 5000, 12, 0, "data");
  my @ends = map { inet_pton(AF_INET, $_) } $source, $group;
  my $sum = unpack("%32n*", pack("CCnnnCCna4a4", 0x45, 0, 32, 1, 0, 8, 17, 0, @ends));
  $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
  my $ip = pack("CCnnnCCna4a4", 0x45, 0, 32, 1, 0, 8, 17, ~$sum & 0xffff, @ends);
  my $frame = pack("a6a6n", "\x01\0\x5e" . substr($ends[1], 1), "\x02\0\0\0\0\x01", 0x800) . $ip . $udp;
  socket(my $link_socket, 17, SOCK_RAW, 0) or die "socket: $!\n";
  send($link_socket, $frame, 0, pack("SniSCCa8", 17, 0x800, $link, 1, 0, 6, "")) or die "send: $!\n";
}
print "ready\n";
while (<STDIN>) {
  my ($verb, @words) = split;
  if ($verb eq "send") { packet(@words) } else { change($verb eq "add" ? 204 : 205, @words) }
  print "done\n";
}
`;

/** The daemon. Its routes go with it. */
export class MulticastRouter implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;
  #errors = "";

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    this.#lines = this.#reader[Symbol.asyncIterator]();
    child.stderr?.on("data", (piece: Buffer) => {
      this.#errors += piece.toString();
    });
  }

  /** @param links - Indexes of the links that it routes between, from the first to the second, and the second's IPv4 address. */
  static async open(
    namespace: string,
    links: readonly [from: number, to: number, address: string],
  ): Promise<MulticastRouter> {
    const words = [`--net=${namespace}`, "perl", "-e", SCRIPT, ...links.map(String)];
    const router = new MulticastRouter(spawn("nsenter", words));
    await router.#answer();
    return router;
  }

  async #answer(): Promise<void> {
    const { done } = await this.#lines.next();
    if (done === true) throw new Error(`the multicast router ended: ${this.#errors}`);
  }

  /** Has it do something, and waits until that is done. */
  async tell(words: string): Promise<void> {
    this.#child.stdin?.write(`${words}\n`);
    await this.#answer();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#reader.close();
    this.#child.kill();
  }
}
