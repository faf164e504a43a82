/**
 * Tables of binder.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flag,
  messageOf,
  type SetIn,
  type SetOut,
  string,
  u32,
} from "../../schema/index.ts";

export const BINDER_CMD_REPORT = 1;

export interface Report extends SetOut<(typeof report)["entries"]> {}
export interface ReportInput extends SetIn<(typeof report)["entries"]> {}
export const report = attributeSet("report", "BINDER_A_REPORT_", {
  error: [1, u32],
  context: [2, string],
  fromPid: [3, u32],
  fromTid: [4, u32],
  toPid: [5, u32],
  toTid: [6, u32],
  isReply: [7, flag],
  flags: [8, u32],
  code: [9, u32],
  dataSize: [10, u32],
});

export const reportMessage = messageOf<Report, ReportInput>({ attributes: report });

export const binder = familyTable({
  name: "binder",
  protocol: 16,
  version: 1,
  messages: { BINDER_CMD_REPORT: [BINDER_CMD_REPORT, reportMessage] },
  operations: {},
  groups: { report: 0 },
});
