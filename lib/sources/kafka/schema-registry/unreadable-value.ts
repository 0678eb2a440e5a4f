/** Why a value cannot be shown as JSON: a whole sentence for an operator, which never quotes the value. */
export class UnreadableValue extends Error {}
