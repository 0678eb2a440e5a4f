import { ByteWriter } from "./byte-writer";

/**
 * Arrays as parameters in PostgreSQL's binary form: the driver sends a Buffer as it is. As text each element is quoted
 * and escaped on our side and taken apart on the other, which for the JSON of states cost more than all else of a row.
 * Type numbers are those of pg_type.
 */
const OIDS = { int2: 21, int4: 23, int8: 20, text: 25, timestamptz: 1184, uuid: 2950 } as const;
const HEADER_BYTES = 20;
const BYTES_EACH = 24;

type Write<Value> = (to: ByteWriter, value: Value) => void;

function arrayOf<Value>(oid: number, write: Write<Value>): (values: readonly (Value | null)[]) => Buffer {
  return (values) => {
    const to = new ByteWriter(HEADER_BYTES + values.length * BYTES_EACH);
    const isEmpty = values.length === 0;
    to.rawInt4(isEmpty ? 0 : 1); // dimensions
    to.rawInt4(values.includes(null) ? 1 : 0);
    to.rawInt4(oid);
    if (!isEmpty) {
      to.rawInt4(values.length);
      to.rawInt4(1); // the first index
    }
    for (const value of values) {
      if (value === null) to.null();
      else write(to, value);
    }
    return to.finish();
  };
}

export const int2Array = arrayOf<number>(OIDS.int2, (to, value) => to.int2(value));
export const int4Array = arrayOf<number>(OIDS.int4, (to, value) => to.int4(value));
export const int8Array = arrayOf<number>(OIDS.int8, (to, value) => to.int8(value));
export const textArray = arrayOf<string>(OIDS.text, (to, value) => to.text(value));
/** Milliseconds since 1970. */
export const timestampArray = arrayOf<number>(OIDS.timestamptz, (to, value) => to.timestamp(value));
export const uuidArray = arrayOf<string>(OIDS.uuid, (to, value) => to.uuid(value));
