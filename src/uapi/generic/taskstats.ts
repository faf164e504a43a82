/**
 * TASKSTATS: what a task, a process or a control group has used. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/taskstats.h, kernel/taskstats.c
 */
import {
  attributeSet,
  binary,
  bytes,
  chars,
  defineFamily,
  nest,
  pad,
  s64,
  string,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

const kernelTimespec = struct("__kernel_timespec", { tvSec: s64, tvNsec: s64 });

/**
 * What a task has used: times in nanoseconds, but for `ac…` in microseconds; a struct that grows.
 */
export const taskstats = struct("taskstats", {
  version: u16,
  pad: pad(2),
  acExitcode: u32,
  acFlag: u8,
  acNice: u8,
  pad1: pad(6),
  cpuCount: u64,
  cpuDelayTotal: u64,
  blkioCount: u64,
  blkioDelayTotal: u64,
  swapinCount: u64,
  swapinDelayTotal: u64,
  cpuRunRealTotal: u64,
  cpuRunVirtualTotal: u64,
  acComm: chars(32),
  acSched: u8,
  acPad: bytes(3),
  pad2: pad(4),
  acUid: u32,
  acGid: u32,
  acPid: u32,
  acPpid: u32,
  acBtime: u32,
  pad3: pad(4),
  acEtime: u64,
  acUtime: u64,
  acStime: u64,
  acMinflt: u64,
  acMajflt: u64,
  coremem: u64,
  virtmem: u64,
  hiwaterRss: u64,
  hiwaterVm: u64,
  readChar: u64,
  writeChar: u64,
  readSyscalls: u64,
  writeSyscalls: u64,
  readBytes: u64,
  writeBytes: u64,
  cancelledWriteBytes: u64,
  nvcsw: u64,
  nivcsw: u64,
  acUtimescaled: u64,
  acStimescaled: u64,
  cpuScaledRunRealTotal: u64,
  freepagesCount: u64,
  freepagesDelayTotal: u64,
  thrashingCount: u64,
  thrashingDelayTotal: u64,
  acBtime64: u64,
  compactCount: u64,
  compactDelayTotal: u64,
  acTgid: u32,
  pad4: pad(4),
  acTgetime: u64,
  acExeDev: u64,
  acExeInode: u64,
  wpcopyCount: u64,
  wpcopyDelayTotal: u64,
  irqCount: u64,
  irqDelayTotal: u64,
  cpuDelayMax: u64,
  cpuDelayMin: u64,
  blkioDelayMax: u64,
  blkioDelayMin: u64,
  swapinDelayMax: u64,
  swapinDelayMin: u64,
  freepagesDelayMax: u64,
  freepagesDelayMin: u64,
  thrashingDelayMax: u64,
  thrashingDelayMin: u64,
  compactDelayMax: u64,
  compactDelayMin: u64,
  wpcopyDelayMax: u64,
  wpcopyDelayMin: u64,
  irqDelayMax: u64,
  irqDelayMin: u64,
  cpuDelayMaxTs: kernelTimespec,
  blkioDelayMaxTs: kernelTimespec,
  swapinDelayMaxTs: kernelTimespec,
  freepagesDelayMaxTs: kernelTimespec,
  thrashingDelayMaxTs: kernelTimespec,
  compactDelayMaxTs: kernelTimespec,
  wpcopyDelayMaxTs: kernelTimespec,
  irqDelayMaxTs: kernelTimespec,
});

/** Tasks of a control group, by their state. */
export const cgroupstats = struct("cgroupstats", {
  nrSleeping: u64,
  nrRunning: u64,
  nrStopped: u64,
  nrUninterruptible: u64,
  nrIoWait: u64,
});

const taskRequest = attributeSet("taskstats-request", "TASKSTATS_CMD_ATTR_", {
  pid: [1, u32],
  tgid: [2, u32],
  registerCpumask: [3, string],
  deregisterCpumask: [4, string],
});

const aggregate = attributeSet("taskstats-aggregate", "TASKSTATS_TYPE_", {
  pid: [1, u32],
  tgid: [2, u32],
  stats: [3, taskstats],
});

const taskReply = attributeSet("taskstats", "TASKSTATS_TYPE_", {
  aggrPid: [4, nest(aggregate)],
  aggrTgid: [5, nest(aggregate)],
  // Before nests could be padded, this did it.
  null: [6, binary],
});

const cgroupRequest = attributeSet("cgroupstats-request", "CGROUPSTATS_CMD_ATTR_", {
  fd: [1, u32],
});

const cgroupReply = attributeSet("cgroupstats", "CGROUPSTATS_TYPE_", {
  cgroupStats: [1, cgroupstats],
});

/**
 * The family. Who registers for a set of CPUs is sent the numbers of each task that ends on them: messages to that socket
 * alone (`unicast` of a subscription), counted from 0 on each CPU. They are sent in the first network namespace only.
 */
export const taskstatsFamily = defineFamily({
  name: "TASKSTATS",
  operations: {
    TASKSTATS_CMD_GET: {
      command: 1,
      replyCommand: 2,
      request: taskRequest,
      reply: taskReply,
      permission: "admin",
      addressedReply: true,
    },
    CGROUPSTATS_CMD_GET: {
      command: 4,
      replyCommand: 5,
      request: cgroupRequest,
      reply: cgroupReply,
      oneReply: true,
    },
  },
  notifications: {
    TASKSTATS_CMD_NEW: { command: 2, attributes: taskReply },
    // An answer, never sent unasked; it stands here to have its own name.
    CGROUPSTATS_CMD_NEW: { command: 5, attributes: cgroupReply },
  },
});
