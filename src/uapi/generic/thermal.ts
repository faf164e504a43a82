/**
 * thermal: temperatures, the thresholds at which something is done, and what cools. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/thermal.h, drivers/thermal/thermal_netlink.c
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  limited,
  multi,
  nest,
  nestedBinary,
  s32,
  string,
  u32,
} from "../../schema/index.ts";

/** `THERMAL_TRIP_*`: what is done at a trip point. */
const tripType = enumTable("thermal_trip_type", { active: 0, passive: 1, hot: 2, critical: 3 });
/** `THERMAL_DEVICE_*`. */
const mode = enumTable("thermal_device_mode", { disabled: 0, enabled: 1 });
/** `THERMAL_THRESHOLD_WAY_*`: the way in which a threshold is crossed. */
const direction = flagTable("thermal-threshold-direction", { up: 1, down: 2 });

const name = limited(string, { maxLength: 20 });
/** Thousandths of a degree Celsius. */
const temperature = s32;

// Lists repeat what their entries have: id, name, id, name. So the first id goes with the first name.

const zones = attributeSet("thermal-tz", "THERMAL_GENL_ATTR_TZ_", {
  id: [2, multi(u32)],
  name: [10, multi(name)],
});
const trips = attributeSet("thermal-tz-trip", "THERMAL_GENL_ATTR_TZ_TRIP_", {
  id: [5, multi(u32)],
  type: [6, multi(enumOf(u32, tripType))],
  temp: [7, multi(temperature)],
  hyst: [8, multi(temperature)],
});
const coolers = attributeSet("thermal-cdev", "THERMAL_GENL_ATTR_CDEV_", {
  id: [15, multi(u32)],
  name: [18, multi(name)],
});
/** Of 1024: what a CPU can do now, compared with the best of all. */
const capabilities = attributeSet("thermal-cpu-capability", "THERMAL_GENL_ATTR_CPU_CAPABILITY_", {
  id: [21, multi(u32)],
  performance: [22, multi(u32)],
  efficiency: [23, multi(u32)],
});
const thresholds = attributeSet("thermal-threshold", "THERMAL_GENL_ATTR_THRESHOLD_", {
  temp: [25, multi(temperature)],
  direction: [26, multi(flagsOf(u32, direction))],
});

const attributes = attributeSet("thermal", "THERMAL_GENL_ATTR_", {
  tz: [1, nest(zones)],
  tzId: [2, u32],
  tzTemp: [3, temperature],
  tzTrip: [4, nest(trips)],
  tzTripId: [5, u32],
  tzTripType: [6, enumOf(u32, tripType)],
  tzTripTemp: [7, temperature],
  tzTripHyst: [8, temperature],
  tzMode: [9, enumOf(u32, mode)],
  tzName: [10, name],
  tzCdevWeight: [11, u32],
  tzGov: [12, nestedBinary],
  tzGovName: [13, name],
  cdev: [14, nest(coolers)],
  cdevId: [15, u32],
  cdevCurState: [16, u32],
  cdevMaxState: [17, u32],
  cdevName: [18, name],
  govName: [19, name],
  cpuCapability: [20, nest(capabilities)],
  cpuCapabilityId: [21, u32],
  cpuCapabilityPerformance: [22, u32],
  cpuCapabilityEfficiency: [23, u32],
  threshold: [24, nest(thresholds)],
  thresholdTemp: [25, temperature],
  thresholdDirection: [26, flagsOf(u32, direction)],
  tzPrevTemp: [27, temperature],
});

const liberal = { validation: "liberal" } as const;
const ofZone = { requires: ["tzId"], ...liberal } as const;
const ofThreshold = {
  requires: ["tzId", "thresholdTemp", "thresholdDirection"],
  ...liberal,
} as const;

/**
 * The family. Events have numbers of their own, which those of the operations overlap; of samples, the number is 0.
 */
export const thermal = defineFamily({
  name: "thermal",
  version: 2,
  attributes,
  operations: {
    THERMAL_GENL_CMD_TZ_GET_ID: { command: 1, ...liberal },
    THERMAL_GENL_CMD_TZ_GET_TRIP: { command: 2, oneReply: true, ...ofZone },
    THERMAL_GENL_CMD_TZ_GET_TEMP: { command: 3, oneReply: true, ...ofZone },
    THERMAL_GENL_CMD_TZ_GET_GOV: { command: 4, oneReply: true, ...ofZone },
    THERMAL_GENL_CMD_TZ_GET_MODE: { command: 5, oneReply: true, ...ofZone },
    THERMAL_GENL_CMD_CDEV_GET: { command: 6, ...liberal },
    THERMAL_GENL_CMD_THRESHOLD_GET: { command: 7, oneReply: true, ...ofZone },
    THERMAL_GENL_CMD_THRESHOLD_ADD: { command: 8, ...ofThreshold },
    THERMAL_GENL_CMD_THRESHOLD_DELETE: { command: 9, ...ofThreshold },
    THERMAL_GENL_CMD_THRESHOLD_FLUSH: { command: 10, ...ofZone },
  },
  notifications: {
    THERMAL_GENL_SAMPLING_TEMP: { command: 0 },
    THERMAL_GENL_EVENT_TZ_CREATE: { command: 1 },
    THERMAL_GENL_EVENT_TZ_DELETE: { command: 2 },
    THERMAL_GENL_EVENT_TZ_DISABLE: { command: 3 },
    THERMAL_GENL_EVENT_TZ_ENABLE: { command: 4 },
    THERMAL_GENL_EVENT_TZ_TRIP_UP: { command: 5 },
    THERMAL_GENL_EVENT_TZ_TRIP_DOWN: { command: 6 },
    THERMAL_GENL_EVENT_TZ_TRIP_CHANGE: { command: 7 },
    THERMAL_GENL_EVENT_TZ_TRIP_ADD: { command: 8 },
    THERMAL_GENL_EVENT_TZ_TRIP_DELETE: { command: 9 },
    THERMAL_GENL_EVENT_CDEV_ADD: { command: 10 },
    THERMAL_GENL_EVENT_CDEV_DELETE: { command: 11 },
    THERMAL_GENL_EVENT_CDEV_STATE_UPDATE: { command: 12 },
    THERMAL_GENL_EVENT_TZ_GOV_CHANGE: { command: 13 },
    THERMAL_GENL_EVENT_CPU_CAPABILITY_CHANGE: { command: 14 },
    THERMAL_GENL_EVENT_THRESHOLD_ADD: { command: 15 },
    THERMAL_GENL_EVENT_THRESHOLD_DELETE: { command: 16 },
    THERMAL_GENL_EVENT_THRESHOLD_FLUSH: { command: 17 },
    THERMAL_GENL_EVENT_THRESHOLD_UP: { command: 18 },
    THERMAL_GENL_EVENT_THRESHOLD_DOWN: { command: 19 },
  },
  groups: ["sampling", "event"],
});
