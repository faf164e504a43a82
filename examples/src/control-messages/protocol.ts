/**
 * What both sides of the example have to agree on.
 *
 * @module
 */

/** Number of the protocol: one that nothing in Linux has. */
export const PROTOCOL = 29;
/** A group with a bit in the mask of `sockaddr_nl`, and one without. */
export const GROUPS = [3, 40] as const;
