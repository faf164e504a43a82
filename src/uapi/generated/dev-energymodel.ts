/**
 * Tables of dev-energymodel.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  messageOf,
  multi,
  nestOf,
  operation,
  type SetIn,
  type SetOut,
  u32,
  u64,
} from "../../schema/index.ts";

export const DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS = 1;
export const DEV_ENERGYMODEL_CMD_GET_PERF_TABLE = 2;
export const DEV_ENERGYMODEL_CMD_PERF_DOMAIN_CREATED = 3;
export const DEV_ENERGYMODEL_CMD_PERF_DOMAIN_UPDATED = 4;
export const DEV_ENERGYMODEL_CMD_PERF_DOMAIN_DELETED = 5;

export const perfDomainFlags = flagTable("perf-domain-flags", {
  "perf-domain-microwatts": 0x1,
  "perf-domain-skip-inefficiencies": 0x2,
  "perf-domain-artificial": 0x4,
});

export interface PerfDomain extends SetOut<(typeof perfDomain)["entries"]> {}
export interface PerfDomainInput extends SetIn<(typeof perfDomain)["entries"]> {}
export const perfDomain = attributeSet("perf-domain", "DEV_ENERGYMODEL_A_PERF_DOMAIN_", {
  perfDomainId: [2, u32],
  flags: [3, flagsOf(u64, perfDomainFlags)],
  cpus: [4, multi(u64)],
});

export const perfDomainMessage = messageOf<PerfDomain, PerfDomainInput>({ attributes: perfDomain });

export const perfStateFlags = flagTable("perf-state-flags", { "perf-state-inefficient": 0x1 });

export interface PerfState extends SetOut<(typeof perfState)["entries"]> {}
export interface PerfStateInput extends SetIn<(typeof perfState)["entries"]> {}
export const perfState = attributeSet("perf-state", "DEV_ENERGYMODEL_A_PERF_STATE_", {
  performance: [2, u64],
  frequency: [3, u64],
  power: [4, u64],
  cost: [5, u64],
  flags: [6, flagsOf(u64, perfStateFlags)],
});

export interface PerfTable extends SetOut<(typeof perfTable)["entries"]> {}
export interface PerfTableInput extends SetIn<(typeof perfTable)["entries"]> {}
export const perfTable = attributeSet("perf-table", "DEV_ENERGYMODEL_A_PERF_TABLE_", {
  perfDomainId: [1, u32],
  perfState: [2, multi(nestOf<PerfState, PerfStateInput>(perfState))],
});

export const perfTableMessage = messageOf<PerfTable, PerfTableInput>({ attributes: perfTable });

export const devEnergymodel = familyTable({
  name: "dev-energymodel",
  protocol: 16,
  version: 1,
  messages: {
    DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS: [DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS, perfDomainMessage],
    DEV_ENERGYMODEL_CMD_GET_PERF_TABLE: [DEV_ENERGYMODEL_CMD_GET_PERF_TABLE, perfTableMessage],
    DEV_ENERGYMODEL_CMD_PERF_DOMAIN_CREATED: [
      DEV_ENERGYMODEL_CMD_PERF_DOMAIN_CREATED,
      perfTableMessage,
    ],
    DEV_ENERGYMODEL_CMD_PERF_DOMAIN_UPDATED: [
      DEV_ENERGYMODEL_CMD_PERF_DOMAIN_UPDATED,
      perfTableMessage,
    ],
    DEV_ENERGYMODEL_CMD_PERF_DOMAIN_DELETED: [
      DEV_ENERGYMODEL_CMD_PERF_DOMAIN_DELETED,
      perfTableMessage,
    ],
  },
  operations: {
    DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS: operation(
      "DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS",
      [DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS, perfDomainMessage],
      [DEV_ENERGYMODEL_CMD_GET_PERF_DOMAINS, perfDomainMessage],
      { oneReply: true },
    ),
    DEV_ENERGYMODEL_CMD_GET_PERF_TABLE: operation(
      "DEV_ENERGYMODEL_CMD_GET_PERF_TABLE",
      [DEV_ENERGYMODEL_CMD_GET_PERF_TABLE, perfTableMessage],
      [DEV_ENERGYMODEL_CMD_GET_PERF_TABLE, perfTableMessage],
      { oneReply: true },
    ),
  },
  groups: { event: 0 },
});
