/**
 * Tables of devlink.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  type AttributeSet,
  binary,
  bitfield32,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  limited,
  mac,
  messageOf,
  multi,
  nest,
  nestOf,
  operation,
  sequenceOf,
  type SetIn,
  type SetOut,
  string,
  u16,
  u32,
  u64,
  u8,
  uint,
} from "../../schema/index.ts";

export const DEVLINK_CMD_GET = 1;
export const DEVLINK_CMD_PORT_GET = 5;
export const DEVLINK_CMD_PORT_SET = 6;
export const DEVLINK_CMD_PORT_NEW = 7;
export const DEVLINK_CMD_PORT_DEL = 8;
export const DEVLINK_CMD_PORT_SPLIT = 9;
export const DEVLINK_CMD_PORT_UNSPLIT = 10;
export const DEVLINK_CMD_SB_GET = 11;
export const DEVLINK_CMD_SB_POOL_GET = 15;
export const DEVLINK_CMD_SB_POOL_SET = 16;
export const DEVLINK_CMD_SB_PORT_POOL_GET = 19;
export const DEVLINK_CMD_SB_PORT_POOL_SET = 20;
export const DEVLINK_CMD_SB_TC_POOL_BIND_GET = 23;
export const DEVLINK_CMD_SB_TC_POOL_BIND_SET = 24;
export const DEVLINK_CMD_SB_OCC_SNAPSHOT = 27;
export const DEVLINK_CMD_SB_OCC_MAX_CLEAR = 28;
export const DEVLINK_CMD_ESWITCH_GET = 29;
export const DEVLINK_CMD_ESWITCH_SET = 30;
export const DEVLINK_CMD_DPIPE_TABLE_GET = 31;
export const DEVLINK_CMD_DPIPE_ENTRIES_GET = 32;
export const DEVLINK_CMD_DPIPE_HEADERS_GET = 33;
export const DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET = 34;
export const DEVLINK_CMD_RESOURCE_SET = 35;
export const DEVLINK_CMD_RESOURCE_DUMP = 36;
export const DEVLINK_CMD_RELOAD = 37;
export const DEVLINK_CMD_PARAM_GET = 38;
export const DEVLINK_CMD_PARAM_SET = 39;
export const DEVLINK_CMD_REGION_GET = 42;
export const DEVLINK_CMD_REGION_NEW = 44;
export const DEVLINK_CMD_REGION_DEL = 45;
export const DEVLINK_CMD_REGION_READ = 46;
export const DEVLINK_CMD_PORT_PARAM_GET = 47;
export const DEVLINK_CMD_PORT_PARAM_SET = 48;
export const DEVLINK_CMD_INFO_GET = 51;
export const DEVLINK_CMD_HEALTH_REPORTER_GET = 52;
export const DEVLINK_CMD_HEALTH_REPORTER_SET = 53;
export const DEVLINK_CMD_HEALTH_REPORTER_RECOVER = 54;
export const DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE = 55;
export const DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET = 56;
export const DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR = 57;
export const DEVLINK_CMD_FLASH_UPDATE = 58;
export const DEVLINK_CMD_TRAP_GET = 61;
export const DEVLINK_CMD_TRAP_SET = 62;
export const DEVLINK_CMD_TRAP_GROUP_GET = 65;
export const DEVLINK_CMD_TRAP_GROUP_SET = 66;
export const DEVLINK_CMD_TRAP_POLICER_GET = 69;
export const DEVLINK_CMD_TRAP_POLICER_SET = 70;
export const DEVLINK_CMD_HEALTH_REPORTER_TEST = 73;
export const DEVLINK_CMD_RATE_GET = 74;
export const DEVLINK_CMD_RATE_SET = 75;
export const DEVLINK_CMD_RATE_NEW = 76;
export const DEVLINK_CMD_RATE_DEL = 77;
export const DEVLINK_CMD_LINECARD_GET = 78;
export const DEVLINK_CMD_LINECARD_SET = 79;
export const DEVLINK_CMD_SELFTESTS_GET = 82;
export const DEVLINK_CMD_SELFTESTS_RUN = 83;
export const DEVLINK_CMD_NOTIFY_FILTER_SET = 84;
export const DEVLINK_CMD_NEW = 3;
export const DEVLINK_CMD_DEL = 4;
export const DEVLINK_CMD_PARAM_NEW = 40;
export const DEVLINK_CMD_PARAM_DEL = 41;
export const DEVLINK_CMD_PORT_PARAM_NEW = 49;
export const DEVLINK_CMD_PORT_PARAM_DEL = 50;
export const DEVLINK_CMD_FLASH_UPDATE_END = 59;
export const DEVLINK_CMD_FLASH_UPDATE_STATUS = 60;
export const DEVLINK_CMD_TRAP_NEW = 63;
export const DEVLINK_CMD_TRAP_DEL = 64;
export const DEVLINK_CMD_TRAP_GROUP_NEW = 67;
export const DEVLINK_CMD_TRAP_GROUP_DEL = 68;
export const DEVLINK_CMD_TRAP_POLICER_NEW = 71;
export const DEVLINK_CMD_TRAP_POLICER_DEL = 72;
export const DEVLINK_CMD_LINECARD_NEW = 80;
export const DEVLINK_CMD_LINECARD_DEL = 81;
export const DEVLINK_CMD_SB_NEW = 13;
export const DEVLINK_CMD_SB_POOL_NEW = 17;
export const DEVLINK_CMD_SB_PORT_POOL_NEW = 21;
export const DEVLINK_CMD_SB_TC_POOL_BIND_NEW = 25;

export const portType = enumTable("port-type", { notset: 0, auto: 1, eth: 2, ib: 3 });

export const sbPoolType = enumTable("sb-pool-type", { ingress: 0, egress: 1 });

export const sbThresholdType = enumTable("sb-threshold-type", { static: 0, dynamic: 1 });

export const eswitchMode = enumTable("eswitch-mode", {
  legacy: 0,
  switchdev: 1,
  "switchdev-inactive": 2,
});

export const eswitchInlineMode = enumTable("eswitch-inline-mode", {
  none: 0,
  link: 1,
  network: 2,
  transport: 3,
});

export const dpipeMatchType = enumTable("dpipe-match-type", { "field-exact": 0 });

export const dpipeHeaderId = enumTable("dpipe-header-id", { ethernet: 0, ipv4: 1, ipv6: 2 });

export interface DlDpipeMatch extends SetOut<(typeof dlDpipeMatch)["entries"]> {}
export interface DlDpipeMatchInput extends SetIn<(typeof dlDpipeMatch)["entries"]> {}
export const dlDpipeMatch = attributeSet("dl-dpipe-match", "DEVLINK_ATTR_", {
  dpipeMatchType: [42, enumOf(u32, dpipeMatchType)],
  dpipeHeaderId: [52, enumOf(u32, dpipeHeaderId)],
  dpipeHeaderGlobal: [54, u8],
  dpipeHeaderIndex: [55, u32],
  dpipeFieldId: [58, u32],
});

export interface DlDpipeTableMatches extends SetOut<(typeof dlDpipeTableMatches)["entries"]> {}
export interface DlDpipeTableMatchesInput extends SetIn<(typeof dlDpipeTableMatches)["entries"]> {}
export const dlDpipeTableMatches = attributeSet("dl-dpipe-table-matches", "DEVLINK_ATTR_", {
  dpipeMatch: [40, multi(nestOf<DlDpipeMatch, DlDpipeMatchInput>(dlDpipeMatch))],
});

export const dpipeActionType = enumTable("dpipe-action-type", { "field-modify": 0 });

export interface DlDpipeAction extends SetOut<(typeof dlDpipeAction)["entries"]> {}
export interface DlDpipeActionInput extends SetIn<(typeof dlDpipeAction)["entries"]> {}
export const dlDpipeAction = attributeSet("dl-dpipe-action", "DEVLINK_ATTR_", {
  dpipeActionType: [45, enumOf(u32, dpipeActionType)],
  dpipeHeaderId: [52, enumOf(u32, dpipeHeaderId)],
  dpipeHeaderGlobal: [54, u8],
  dpipeHeaderIndex: [55, u32],
  dpipeFieldId: [58, u32],
});

export interface DlDpipeTableActions extends SetOut<(typeof dlDpipeTableActions)["entries"]> {}
export interface DlDpipeTableActionsInput extends SetIn<(typeof dlDpipeTableActions)["entries"]> {}
export const dlDpipeTableActions = attributeSet("dl-dpipe-table-actions", "DEVLINK_ATTR_", {
  dpipeAction: [43, multi(nestOf<DlDpipeAction, DlDpipeActionInput>(dlDpipeAction))],
});

export interface DlDpipeTable extends SetOut<(typeof dlDpipeTable)["entries"]> {}
export interface DlDpipeTableInput extends SetIn<(typeof dlDpipeTable)["entries"]> {}
export const dlDpipeTable = attributeSet("dl-dpipe-table", "DEVLINK_ATTR_", {
  dpipeTableName: [29, string],
  dpipeTableSize: [30, u64],
  dpipeTableMatches: [
    31,
    nestOf<DlDpipeTableMatches, DlDpipeTableMatchesInput>(dlDpipeTableMatches),
  ],
  dpipeTableActions: [
    32,
    nestOf<DlDpipeTableActions, DlDpipeTableActionsInput>(dlDpipeTableActions),
  ],
  dpipeTableCountersEnabled: [33, u8],
  dpipeTableResourceId: [75, u64],
  dpipeTableResourceUnits: [76, u64],
});

export interface DlDpipeTables extends SetOut<(typeof dlDpipeTables)["entries"]> {}
export interface DlDpipeTablesInput extends SetIn<(typeof dlDpipeTables)["entries"]> {}
export const dlDpipeTables = attributeSet("dl-dpipe-tables", "DEVLINK_ATTR_", {
  dpipeTable: [28, multi(nestOf<DlDpipeTable, DlDpipeTableInput>(dlDpipeTable))],
});

export interface DlDpipeMatchValue extends SetOut<(typeof dlDpipeMatchValue)["entries"]> {}
export interface DlDpipeMatchValueInput extends SetIn<(typeof dlDpipeMatchValue)["entries"]> {}
export const dlDpipeMatchValue = attributeSet("dl-dpipe-match-value", "DEVLINK_ATTR_", {
  dpipeMatch: [40, multi(nestOf<DlDpipeMatch, DlDpipeMatchInput>(dlDpipeMatch))],
  dpipeValue: [46, binary],
  dpipeValueMask: [47, binary],
  dpipeValueMapping: [48, u32],
});

export interface DlDpipeEntryMatchValues
  extends SetOut<(typeof dlDpipeEntryMatchValues)["entries"]> {}
export interface DlDpipeEntryMatchValuesInput
  extends SetIn<(typeof dlDpipeEntryMatchValues)["entries"]> {}
export const dlDpipeEntryMatchValues = attributeSet(
  "dl-dpipe-entry-match-values",
  "DEVLINK_ATTR_",
  {
    dpipeMatchValue: [
      41,
      multi(nestOf<DlDpipeMatchValue, DlDpipeMatchValueInput>(dlDpipeMatchValue)),
    ],
  },
);

export interface DlDpipeActionValue extends SetOut<(typeof dlDpipeActionValue)["entries"]> {}
export interface DlDpipeActionValueInput extends SetIn<(typeof dlDpipeActionValue)["entries"]> {}
export const dlDpipeActionValue = attributeSet("dl-dpipe-action-value", "DEVLINK_ATTR_", {
  dpipeAction: [43, multi(nestOf<DlDpipeAction, DlDpipeActionInput>(dlDpipeAction))],
  dpipeValue: [46, binary],
  dpipeValueMask: [47, binary],
  dpipeValueMapping: [48, u32],
});

export interface DlDpipeEntryActionValues
  extends SetOut<(typeof dlDpipeEntryActionValues)["entries"]> {}
export interface DlDpipeEntryActionValuesInput
  extends SetIn<(typeof dlDpipeEntryActionValues)["entries"]> {}
export const dlDpipeEntryActionValues = attributeSet(
  "dl-dpipe-entry-action-values",
  "DEVLINK_ATTR_",
  {
    dpipeActionValue: [
      44,
      multi(nestOf<DlDpipeActionValue, DlDpipeActionValueInput>(dlDpipeActionValue)),
    ],
  },
);

export interface DlDpipeEntry extends SetOut<(typeof dlDpipeEntry)["entries"]> {}
export interface DlDpipeEntryInput extends SetIn<(typeof dlDpipeEntry)["entries"]> {}
export const dlDpipeEntry = attributeSet("dl-dpipe-entry", "DEVLINK_ATTR_", {
  dpipeEntryIndex: [36, u64],
  dpipeEntryMatchValues: [
    37,
    nestOf<DlDpipeEntryMatchValues, DlDpipeEntryMatchValuesInput>(dlDpipeEntryMatchValues),
  ],
  dpipeEntryActionValues: [
    38,
    nestOf<DlDpipeEntryActionValues, DlDpipeEntryActionValuesInput>(dlDpipeEntryActionValues),
  ],
  dpipeEntryCounter: [39, u64],
});

export interface DlDpipeEntries extends SetOut<(typeof dlDpipeEntries)["entries"]> {}
export interface DlDpipeEntriesInput extends SetIn<(typeof dlDpipeEntries)["entries"]> {}
export const dlDpipeEntries = attributeSet("dl-dpipe-entries", "DEVLINK_ATTR_", {
  dpipeEntry: [35, multi(nestOf<DlDpipeEntry, DlDpipeEntryInput>(dlDpipeEntry))],
});

export const dpipeFieldMappingType = enumTable("dpipe-field-mapping-type", { none: 0, ifindex: 1 });

export interface DlDpipeField extends SetOut<(typeof dlDpipeField)["entries"]> {}
export interface DlDpipeFieldInput extends SetIn<(typeof dlDpipeField)["entries"]> {}
export const dlDpipeField = attributeSet("dl-dpipe-field", "DEVLINK_ATTR_", {
  dpipeFieldName: [57, string],
  dpipeFieldId: [58, u32],
  dpipeFieldBitwidth: [59, u32],
  dpipeFieldMappingType: [60, enumOf(u32, dpipeFieldMappingType)],
});

export interface DlDpipeHeaderFields extends SetOut<(typeof dlDpipeHeaderFields)["entries"]> {}
export interface DlDpipeHeaderFieldsInput extends SetIn<(typeof dlDpipeHeaderFields)["entries"]> {}
export const dlDpipeHeaderFields = attributeSet("dl-dpipe-header-fields", "DEVLINK_ATTR_", {
  dpipeField: [56, multi(nestOf<DlDpipeField, DlDpipeFieldInput>(dlDpipeField))],
});

export interface DlDpipeHeader extends SetOut<(typeof dlDpipeHeader)["entries"]> {}
export interface DlDpipeHeaderInput extends SetIn<(typeof dlDpipeHeader)["entries"]> {}
export const dlDpipeHeader = attributeSet("dl-dpipe-header", "DEVLINK_ATTR_", {
  dpipeHeaderName: [51, string],
  dpipeHeaderId: [52, enumOf(u32, dpipeHeaderId)],
  dpipeHeaderGlobal: [54, u8],
  dpipeHeaderFields: [
    53,
    nestOf<DlDpipeHeaderFields, DlDpipeHeaderFieldsInput>(dlDpipeHeaderFields),
  ],
});

export interface DlDpipeHeaders extends SetOut<(typeof dlDpipeHeaders)["entries"]> {}
export interface DlDpipeHeadersInput extends SetIn<(typeof dlDpipeHeaders)["entries"]> {}
export const dlDpipeHeaders = attributeSet("dl-dpipe-headers", "DEVLINK_ATTR_", {
  dpipeHeader: [50, multi(nestOf<DlDpipeHeader, DlDpipeHeaderInput>(dlDpipeHeader))],
});

export const eswitchEncapMode = enumTable("eswitch-encap-mode", { none: 0, basic: 1 });

export const resourceUnit = enumTable("resource-unit", { entry: 0 });

export interface DlResource extends SetOut<(typeof dlResource)["entries"]> {}
export interface DlResourceInput extends SetIn<(typeof dlResource)["entries"]> {}
export const dlResource = attributeSet("dl-resource", "DEVLINK_ATTR_", {
  resourceName: [65, string],
  resourceId: [66, u64],
  resourceSize: [67, u64],
  resourceSizeNew: [68, u64],
  resourceSizeValid: [69, u8],
  resourceSizeMin: [70, u64],
  resourceSizeMax: [71, u64],
  resourceSizeGran: [72, u64],
  resourceUnit: [73, enumOf(u8, resourceUnit)],
  resourceOcc: [74, u64],
  resourceList: [63, nest((): AttributeSet => dlResourceList)],
});

export interface DlResourceList extends SetOut<(typeof dlResourceList)["entries"]> {}
export interface DlResourceListInput extends SetIn<(typeof dlResourceList)["entries"]> {}
export const dlResourceList = attributeSet("dl-resource-list", "DEVLINK_ATTR_", {
  resource: [64, multi(nestOf<DlResource, DlResourceInput>(dlResource))],
});

export const portFlavour = enumTable("port-flavour", {
  physical: 0,
  cpu: 1,
  dsa: 2,
  "pci-pf": 3,
  "pci-vf": 4,
  virtual: 5,
  unused: 6,
  "pci-sf": 7,
});

export const varAttrType = enumTable("var-attr-type", {
  u8: 1,
  u16: 2,
  u32: 3,
  u64: 4,
  string: 5,
  flag: 6,
  "nul-string": 10,
  binary: 11,
  "u64-array": 129,
});

export const paramCmode = enumTable("param-cmode", { runtime: 0, driverinit: 1, permanent: 2 });

export interface DlParamValue extends SetOut<(typeof dlParamValue)["entries"]> {}
export interface DlParamValueInput extends SetIn<(typeof dlParamValue)["entries"]> {}
export const dlParamValue = attributeSet("dl-param-value", "DEVLINK_ATTR_", {
  paramValueData: [86, binary],
  paramValueCmode: [87, enumOf(u8, paramCmode)],
  paramValueDefault: [182, binary],
});

export interface DlParamValues extends SetOut<(typeof dlParamValues)["entries"]> {}
export interface DlParamValuesInput extends SetIn<(typeof dlParamValues)["entries"]> {}
export const dlParamValues = attributeSet("dl-param-values", "DEVLINK_ATTR_", {
  paramValue: [85, multi(nestOf<DlParamValue, DlParamValueInput>(dlParamValue))],
});

export interface DlParam extends SetOut<(typeof dlParam)["entries"]> {}
export interface DlParamInput extends SetIn<(typeof dlParam)["entries"]> {}
export const dlParam = attributeSet("dl-param", "DEVLINK_ATTR_", {
  paramName: [81, string],
  paramGeneric: [82, flag],
  paramType: [83, enumOf(u8, varAttrType)],
  paramValuesList: [84, nestOf<DlParamValues, DlParamValuesInput>(dlParamValues)],
});

export interface DlRegionSnapshot extends SetOut<(typeof dlRegionSnapshot)["entries"]> {}
export interface DlRegionSnapshotInput extends SetIn<(typeof dlRegionSnapshot)["entries"]> {}
export const dlRegionSnapshot = attributeSet("dl-region-snapshot", "DEVLINK_ATTR_", {
  regionSnapshotId: [92, u32],
});

export interface DlRegionSnapshots extends SetOut<(typeof dlRegionSnapshots)["entries"]> {}
export interface DlRegionSnapshotsInput extends SetIn<(typeof dlRegionSnapshots)["entries"]> {}
export const dlRegionSnapshots = attributeSet("dl-region-snapshots", "DEVLINK_ATTR_", {
  regionSnapshot: [91, multi(nestOf<DlRegionSnapshot, DlRegionSnapshotInput>(dlRegionSnapshot))],
});

export interface DlRegionChunk extends SetOut<(typeof dlRegionChunk)["entries"]> {}
export interface DlRegionChunkInput extends SetIn<(typeof dlRegionChunk)["entries"]> {}
export const dlRegionChunk = attributeSet("dl-region-chunk", "DEVLINK_ATTR_", {
  regionChunkData: [95, binary],
  regionChunkAddr: [96, u64],
});

export interface DlRegionChunks extends SetOut<(typeof dlRegionChunks)["entries"]> {}
export interface DlRegionChunksInput extends SetIn<(typeof dlRegionChunks)["entries"]> {}
export const dlRegionChunks = attributeSet("dl-region-chunks", "DEVLINK_ATTR_", {
  regionChunk: [94, multi(nestOf<DlRegionChunk, DlRegionChunkInput>(dlRegionChunk))],
});

export interface DlInfoVersion extends SetOut<(typeof dlInfoVersion)["entries"]> {}
export interface DlInfoVersionInput extends SetIn<(typeof dlInfoVersion)["entries"]> {}
export const dlInfoVersion = attributeSet("dl-info-version", "DEVLINK_ATTR_", {
  infoVersionName: [103, string],
  infoVersionValue: [104, string],
});

export interface DlFmsg extends SetOut<(typeof dlFmsg)["entries"]> {}
export interface DlFmsgInput extends SetIn<(typeof dlFmsg)["entries"]> {}
export const dlFmsg = attributeSet("dl-fmsg", "DEVLINK_ATTR_", {
  fmsgObjNestStart: [107, flag],
  fmsgPairNestStart: [108, flag],
  fmsgArrNestStart: [109, flag],
  fmsgNestEnd: [110, flag],
  fmsgObjName: [111, string],
  fmsgObjValueType: [112, enumOf(u8, varAttrType)],
  fmsgObjValueData: [113, binary],
});

export interface DlHealthReporter extends SetOut<(typeof dlHealthReporter)["entries"]> {}
export interface DlHealthReporterInput extends SetIn<(typeof dlHealthReporter)["entries"]> {}
export const dlHealthReporter = attributeSet("dl-health-reporter", "DEVLINK_ATTR_", {
  healthReporterName: [115, string],
  healthReporterState: [116, u8],
  healthReporterErrCount: [117, u64],
  healthReporterRecoverCount: [118, u64],
  healthReporterGracefulPeriod: [120, u64],
  healthReporterAutoRecover: [121, u8],
  healthReporterDumpTs: [119, u64],
  healthReporterDumpTsNs: [137, u64],
  healthReporterAutoDump: [141, u8],
  healthReporterBurstPeriod: [181, u64],
});

export interface DlAttrStats extends SetOut<(typeof dlAttrStats)["entries"]> {}
export interface DlAttrStatsInput extends SetIn<(typeof dlAttrStats)["entries"]> {}
export const dlAttrStats = attributeSet("dl-attr-stats", "DEVLINK_ATTR_", {
  statsRxPackets: [0, u64],
  statsRxBytes: [1, u64],
  statsRxDropped: [2, u64],
});

export const trapAction = enumTable("trap-action", { drop: 0, trap: 1, mirror: 2 });

export const trapType = enumTable("trap-type", { drop: 0, exception: 1, control: 2 });

export interface DlTrapMetadata extends SetOut<(typeof dlTrapMetadata)["entries"]> {}
export interface DlTrapMetadataInput extends SetIn<(typeof dlTrapMetadata)["entries"]> {}
export const dlTrapMetadata = attributeSet("dl-trap-metadata", "DEVLINK_ATTR_", {
  trapMetadataTypeInPort: [0, flag],
  trapMetadataTypeFaCookie: [1, flag],
});

export const portFnState = enumTable("port-fn-state", { inactive: 0, active: 1 });

export const portFnOpstate = enumTable("port-fn-opstate", { detached: 0, attached: 1 });

export const portFnAttrCap = flagTable("port-fn-attr-cap", {
  "roce-bit": 0x1,
  "migratable-bit": 0x2,
  "ipsec-crypto-bit": 0x4,
  "ipsec-packet-bit": 0x8,
});

export interface DlNestedDevlink extends SetOut<(typeof dlNestedDevlink)["entries"]> {}
export interface DlNestedDevlinkInput extends SetIn<(typeof dlNestedDevlink)["entries"]> {}
export const dlNestedDevlink = attributeSet("dl-nested-devlink", "DEVLINK_ATTR_", {
  busName: [1, string],
  devName: [2, string],
  index: [184, limited(uint, { max: 4294967295 })],
  netnsId: [140, u32],
});

export interface DlPortFunction extends SetOut<(typeof dlPortFunction)["entries"]> {}
export interface DlPortFunctionInput extends SetIn<(typeof dlPortFunction)["entries"]> {}
export const dlPortFunction = attributeSet("dl-port-function", "DEVLINK_PORT_FN_ATTR_", {
  hwAddr: [1, mac, "DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR"],
  state: [2, enumOf(u8, portFnState)],
  opstate: [3, enumOf(u8, portFnOpstate)],
  caps: [4, bitfield32(portFnAttrCap)],
  devlink: [5, nestOf<DlNestedDevlink, DlNestedDevlinkInput>(dlNestedDevlink)],
  maxIoEqs: [6, u32],
});

export const flashOverwrite = flagTable("flash-overwrite", {
  "settings-bit": 0x1,
  "identifiers-bit": 0x2,
});

export const reloadAction = enumTable("reload-action", { "driver-reinit": 1, "fw-activate": 2 });

export const reloadActionFlags = flagTable("reload-action", {
  "driver-reinit": 0x2,
  "fw-activate": 0x4,
});

export const reloadLimit = flagTable("reload-limit", { unspec: 0x1, "no-reset": 0x2 });

export const reloadLimitEnum = enumTable("reload-limit", { unspec: 0, "no-reset": 1 });

export interface DlReloadStatsEntry extends SetOut<(typeof dlReloadStatsEntry)["entries"]> {}
export interface DlReloadStatsEntryInput extends SetIn<(typeof dlReloadStatsEntry)["entries"]> {}
export const dlReloadStatsEntry = attributeSet("dl-reload-stats-entry", "DEVLINK_ATTR_", {
  reloadStatsLimit: [159, enumOf(u8, reloadLimitEnum)],
  reloadStatsValue: [160, u32],
});

export interface DlReloadActStats extends SetOut<(typeof dlReloadActStats)["entries"]> {}
export interface DlReloadActStatsInput extends SetIn<(typeof dlReloadActStats)["entries"]> {}
export const dlReloadActStats = attributeSet("dl-reload-act-stats", "DEVLINK_ATTR_", {
  reloadStatsEntry: [
    158,
    multi(nestOf<DlReloadStatsEntry, DlReloadStatsEntryInput>(dlReloadStatsEntry)),
  ],
});

export interface DlReloadActInfo extends SetOut<(typeof dlReloadActInfo)["entries"]> {}
export interface DlReloadActInfoInput extends SetIn<(typeof dlReloadActInfo)["entries"]> {}
export const dlReloadActInfo = attributeSet("dl-reload-act-info", "DEVLINK_ATTR_", {
  reloadAction: [153, enumOf(u8, reloadAction)],
  reloadActionStats: [
    163,
    multi(nestOf<DlReloadActStats, DlReloadActStatsInput>(dlReloadActStats)),
  ],
});

export interface DlReloadStats extends SetOut<(typeof dlReloadStats)["entries"]> {}
export interface DlReloadStatsInput extends SetIn<(typeof dlReloadStats)["entries"]> {}
export const dlReloadStats = attributeSet("dl-reload-stats", "DEVLINK_ATTR_", {
  reloadActionInfo: [162, multi(nestOf<DlReloadActInfo, DlReloadActInfoInput>(dlReloadActInfo))],
});

export interface DlDevStats extends SetOut<(typeof dlDevStats)["entries"]> {}
export interface DlDevStatsInput extends SetIn<(typeof dlDevStats)["entries"]> {}
export const dlDevStats = attributeSet("dl-dev-stats", "DEVLINK_ATTR_", {
  reloadStats: [157, nestOf<DlReloadStats, DlReloadStatsInput>(dlReloadStats)],
  remoteReloadStats: [161, nestOf<DlReloadStats, DlReloadStatsInput>(dlReloadStats)],
});

export const rateType = enumTable("rate-type", { leaf: 0, node: 1 });

export const linecardState = enumTable("linecard-state", {
  unspec: 0,
  unprovisioned: 1,
  unprovisioning: 2,
  provisioning: 3,
  "provisioning-failed": 4,
  provisioned: 5,
  active: 6,
});

export interface DlLinecardSupportedTypes
  extends SetOut<(typeof dlLinecardSupportedTypes)["entries"]> {}
export interface DlLinecardSupportedTypesInput
  extends SetIn<(typeof dlLinecardSupportedTypes)["entries"]> {}
export const dlLinecardSupportedTypes = attributeSet(
  "dl-linecard-supported-types",
  "DEVLINK_ATTR_",
  { linecardType: [173, multi(string)] },
);

export interface DlSelftestId extends SetOut<(typeof dlSelftestId)["entries"]> {}
export interface DlSelftestIdInput extends SetIn<(typeof dlSelftestId)["entries"]> {}
export const dlSelftestId = attributeSet("dl-selftest-id", "DEVLINK_ATTR_SELFTEST_ID_", {
  flash: [1, flag],
});

export interface DlRateTcBws extends SetOut<(typeof dlRateTcBws)["entries"]> {}
export interface DlRateTcBwsInput extends SetIn<(typeof dlRateTcBws)["entries"]> {}
export const dlRateTcBws = attributeSet("dl-rate-tc-bws", "DEVLINK_RATE_TC_ATTR_", {
  index: [1, limited(u8, { max: 7 })],
  bw: [2, u32],
});

export const resourceScope = flagTable("resource-scope", { dev: 0x1, port: 0x2 });

export interface DlParentDev extends SetOut<(typeof dlParentDev)["entries"]> {}
export interface DlParentDevInput extends SetIn<(typeof dlParentDev)["entries"]> {}
export const dlParentDev = attributeSet("dl-parent-dev", "DEVLINK_ATTR_", {
  busName: [1, string],
  devName: [2, string],
  index: [184, limited(uint, { max: 4294967295 })],
});

export interface DevlinkSet extends SetOut<(typeof devlinkSet)["entries"]> {}
export interface DevlinkSetInput extends SetIn<(typeof devlinkSet)["entries"]> {}
export const devlinkSet = attributeSet("devlink", "DEVLINK_ATTR_", {
  busName: [1, string],
  devName: [2, string],
  portIndex: [3, u32],
  portType: [4, enumOf(u16, portType)],
  portDesiredType: [5, u16],
  portNetdevIfindex: [6, u32],
  portNetdevName: [7, string],
  portIbdevName: [8, string],
  portSplitCount: [9, u32],
  portSplitGroup: [10, u32],
  sbIndex: [11, u32],
  sbSize: [12, u32],
  sbIngressPoolCount: [13, u16],
  sbEgressPoolCount: [14, u16],
  sbIngressTcCount: [15, u16],
  sbEgressTcCount: [16, u16],
  sbPoolIndex: [17, u16],
  sbPoolType: [18, enumOf(u8, sbPoolType)],
  sbPoolSize: [19, u32],
  sbPoolThresholdType: [20, enumOf(u8, sbThresholdType)],
  sbThreshold: [21, u32],
  sbTcIndex: [22, u16],
  sbOccCur: [23, u32],
  sbOccMax: [24, u32],
  eswitchMode: [25, enumOf(u16, eswitchMode)],
  eswitchInlineMode: [26, enumOf(u8, eswitchInlineMode)],
  dpipeTables: [27, nestOf<DlDpipeTables, DlDpipeTablesInput>(dlDpipeTables)],
  dpipeTable: [28, multi(nestOf<DlDpipeTable, DlDpipeTableInput>(dlDpipeTable))],
  dpipeTableName: [29, string],
  dpipeTableSize: [30, u64],
  dpipeTableMatches: [
    31,
    nestOf<DlDpipeTableMatches, DlDpipeTableMatchesInput>(dlDpipeTableMatches),
  ],
  dpipeTableActions: [
    32,
    nestOf<DlDpipeTableActions, DlDpipeTableActionsInput>(dlDpipeTableActions),
  ],
  dpipeTableCountersEnabled: [33, u8],
  dpipeEntries: [34, nestOf<DlDpipeEntries, DlDpipeEntriesInput>(dlDpipeEntries)],
  dpipeEntry: [35, multi(nestOf<DlDpipeEntry, DlDpipeEntryInput>(dlDpipeEntry))],
  dpipeEntryIndex: [36, u64],
  dpipeEntryMatchValues: [
    37,
    nestOf<DlDpipeEntryMatchValues, DlDpipeEntryMatchValuesInput>(dlDpipeEntryMatchValues),
  ],
  dpipeEntryActionValues: [
    38,
    nestOf<DlDpipeEntryActionValues, DlDpipeEntryActionValuesInput>(dlDpipeEntryActionValues),
  ],
  dpipeEntryCounter: [39, u64],
  dpipeMatch: [40, multi(nestOf<DlDpipeMatch, DlDpipeMatchInput>(dlDpipeMatch))],
  dpipeMatchValue: [
    41,
    multi(nestOf<DlDpipeMatchValue, DlDpipeMatchValueInput>(dlDpipeMatchValue)),
  ],
  dpipeMatchType: [42, enumOf(u32, dpipeMatchType)],
  dpipeAction: [43, multi(nestOf<DlDpipeAction, DlDpipeActionInput>(dlDpipeAction))],
  dpipeActionValue: [
    44,
    multi(nestOf<DlDpipeActionValue, DlDpipeActionValueInput>(dlDpipeActionValue)),
  ],
  dpipeActionType: [45, enumOf(u32, dpipeActionType)],
  dpipeValue: [46, binary],
  dpipeValueMask: [47, binary],
  dpipeValueMapping: [48, u32],
  dpipeHeaders: [49, nestOf<DlDpipeHeaders, DlDpipeHeadersInput>(dlDpipeHeaders)],
  dpipeHeader: [50, multi(nestOf<DlDpipeHeader, DlDpipeHeaderInput>(dlDpipeHeader))],
  dpipeHeaderName: [51, string],
  dpipeHeaderId: [52, enumOf(u32, dpipeHeaderId)],
  dpipeHeaderFields: [
    53,
    nestOf<DlDpipeHeaderFields, DlDpipeHeaderFieldsInput>(dlDpipeHeaderFields),
  ],
  dpipeHeaderGlobal: [54, u8],
  dpipeHeaderIndex: [55, u32],
  dpipeField: [56, multi(nestOf<DlDpipeField, DlDpipeFieldInput>(dlDpipeField))],
  dpipeFieldName: [57, string],
  dpipeFieldId: [58, u32],
  dpipeFieldBitwidth: [59, u32],
  dpipeFieldMappingType: [60, enumOf(u32, dpipeFieldMappingType)],
  eswitchEncapMode: [62, enumOf(u8, eswitchEncapMode)],
  resourceList: [63, nestOf<DlResourceList, DlResourceListInput>(dlResourceList)],
  resource: [64, multi(nestOf<DlResource, DlResourceInput>(dlResource))],
  resourceName: [65, string],
  resourceId: [66, u64],
  resourceSize: [67, u64],
  resourceSizeNew: [68, u64],
  resourceSizeValid: [69, u8],
  resourceSizeMin: [70, u64],
  resourceSizeMax: [71, u64],
  resourceSizeGran: [72, u64],
  resourceUnit: [73, enumOf(u8, resourceUnit)],
  resourceOcc: [74, u64],
  dpipeTableResourceId: [75, u64],
  dpipeTableResourceUnits: [76, u64],
  portFlavour: [77, enumOf(u16, portFlavour)],
  portNumber: [78, u32],
  portSplitSubportNumber: [79, u32],
  param: [80, nestOf<DlParam, DlParamInput>(dlParam)],
  paramName: [81, string],
  paramGeneric: [82, flag],
  paramType: [83, enumOf(u8, varAttrType)],
  paramValueCmode: [87, enumOf(u8, paramCmode)],
  regionName: [88, string],
  regionSize: [89, u64],
  regionSnapshots: [90, nestOf<DlRegionSnapshots, DlRegionSnapshotsInput>(dlRegionSnapshots)],
  regionSnapshot: [91, nestOf<DlRegionSnapshot, DlRegionSnapshotInput>(dlRegionSnapshot)],
  regionSnapshotId: [92, u32],
  regionChunks: [93, nestOf<DlRegionChunks, DlRegionChunksInput>(dlRegionChunks)],
  regionChunk: [94, nestOf<DlRegionChunk, DlRegionChunkInput>(dlRegionChunk)],
  regionChunkData: [95, binary],
  regionChunkAddr: [96, u64],
  regionChunkLen: [97, u64],
  infoDriverName: [98, string],
  infoSerialNumber: [99, string],
  infoVersionFixed: [100, multi(nestOf<DlInfoVersion, DlInfoVersionInput>(dlInfoVersion))],
  infoVersionRunning: [101, multi(nestOf<DlInfoVersion, DlInfoVersionInput>(dlInfoVersion))],
  infoVersionStored: [102, multi(nestOf<DlInfoVersion, DlInfoVersionInput>(dlInfoVersion))],
  infoVersionName: [103, string],
  infoVersionValue: [104, string],
  sbPoolCellSize: [105, u32],
  fmsg: [106, sequenceOf<DlFmsg, DlFmsgInput>(dlFmsg)],
  fmsgObjNestStart: [107, flag],
  fmsgPairNestStart: [108, flag],
  fmsgArrNestStart: [109, flag],
  fmsgNestEnd: [110, flag],
  fmsgObjName: [111, string],
  fmsgObjValueType: [112, enumOf(u8, varAttrType)],
  healthReporter: [114, nestOf<DlHealthReporter, DlHealthReporterInput>(dlHealthReporter)],
  healthReporterName: [115, string],
  healthReporterState: [116, u8],
  healthReporterErrCount: [117, u64],
  healthReporterRecoverCount: [118, u64],
  healthReporterDumpTs: [119, u64],
  healthReporterGracefulPeriod: [120, u64],
  healthReporterAutoRecover: [121, u8],
  flashUpdateFileName: [122, string],
  flashUpdateComponent: [123, string],
  flashUpdateStatusMsg: [124, string],
  flashUpdateStatusDone: [125, u64],
  flashUpdateStatusTotal: [126, u64],
  portPciPfNumber: [127, u16],
  portPciVfNumber: [128, u16],
  stats: [129, nestOf<DlAttrStats, DlAttrStatsInput>(dlAttrStats)],
  trapName: [130, string],
  trapAction: [131, enumOf(u8, trapAction)],
  trapType: [132, enumOf(u8, trapType)],
  trapGeneric: [133, flag],
  trapMetadata: [134, nestOf<DlTrapMetadata, DlTrapMetadataInput>(dlTrapMetadata)],
  trapGroupName: [135, string],
  reloadFailed: [136, u8],
  healthReporterDumpTsNs: [137, u64],
  netnsFd: [138, u32],
  netnsPid: [139, u32],
  netnsId: [140, u32],
  healthReporterAutoDump: [141, u8],
  trapPolicerId: [142, u32],
  trapPolicerRate: [143, u64],
  trapPolicerBurst: [144, u64],
  portFunction: [145, nestOf<DlPortFunction, DlPortFunctionInput>(dlPortFunction)],
  infoBoardSerialNumber: [146, string],
  portLanes: [147, u32],
  portSplittable: [148, u8],
  portExternal: [149, u8],
  portControllerNumber: [150, u32],
  flashUpdateStatusTimeout: [151, u64],
  flashUpdateOverwriteMask: [152, bitfield32(flashOverwrite)],
  reloadAction: [153, enumOf(u8, reloadAction)],
  reloadActionsPerformed: [154, bitfield32(reloadActionFlags)],
  reloadLimits: [155, bitfield32(reloadLimit)],
  devStats: [156, nestOf<DlDevStats, DlDevStatsInput>(dlDevStats)],
  reloadStats: [157, nestOf<DlReloadStats, DlReloadStatsInput>(dlReloadStats)],
  reloadStatsEntry: [
    158,
    multi(nestOf<DlReloadStatsEntry, DlReloadStatsEntryInput>(dlReloadStatsEntry)),
  ],
  reloadStatsLimit: [159, enumOf(u8, reloadLimitEnum)],
  reloadStatsValue: [160, u32],
  remoteReloadStats: [161, nestOf<DlReloadStats, DlReloadStatsInput>(dlReloadStats)],
  reloadActionInfo: [162, multi(nestOf<DlReloadActInfo, DlReloadActInfoInput>(dlReloadActInfo))],
  reloadActionStats: [
    163,
    multi(nestOf<DlReloadActStats, DlReloadActStatsInput>(dlReloadActStats)),
  ],
  portPciSfNumber: [164, u32],
  rateType: [165, enumOf(u16, rateType)],
  rateTxShare: [166, u64],
  rateTxMax: [167, u64],
  rateNodeName: [168, string],
  rateParentNodeName: [169, string],
  regionMaxSnapshots: [170, u32],
  linecardIndex: [171, u32],
  linecardState: [172, enumOf(u8, linecardState)],
  linecardType: [173, string],
  linecardSupportedTypes: [
    174,
    nestOf<DlLinecardSupportedTypes, DlLinecardSupportedTypesInput>(dlLinecardSupportedTypes),
  ],
  selftests: [176, nestOf<DlSelftestId, DlSelftestIdInput>(dlSelftestId)],
  rateTxPriority: [177, u32],
  rateTxWeight: [178, u32],
  regionDirect: [179, flag],
  rateTcBws: [180, multi(nestOf<DlRateTcBws, DlRateTcBwsInput>(dlRateTcBws))],
  healthReporterBurstPeriod: [181, u64],
  paramResetDefault: [183, flag],
  index: [184, limited(uint, { max: 4294967295 })],
  resourceScopeMask: [185, flagsOf(u32, resourceScope)],
  parentDev: [186, nestOf<DlParentDev, DlParentDevInput>(dlParentDev)],
  paramValuesList: [84, nestOf<DlParamValues, DlParamValuesInput>(dlParamValues)],
  paramValue: [85, multi(nestOf<DlParamValue, DlParamValueInput>(dlParamValue))],
  paramValueData: [86, binary],
  fmsgObjValueData: [113, binary],
  nestedDevlink: [175, nestOf<DlNestedDevlink, DlNestedDevlinkInput>(dlNestedDevlink)],
  paramValueDefault: [182, binary],
});

export const devlinkMessage = messageOf<DevlinkSet, DevlinkSetInput>({ attributes: devlinkSet });

export const devlink = familyTable({
  name: "devlink",
  protocol: 16,
  version: 1,
  messages: {
    DEVLINK_CMD_GET: [DEVLINK_CMD_GET, devlinkMessage],
    DEVLINK_CMD_NEW: [DEVLINK_CMD_NEW, devlinkMessage],
    DEVLINK_CMD_DEL: [DEVLINK_CMD_DEL, devlinkMessage],
    DEVLINK_CMD_PORT_GET: [DEVLINK_CMD_PORT_GET, devlinkMessage],
    DEVLINK_CMD_PORT_SET: [DEVLINK_CMD_PORT_SET, devlinkMessage],
    DEVLINK_CMD_PORT_NEW: [DEVLINK_CMD_PORT_NEW, devlinkMessage],
    DEVLINK_CMD_PORT_DEL: [DEVLINK_CMD_PORT_DEL, devlinkMessage],
    DEVLINK_CMD_PORT_SPLIT: [DEVLINK_CMD_PORT_SPLIT, devlinkMessage],
    DEVLINK_CMD_PORT_UNSPLIT: [DEVLINK_CMD_PORT_UNSPLIT, devlinkMessage],
    DEVLINK_CMD_SB_GET: [DEVLINK_CMD_SB_GET, devlinkMessage],
    DEVLINK_CMD_SB_NEW: [DEVLINK_CMD_SB_NEW, devlinkMessage],
    DEVLINK_CMD_SB_POOL_GET: [DEVLINK_CMD_SB_POOL_GET, devlinkMessage],
    DEVLINK_CMD_SB_POOL_SET: [DEVLINK_CMD_SB_POOL_SET, devlinkMessage],
    DEVLINK_CMD_SB_POOL_NEW: [DEVLINK_CMD_SB_POOL_NEW, devlinkMessage],
    DEVLINK_CMD_SB_PORT_POOL_GET: [DEVLINK_CMD_SB_PORT_POOL_GET, devlinkMessage],
    DEVLINK_CMD_SB_PORT_POOL_SET: [DEVLINK_CMD_SB_PORT_POOL_SET, devlinkMessage],
    DEVLINK_CMD_SB_PORT_POOL_NEW: [DEVLINK_CMD_SB_PORT_POOL_NEW, devlinkMessage],
    DEVLINK_CMD_SB_TC_POOL_BIND_GET: [DEVLINK_CMD_SB_TC_POOL_BIND_GET, devlinkMessage],
    DEVLINK_CMD_SB_TC_POOL_BIND_SET: [DEVLINK_CMD_SB_TC_POOL_BIND_SET, devlinkMessage],
    DEVLINK_CMD_SB_TC_POOL_BIND_NEW: [DEVLINK_CMD_SB_TC_POOL_BIND_NEW, devlinkMessage],
    DEVLINK_CMD_SB_OCC_SNAPSHOT: [DEVLINK_CMD_SB_OCC_SNAPSHOT, devlinkMessage],
    DEVLINK_CMD_SB_OCC_MAX_CLEAR: [DEVLINK_CMD_SB_OCC_MAX_CLEAR, devlinkMessage],
    DEVLINK_CMD_ESWITCH_GET: [DEVLINK_CMD_ESWITCH_GET, devlinkMessage],
    DEVLINK_CMD_ESWITCH_SET: [DEVLINK_CMD_ESWITCH_SET, devlinkMessage],
    DEVLINK_CMD_DPIPE_TABLE_GET: [DEVLINK_CMD_DPIPE_TABLE_GET, devlinkMessage],
    DEVLINK_CMD_DPIPE_ENTRIES_GET: [DEVLINK_CMD_DPIPE_ENTRIES_GET, devlinkMessage],
    DEVLINK_CMD_DPIPE_HEADERS_GET: [DEVLINK_CMD_DPIPE_HEADERS_GET, devlinkMessage],
    DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET: [DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET, devlinkMessage],
    DEVLINK_CMD_RESOURCE_SET: [DEVLINK_CMD_RESOURCE_SET, devlinkMessage],
    DEVLINK_CMD_RESOURCE_DUMP: [DEVLINK_CMD_RESOURCE_DUMP, devlinkMessage],
    DEVLINK_CMD_RELOAD: [DEVLINK_CMD_RELOAD, devlinkMessage],
    DEVLINK_CMD_PARAM_GET: [DEVLINK_CMD_PARAM_GET, devlinkMessage],
    DEVLINK_CMD_PARAM_SET: [DEVLINK_CMD_PARAM_SET, devlinkMessage],
    DEVLINK_CMD_PARAM_NEW: [DEVLINK_CMD_PARAM_NEW, devlinkMessage],
    DEVLINK_CMD_PARAM_DEL: [DEVLINK_CMD_PARAM_DEL, devlinkMessage],
    DEVLINK_CMD_REGION_GET: [DEVLINK_CMD_REGION_GET, devlinkMessage],
    DEVLINK_CMD_REGION_NEW: [DEVLINK_CMD_REGION_NEW, devlinkMessage],
    DEVLINK_CMD_REGION_DEL: [DEVLINK_CMD_REGION_DEL, devlinkMessage],
    DEVLINK_CMD_REGION_READ: [DEVLINK_CMD_REGION_READ, devlinkMessage],
    DEVLINK_CMD_PORT_PARAM_GET: [DEVLINK_CMD_PORT_PARAM_GET, devlinkMessage],
    DEVLINK_CMD_PORT_PARAM_SET: [DEVLINK_CMD_PORT_PARAM_SET, devlinkMessage],
    DEVLINK_CMD_PORT_PARAM_NEW: [DEVLINK_CMD_PORT_PARAM_NEW, devlinkMessage],
    DEVLINK_CMD_PORT_PARAM_DEL: [DEVLINK_CMD_PORT_PARAM_DEL, devlinkMessage],
    DEVLINK_CMD_INFO_GET: [DEVLINK_CMD_INFO_GET, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_GET: [DEVLINK_CMD_HEALTH_REPORTER_GET, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_SET: [DEVLINK_CMD_HEALTH_REPORTER_SET, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_RECOVER: [DEVLINK_CMD_HEALTH_REPORTER_RECOVER, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE: [DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET: [DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR: [
      DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR,
      devlinkMessage,
    ],
    DEVLINK_CMD_FLASH_UPDATE: [DEVLINK_CMD_FLASH_UPDATE, devlinkMessage],
    DEVLINK_CMD_FLASH_UPDATE_END: [DEVLINK_CMD_FLASH_UPDATE_END, devlinkMessage],
    DEVLINK_CMD_FLASH_UPDATE_STATUS: [DEVLINK_CMD_FLASH_UPDATE_STATUS, devlinkMessage],
    DEVLINK_CMD_TRAP_GET: [DEVLINK_CMD_TRAP_GET, devlinkMessage],
    DEVLINK_CMD_TRAP_SET: [DEVLINK_CMD_TRAP_SET, devlinkMessage],
    DEVLINK_CMD_TRAP_NEW: [DEVLINK_CMD_TRAP_NEW, devlinkMessage],
    DEVLINK_CMD_TRAP_DEL: [DEVLINK_CMD_TRAP_DEL, devlinkMessage],
    DEVLINK_CMD_TRAP_GROUP_GET: [DEVLINK_CMD_TRAP_GROUP_GET, devlinkMessage],
    DEVLINK_CMD_TRAP_GROUP_SET: [DEVLINK_CMD_TRAP_GROUP_SET, devlinkMessage],
    DEVLINK_CMD_TRAP_GROUP_NEW: [DEVLINK_CMD_TRAP_GROUP_NEW, devlinkMessage],
    DEVLINK_CMD_TRAP_GROUP_DEL: [DEVLINK_CMD_TRAP_GROUP_DEL, devlinkMessage],
    DEVLINK_CMD_TRAP_POLICER_GET: [DEVLINK_CMD_TRAP_POLICER_GET, devlinkMessage],
    DEVLINK_CMD_TRAP_POLICER_SET: [DEVLINK_CMD_TRAP_POLICER_SET, devlinkMessage],
    DEVLINK_CMD_TRAP_POLICER_NEW: [DEVLINK_CMD_TRAP_POLICER_NEW, devlinkMessage],
    DEVLINK_CMD_TRAP_POLICER_DEL: [DEVLINK_CMD_TRAP_POLICER_DEL, devlinkMessage],
    DEVLINK_CMD_HEALTH_REPORTER_TEST: [DEVLINK_CMD_HEALTH_REPORTER_TEST, devlinkMessage],
    DEVLINK_CMD_RATE_GET: [DEVLINK_CMD_RATE_GET, devlinkMessage],
    DEVLINK_CMD_RATE_SET: [DEVLINK_CMD_RATE_SET, devlinkMessage],
    DEVLINK_CMD_RATE_NEW: [DEVLINK_CMD_RATE_NEW, devlinkMessage],
    DEVLINK_CMD_RATE_DEL: [DEVLINK_CMD_RATE_DEL, devlinkMessage],
    DEVLINK_CMD_LINECARD_GET: [DEVLINK_CMD_LINECARD_GET, devlinkMessage],
    DEVLINK_CMD_LINECARD_SET: [DEVLINK_CMD_LINECARD_SET, devlinkMessage],
    DEVLINK_CMD_LINECARD_NEW: [DEVLINK_CMD_LINECARD_NEW, devlinkMessage],
    DEVLINK_CMD_LINECARD_DEL: [DEVLINK_CMD_LINECARD_DEL, devlinkMessage],
    DEVLINK_CMD_SELFTESTS_GET: [DEVLINK_CMD_SELFTESTS_GET, devlinkMessage],
    DEVLINK_CMD_SELFTESTS_RUN: [DEVLINK_CMD_SELFTESTS_RUN, devlinkMessage],
    DEVLINK_CMD_NOTIFY_FILTER_SET: [DEVLINK_CMD_NOTIFY_FILTER_SET, devlinkMessage],
  },
  operations: {
    DEVLINK_CMD_GET: operation(
      "DEVLINK_CMD_GET",
      [DEVLINK_CMD_GET, devlinkMessage],
      [DEVLINK_CMD_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_PORT_GET: operation(
      "DEVLINK_CMD_PORT_GET",
      [DEVLINK_CMD_PORT_GET, devlinkMessage],
      [DEVLINK_CMD_PORT_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_PORT_SET: operation("DEVLINK_CMD_PORT_SET", [DEVLINK_CMD_PORT_SET, devlinkMessage]),
    DEVLINK_CMD_PORT_NEW: operation(
      "DEVLINK_CMD_PORT_NEW",
      [DEVLINK_CMD_PORT_NEW, devlinkMessage],
      [DEVLINK_CMD_PORT_NEW, devlinkMessage],
    ),
    DEVLINK_CMD_PORT_DEL: operation("DEVLINK_CMD_PORT_DEL", [DEVLINK_CMD_PORT_DEL, devlinkMessage]),
    DEVLINK_CMD_PORT_SPLIT: operation(
      "DEVLINK_CMD_PORT_SPLIT",
      [DEVLINK_CMD_PORT_SPLIT, devlinkMessage],
    ),
    DEVLINK_CMD_PORT_UNSPLIT: operation(
      "DEVLINK_CMD_PORT_UNSPLIT",
      [DEVLINK_CMD_PORT_UNSPLIT, devlinkMessage],
    ),
    DEVLINK_CMD_SB_GET: operation(
      "DEVLINK_CMD_SB_GET",
      [DEVLINK_CMD_SB_GET, devlinkMessage],
      [DEVLINK_CMD_SB_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_SB_POOL_GET: operation(
      "DEVLINK_CMD_SB_POOL_GET",
      [DEVLINK_CMD_SB_POOL_GET, devlinkMessage],
      [DEVLINK_CMD_SB_POOL_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_SB_POOL_SET: operation(
      "DEVLINK_CMD_SB_POOL_SET",
      [DEVLINK_CMD_SB_POOL_SET, devlinkMessage],
    ),
    DEVLINK_CMD_SB_PORT_POOL_GET: operation(
      "DEVLINK_CMD_SB_PORT_POOL_GET",
      [DEVLINK_CMD_SB_PORT_POOL_GET, devlinkMessage],
      [DEVLINK_CMD_SB_PORT_POOL_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_SB_PORT_POOL_SET: operation(
      "DEVLINK_CMD_SB_PORT_POOL_SET",
      [DEVLINK_CMD_SB_PORT_POOL_SET, devlinkMessage],
    ),
    DEVLINK_CMD_SB_TC_POOL_BIND_GET: operation(
      "DEVLINK_CMD_SB_TC_POOL_BIND_GET",
      [DEVLINK_CMD_SB_TC_POOL_BIND_GET, devlinkMessage],
      [DEVLINK_CMD_SB_TC_POOL_BIND_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_SB_TC_POOL_BIND_SET: operation(
      "DEVLINK_CMD_SB_TC_POOL_BIND_SET",
      [DEVLINK_CMD_SB_TC_POOL_BIND_SET, devlinkMessage],
    ),
    DEVLINK_CMD_SB_OCC_SNAPSHOT: operation(
      "DEVLINK_CMD_SB_OCC_SNAPSHOT",
      [DEVLINK_CMD_SB_OCC_SNAPSHOT, devlinkMessage],
    ),
    DEVLINK_CMD_SB_OCC_MAX_CLEAR: operation(
      "DEVLINK_CMD_SB_OCC_MAX_CLEAR",
      [DEVLINK_CMD_SB_OCC_MAX_CLEAR, devlinkMessage],
    ),
    DEVLINK_CMD_ESWITCH_GET: operation(
      "DEVLINK_CMD_ESWITCH_GET",
      [DEVLINK_CMD_ESWITCH_GET, devlinkMessage],
      [DEVLINK_CMD_ESWITCH_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_ESWITCH_SET: operation(
      "DEVLINK_CMD_ESWITCH_SET",
      [DEVLINK_CMD_ESWITCH_SET, devlinkMessage],
    ),
    DEVLINK_CMD_DPIPE_TABLE_GET: operation(
      "DEVLINK_CMD_DPIPE_TABLE_GET",
      [DEVLINK_CMD_DPIPE_TABLE_GET, devlinkMessage],
      [DEVLINK_CMD_DPIPE_TABLE_GET, devlinkMessage],
    ),
    DEVLINK_CMD_DPIPE_ENTRIES_GET: operation(
      "DEVLINK_CMD_DPIPE_ENTRIES_GET",
      [DEVLINK_CMD_DPIPE_ENTRIES_GET, devlinkMessage],
      [DEVLINK_CMD_DPIPE_ENTRIES_GET, devlinkMessage],
    ),
    DEVLINK_CMD_DPIPE_HEADERS_GET: operation(
      "DEVLINK_CMD_DPIPE_HEADERS_GET",
      [DEVLINK_CMD_DPIPE_HEADERS_GET, devlinkMessage],
      [DEVLINK_CMD_DPIPE_HEADERS_GET, devlinkMessage],
    ),
    DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET: operation(
      "DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET",
      [DEVLINK_CMD_DPIPE_TABLE_COUNTERS_SET, devlinkMessage],
    ),
    DEVLINK_CMD_RESOURCE_SET: operation(
      "DEVLINK_CMD_RESOURCE_SET",
      [DEVLINK_CMD_RESOURCE_SET, devlinkMessage],
    ),
    DEVLINK_CMD_RESOURCE_DUMP: operation(
      "DEVLINK_CMD_RESOURCE_DUMP",
      [DEVLINK_CMD_RESOURCE_DUMP, devlinkMessage],
      [DEVLINK_CMD_RESOURCE_DUMP, devlinkMessage],
    ),
    DEVLINK_CMD_RELOAD: operation(
      "DEVLINK_CMD_RELOAD",
      [DEVLINK_CMD_RELOAD, devlinkMessage],
      [DEVLINK_CMD_RELOAD, devlinkMessage],
    ),
    DEVLINK_CMD_PARAM_GET: operation(
      "DEVLINK_CMD_PARAM_GET",
      [DEVLINK_CMD_PARAM_GET, devlinkMessage],
      [DEVLINK_CMD_PARAM_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_PARAM_SET: operation(
      "DEVLINK_CMD_PARAM_SET",
      [DEVLINK_CMD_PARAM_SET, devlinkMessage],
    ),
    DEVLINK_CMD_REGION_GET: operation(
      "DEVLINK_CMD_REGION_GET",
      [DEVLINK_CMD_REGION_GET, devlinkMessage],
      [DEVLINK_CMD_REGION_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_REGION_NEW: operation(
      "DEVLINK_CMD_REGION_NEW",
      [DEVLINK_CMD_REGION_NEW, devlinkMessage],
      [DEVLINK_CMD_REGION_NEW, devlinkMessage],
    ),
    DEVLINK_CMD_REGION_DEL: operation(
      "DEVLINK_CMD_REGION_DEL",
      [DEVLINK_CMD_REGION_DEL, devlinkMessage],
    ),
    DEVLINK_CMD_REGION_READ: operation(
      "DEVLINK_CMD_REGION_READ",
      [DEVLINK_CMD_REGION_READ, devlinkMessage],
      [DEVLINK_CMD_REGION_READ, devlinkMessage],
    ),
    DEVLINK_CMD_PORT_PARAM_GET: operation(
      "DEVLINK_CMD_PORT_PARAM_GET",
      [DEVLINK_CMD_PORT_PARAM_GET, devlinkMessage],
      [DEVLINK_CMD_PORT_PARAM_GET, devlinkMessage],
    ),
    DEVLINK_CMD_PORT_PARAM_SET: operation(
      "DEVLINK_CMD_PORT_PARAM_SET",
      [DEVLINK_CMD_PORT_PARAM_SET, devlinkMessage],
    ),
    DEVLINK_CMD_INFO_GET: operation(
      "DEVLINK_CMD_INFO_GET",
      [DEVLINK_CMD_INFO_GET, devlinkMessage],
      [DEVLINK_CMD_INFO_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_HEALTH_REPORTER_GET: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_GET",
      [DEVLINK_CMD_HEALTH_REPORTER_GET, devlinkMessage],
      [DEVLINK_CMD_HEALTH_REPORTER_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_HEALTH_REPORTER_SET: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_SET",
      [DEVLINK_CMD_HEALTH_REPORTER_SET, devlinkMessage],
    ),
    DEVLINK_CMD_HEALTH_REPORTER_RECOVER: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_RECOVER",
      [DEVLINK_CMD_HEALTH_REPORTER_RECOVER, devlinkMessage],
    ),
    DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE",
      [DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE, devlinkMessage],
      [DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE, devlinkMessage],
    ),
    DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET",
      [DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET, devlinkMessage],
      [DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET, devlinkMessage],
    ),
    DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR",
      [DEVLINK_CMD_HEALTH_REPORTER_DUMP_CLEAR, devlinkMessage],
    ),
    DEVLINK_CMD_FLASH_UPDATE: operation(
      "DEVLINK_CMD_FLASH_UPDATE",
      [DEVLINK_CMD_FLASH_UPDATE, devlinkMessage],
    ),
    DEVLINK_CMD_TRAP_GET: operation(
      "DEVLINK_CMD_TRAP_GET",
      [DEVLINK_CMD_TRAP_GET, devlinkMessage],
      [DEVLINK_CMD_TRAP_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_TRAP_SET: operation("DEVLINK_CMD_TRAP_SET", [DEVLINK_CMD_TRAP_SET, devlinkMessage]),
    DEVLINK_CMD_TRAP_GROUP_GET: operation(
      "DEVLINK_CMD_TRAP_GROUP_GET",
      [DEVLINK_CMD_TRAP_GROUP_GET, devlinkMessage],
      [DEVLINK_CMD_TRAP_GROUP_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_TRAP_GROUP_SET: operation(
      "DEVLINK_CMD_TRAP_GROUP_SET",
      [DEVLINK_CMD_TRAP_GROUP_SET, devlinkMessage],
    ),
    DEVLINK_CMD_TRAP_POLICER_GET: operation(
      "DEVLINK_CMD_TRAP_POLICER_GET",
      [DEVLINK_CMD_TRAP_POLICER_GET, devlinkMessage],
      [DEVLINK_CMD_TRAP_POLICER_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_TRAP_POLICER_SET: operation(
      "DEVLINK_CMD_TRAP_POLICER_SET",
      [DEVLINK_CMD_TRAP_POLICER_SET, devlinkMessage],
    ),
    DEVLINK_CMD_HEALTH_REPORTER_TEST: operation(
      "DEVLINK_CMD_HEALTH_REPORTER_TEST",
      [DEVLINK_CMD_HEALTH_REPORTER_TEST, devlinkMessage],
    ),
    DEVLINK_CMD_RATE_GET: operation(
      "DEVLINK_CMD_RATE_GET",
      [DEVLINK_CMD_RATE_GET, devlinkMessage],
      [DEVLINK_CMD_RATE_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_RATE_SET: operation("DEVLINK_CMD_RATE_SET", [DEVLINK_CMD_RATE_SET, devlinkMessage]),
    DEVLINK_CMD_RATE_NEW: operation("DEVLINK_CMD_RATE_NEW", [DEVLINK_CMD_RATE_NEW, devlinkMessage]),
    DEVLINK_CMD_RATE_DEL: operation("DEVLINK_CMD_RATE_DEL", [DEVLINK_CMD_RATE_DEL, devlinkMessage]),
    DEVLINK_CMD_LINECARD_GET: operation(
      "DEVLINK_CMD_LINECARD_GET",
      [DEVLINK_CMD_LINECARD_GET, devlinkMessage],
      [DEVLINK_CMD_LINECARD_NEW, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_LINECARD_SET: operation(
      "DEVLINK_CMD_LINECARD_SET",
      [DEVLINK_CMD_LINECARD_SET, devlinkMessage],
    ),
    DEVLINK_CMD_SELFTESTS_GET: operation(
      "DEVLINK_CMD_SELFTESTS_GET",
      [DEVLINK_CMD_SELFTESTS_GET, devlinkMessage],
      [DEVLINK_CMD_SELFTESTS_GET, devlinkMessage],
      { oneReply: true },
    ),
    DEVLINK_CMD_SELFTESTS_RUN: operation(
      "DEVLINK_CMD_SELFTESTS_RUN",
      [DEVLINK_CMD_SELFTESTS_RUN, devlinkMessage],
      [DEVLINK_CMD_SELFTESTS_RUN, devlinkMessage],
    ),
    DEVLINK_CMD_NOTIFY_FILTER_SET: operation(
      "DEVLINK_CMD_NOTIFY_FILTER_SET",
      [DEVLINK_CMD_NOTIFY_FILTER_SET, devlinkMessage],
    ),
  },
  groups: { config: 0 },
});
