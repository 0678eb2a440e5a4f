import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { EventOf } from "@/lib/domain/event";
import type { Decoding } from "./decoding";
import { linkKey } from "./found-keys";
import { isJsonObject, type JsonObject, property } from "./json-path";
import { toOccurredEvent } from "./occurred-event";
import { headerText } from "./record-header";
import { Unreadable } from "./unreadable";

const ENDS = new Set(["OrderCompletedEvent"]);

/** The retail samples' own envelope, or its older dialect with `messageType`, `sender` and `payload`. */
export function isRetailEnvelope(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const isOlder = Object.hasOwn(value, "messageType") && Object.hasOwn(value, "payload");
  return isOlder || (Object.hasOwn(value, "traceid") && Object.hasOwn(value, "correlationid"));
}

/**
 * Like CloudEvents, but not quite: `time` comes as text or epoch milliseconds, `traceid` and `correlationid` belong to the
 * envelope, and the header `type` may be missing, quoted or stale, so the body is asked first. A chain may be torn by a
 * sender that makes up its `traceid`; `orderId` of an event and `refId` of a command are the same and hold it together.
 */
export function decodeRetailEnvelope(decoding: Decoding, value: unknown): EventOf<"activity.occurred"> {
  if (!isJsonObject(value)) throw new Unreadable("The value is JSON, but not an object with a retail event in it.");
  const data = value["data"] ?? value["payload"];
  return toOccurredEvent(decoding, {
    root: value,
    type: value["type"] ?? value["messageType"] ?? headerText(decoding.record, "type"),
    time: value["time"] ?? value["timestamp"],
    producer: value["source"] ?? value["sender"],
    id: value["id"],
    automaticKeys: [
      linkKey("traceId", value["traceid"] ?? value["traceId"], KEY_PRIORITY.trace),
      linkKey("orderId", property(data, "orderId"), KEY_PRIORITY.business),
      linkKey("orderId", property(data, "refId"), KEY_PRIORITY.business),
      linkKey("correlationId", value["correlationid"] ?? value["correlationId"], KEY_PRIORITY.correlation),
    ],
    ends: ENDS,
    part: 0,
  });
}
