/**
 * `nlkit/testing`: a kernel for tests of code that uses netlink, with recorded requests and with
 * faults.
 *
 * @module
 */
export { refusal } from "../kernel/index.ts";
export type { Fault, FaultKind, InjectedFault, SeenDatagram } from "./faults.ts";
export type { RecordedRequest, SeenMessage } from "./seen.ts";
export type { Answer, AnswerFunction, FamilyAnswers } from "./serve.ts";
export { createTestKernel, TestKernel, type TestKernelOptions } from "./test-kernel.ts";
