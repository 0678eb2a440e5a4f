/**
 * Thrown inside this folder only: `decodeRecord` turns it into the outcome "undecodable". The message is a whole sentence
 * for an operator and never quotes the payload, which may hold what a viewer must not see.
 */
export class Unreadable extends Error {}
