/**
 * Tables of dpll.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  messageOf,
  multi,
  nestOf,
  operation,
  s32,
  s64,
  type SetIn,
  type SetOut,
  sint,
  string,
  u32,
  u64,
} from "../../schema/index.ts";

export const DPLL_CMD_DEVICE_ID_GET = 1;
export const DPLL_CMD_DEVICE_GET = 2;
export const DPLL_CMD_DEVICE_SET = 3;
export const DPLL_CMD_PIN_ID_GET = 7;
export const DPLL_CMD_PIN_GET = 8;
export const DPLL_CMD_PIN_SET = 9;
export const DPLL_CMD_DEVICE_CREATE_NTF = 4;
export const DPLL_CMD_DEVICE_DELETE_NTF = 5;
export const DPLL_CMD_DEVICE_CHANGE_NTF = 6;
export const DPLL_CMD_PIN_CREATE_NTF = 10;
export const DPLL_CMD_PIN_DELETE_NTF = 11;
export const DPLL_CMD_PIN_CHANGE_NTF = 12;

export const mode = enumTable("mode", { manual: 1, automatic: 2 });

export const lockStatus = enumTable("lock-status", {
  unlocked: 1,
  locked: 2,
  "locked-ho-acq": 3,
  holdover: 4,
});

export const typeEnum = enumTable("type", { pps: 1, eec: 2, generic: 3 });

export const lockStatusError = enumTable("lock-status-error", {
  none: 1,
  undefined: 2,
  "media-down": 3,
  "fractional-frequency-offset-too-high": 4,
});

export const clockQualityLevel = enumTable("clock-quality-level", {
  "itu-opt1-prc": 1,
  "itu-opt1-ssu-a": 2,
  "itu-opt1-ssu-b": 3,
  "itu-opt1-eec1": 4,
  "itu-opt1-prtc": 5,
  "itu-opt1-eprtc": 6,
  "itu-opt1-eeec": 7,
  "itu-opt1-eprc": 8,
});

export const featureState = enumTable("feature-state", { disable: 0, enable: 1 });

export interface DpllSet extends SetOut<(typeof dpllSet)["entries"]> {}
export interface DpllSetInput extends SetIn<(typeof dpllSet)["entries"]> {}
export const dpllSet = attributeSet("dpll", "DPLL_A_", {
  id: [1, u32],
  moduleName: [2, string],
  clockId: [4, u64],
  mode: [5, enumOf(u32, mode)],
  modeSupported: [6, multi(enumOf(u32, mode))],
  lockStatus: [7, enumOf(u32, lockStatus)],
  temp: [8, s32],
  type: [9, enumOf(u32, typeEnum)],
  lockStatusError: [10, enumOf(u32, lockStatusError)],
  clockQualityLevel: [11, multi(enumOf(u32, clockQualityLevel))],
  phaseOffsetMonitor: [12, enumOf(u32, featureState)],
  phaseOffsetAvgFactor: [13, u32],
  frequencyMonitor: [14, enumOf(u32, featureState)],
});

export const dpllMessage = messageOf<DpllSet, DpllSetInput>({ attributes: dpllSet });

export const pinType = enumTable("pin-type", {
  mux: 1,
  ext: 2,
  "synce-eth-port": 3,
  "int-oscillator": 4,
  gnss: 5,
  "int-nco": 6,
});

export const pinDirection = enumTable("pin-direction", { input: 1, output: 2 });

export interface FrequencyRange extends SetOut<(typeof frequencyRange)["entries"]> {}
export interface FrequencyRangeInput extends SetIn<(typeof frequencyRange)["entries"]> {}
export const frequencyRange = attributeSet("frequency-range", "DPLL_A_PIN_", {
  frequencyMin: [13, u64],
  frequencyMax: [14, u64],
});

export const pinState = enumTable("pin-state", { connected: 1, disconnected: 2, selectable: 3 });

export const pinCapabilities = flagTable("pin-capabilities", {
  "direction-can-change": 0x1,
  "priority-can-change": 0x2,
  "state-can-change": 0x4,
  "state-connected-override": 0x8,
});

export const pinOperstate = enumTable("pin-operstate", {
  active: 1,
  standby: 2,
  "no-signal": 3,
  "qual-failed": 4,
});

export interface PinParentDevice extends SetOut<(typeof pinParentDevice)["entries"]> {}
export interface PinParentDeviceInput extends SetIn<(typeof pinParentDevice)["entries"]> {}
export const pinParentDevice = attributeSet("pin-parent-device", "DPLL_A_PIN_", {
  parentId: [2, u32],
  direction: [10, enumOf(u32, pinDirection)],
  prio: [15, u32],
  state: [16, enumOf(u32, pinState)],
  operstate: [32, enumOf(u32, pinOperstate)],
  phaseOffset: [23, s64],
  fractionalFrequencyOffset: [24, sint],
  fractionalFrequencyOffsetPpt: [30, sint],
});

export interface PinParentPin extends SetOut<(typeof pinParentPin)["entries"]> {}
export interface PinParentPinInput extends SetIn<(typeof pinParentPin)["entries"]> {}
export const pinParentPin = attributeSet("pin-parent-pin", "DPLL_A_PIN_", {
  parentId: [2, u32],
  state: [16, enumOf(u32, pinState)],
});

export interface ReferenceSync extends SetOut<(typeof referenceSync)["entries"]> {}
export interface ReferenceSyncInput extends SetIn<(typeof referenceSync)["entries"]> {}
export const referenceSync = attributeSet("reference-sync", "DPLL_A_PIN_", {
  id: [1, u32],
  state: [16, enumOf(u32, pinState)],
});

export interface Pin extends SetOut<(typeof pin)["entries"]> {}
export interface PinInput extends SetIn<(typeof pin)["entries"]> {}
export const pin = attributeSet("pin", "DPLL_A_PIN_", {
  id: [1, u32],
  parentId: [2, u32],
  moduleName: [3, string],
  clockId: [5, u64],
  boardLabel: [6, string],
  panelLabel: [7, string],
  packageLabel: [8, string],
  type: [9, enumOf(u32, pinType)],
  direction: [10, enumOf(u32, pinDirection)],
  frequency: [11, u64],
  frequencySupported: [12, multi(nestOf<FrequencyRange, FrequencyRangeInput>(frequencyRange))],
  frequencyMin: [13, u64],
  frequencyMax: [14, u64],
  prio: [15, u32],
  state: [16, enumOf(u32, pinState)],
  capabilities: [17, flagsOf(u32, pinCapabilities)],
  parentDevice: [18, multi(nestOf<PinParentDevice, PinParentDeviceInput>(pinParentDevice))],
  parentPin: [19, multi(nestOf<PinParentPin, PinParentPinInput>(pinParentPin))],
  phaseAdjustMin: [20, s32],
  phaseAdjustMax: [21, s32],
  phaseAdjust: [22, s32],
  phaseOffset: [23, s64],
  fractionalFrequencyOffset: [24, sint],
  esyncFrequency: [25, u64],
  esyncFrequencySupported: [26, multi(nestOf<FrequencyRange, FrequencyRangeInput>(frequencyRange))],
  esyncPulse: [27, u32],
  referenceSync: [28, multi(nestOf<ReferenceSync, ReferenceSyncInput>(referenceSync))],
  phaseAdjustGran: [29, u32],
  fractionalFrequencyOffsetPpt: [30, sint],
  measuredFrequency: [31, u64],
  operstate: [32, enumOf(u32, pinOperstate)],
});

export const pinMessage = messageOf<Pin, PinInput>({ attributes: pin });

export const dpll = familyTable({
  name: "dpll",
  protocol: 16,
  version: 1,
  messages: {
    DPLL_CMD_DEVICE_ID_GET: [DPLL_CMD_DEVICE_ID_GET, dpllMessage],
    DPLL_CMD_DEVICE_GET: [DPLL_CMD_DEVICE_GET, dpllMessage],
    DPLL_CMD_DEVICE_SET: [DPLL_CMD_DEVICE_SET, dpllMessage],
    DPLL_CMD_DEVICE_CREATE_NTF: [DPLL_CMD_DEVICE_CREATE_NTF, dpllMessage],
    DPLL_CMD_DEVICE_DELETE_NTF: [DPLL_CMD_DEVICE_DELETE_NTF, dpllMessage],
    DPLL_CMD_DEVICE_CHANGE_NTF: [DPLL_CMD_DEVICE_CHANGE_NTF, dpllMessage],
    DPLL_CMD_PIN_ID_GET: [DPLL_CMD_PIN_ID_GET, pinMessage],
    DPLL_CMD_PIN_GET: [DPLL_CMD_PIN_GET, pinMessage],
    DPLL_CMD_PIN_SET: [DPLL_CMD_PIN_SET, pinMessage],
    DPLL_CMD_PIN_CREATE_NTF: [DPLL_CMD_PIN_CREATE_NTF, pinMessage],
    DPLL_CMD_PIN_DELETE_NTF: [DPLL_CMD_PIN_DELETE_NTF, pinMessage],
    DPLL_CMD_PIN_CHANGE_NTF: [DPLL_CMD_PIN_CHANGE_NTF, pinMessage],
  },
  operations: {
    DPLL_CMD_DEVICE_ID_GET: operation(
      "DPLL_CMD_DEVICE_ID_GET",
      [DPLL_CMD_DEVICE_ID_GET, dpllMessage],
      [DPLL_CMD_DEVICE_ID_GET, dpllMessage],
      { oneReply: true },
    ),
    DPLL_CMD_DEVICE_GET: operation(
      "DPLL_CMD_DEVICE_GET",
      [DPLL_CMD_DEVICE_GET, dpllMessage],
      [DPLL_CMD_DEVICE_GET, dpllMessage],
      { oneReply: true },
    ),
    DPLL_CMD_DEVICE_SET: operation(
      "DPLL_CMD_DEVICE_SET",
      [DPLL_CMD_DEVICE_SET, dpllMessage],
      [DPLL_CMD_DEVICE_SET, dpllMessage],
    ),
    DPLL_CMD_PIN_ID_GET: operation(
      "DPLL_CMD_PIN_ID_GET",
      [DPLL_CMD_PIN_ID_GET, pinMessage],
      [DPLL_CMD_PIN_ID_GET, pinMessage],
      { oneReply: true },
    ),
    DPLL_CMD_PIN_GET: operation(
      "DPLL_CMD_PIN_GET",
      [DPLL_CMD_PIN_GET, pinMessage],
      [DPLL_CMD_PIN_GET, pinMessage],
      { oneReply: true },
    ),
    DPLL_CMD_PIN_SET: operation(
      "DPLL_CMD_PIN_SET",
      [DPLL_CMD_PIN_SET, pinMessage],
      [DPLL_CMD_PIN_SET, pinMessage],
    ),
  },
  groups: { monitor: 0 },
});
