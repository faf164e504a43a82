/**
 * What both sides of the example have to agree on.
 *
 * @module
 */

/** Number of the protocol: one that nothing in Linux has. */
export const PROTOCOL = 28;
/** The group that is listened to. */
export const GROUP = 1;
