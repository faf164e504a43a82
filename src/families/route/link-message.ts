/**
 * The message of a link as the table decodes it.
 *
 * @module
 */
import type { Decoded } from "../../schema/index.ts";
import type { rtLink } from "../../uapi/route/index.ts";

/** A link as the table decodes it. */
export type LinkMessage = Decoded<(typeof rtLink.operations)["RTM_GETLINK"]["reply"]>;
