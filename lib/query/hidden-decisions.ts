/** As masked payloads have it. */
const HIDDEN = "•••";

/**
 * In place of what a decision was asked and what it gave. Inputs and outputs are made of variables by expressions, so that
 * a role from which something is hidden may see none of them.
 */
export const HIDDEN_DECISION = { decisions: [], message: HIDDEN };
