import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CHANGES_MAX, diffJson } from "./json-diff";
import { parseJson } from "./json-tree";

const parsed = (text: string) => parseJson(text)?.value;
const diff = (before: string, after: string) => diffJson(parsed(before), parsed(after)).changes;

test("what was added, removed and changed is told leaf by leaf, in the order of the document", () => {
  assert.deepEqual(diff('{"a":1,"b":{"c":[1,2]},"d":"x"}', '{"a":2,"b":{"c":[1]},"e":{"f":null}}'), [
    { path: "/a", kind: "changed", before: "1", after: "2" },
    { path: "/b/c/1", kind: "removed", before: "2", after: null },
    { path: "/d", kind: "removed", before: '"x"', after: null },
    { path: "/e", kind: "added", before: null, after: '{"f":null}' },
  ]);
});

test("an object that became a list is one change, and so is a value that became nothing at all", () => {
  assert.deepEqual(diff('{"a":{"0":1}}', '{"a":[1]}'), [
    { path: "/a", kind: "changed", before: '{"0":1}', after: "[1]" },
  ]);
  assert.deepEqual(diff('{"a":null}', "{}"), [{ path: "/a", kind: "removed", before: "null", after: null }]);
});

test("keys of 64 bits differ in their last digit", () => {
  assert.equal(diff('{"key":2251799813685249001}', '{"key":2251799813685249002}').length, 1);
  assert.equal(diff('{"key":1.0}', '{"key":1.0}').length, 0);
});

test("names that mean something to JavaScript or to JSON pointers are names like others", () => {
  assert.deepEqual(
    diff('{"__proto__":1,"a/b":1,"constructor":1}', '{"__proto__":2,"a/b":2,"constructor":1}').map(({ path }) => path),
    ["/__proto__", "/a~1b"],
  );
});

test("the changes made to the old value give the new one, and there are none between equals", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (before, after) => {
      const { changes } = diffJson(before, after);

      assert.deepEqual(canonical(applied(before, changes)), canonical(after));
      assert.deepEqual(diffJson(after, structuredClone(after)).changes, []);
    }),
    { numRuns: 500 },
  );
});

test("it looks the same from the other side", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      const there = diffJson(one, other).changes.map(({ path, before, after }) => `${path} ${before} ${after}`);
      const back = diffJson(other, one).changes.map(({ path, before, after }) => `${path} ${after} ${before}`);

      assert.deepEqual(there.sort(), back.sort());
    }),
  );
});

test("two large documents that have nothing in common end at a bound that is said", () => {
  const list = (text: string) => Array.from({ length: CHANGES_MAX + 1 }, () => text);

  const { changes, isCut } = diffJson(list("a"), list("b"));

  assert.deepEqual([changes.length, isCut], [CHANGES_MAX, true]);
});

type Changes = ReturnType<typeof diffJson>["changes"];

/** The other way round, and as simple as can be: set what is new, leave out what is gone. */
function applied(value: unknown, changes: Changes, path = ""): unknown {
  const here = changes.find((change) => change.path === path);
  if (here !== undefined) return here.after === null ? GONE : (JSON.parse(here.after) as unknown);
  if (typeof value !== "object" || value === null) return value;
  const within = (name: string) => `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const added = changes
    .filter((change) => change.kind === "added" && change.path.slice(0, change.path.lastIndexOf("/")) === path)
    .map((change) =>
      change.path
        .slice(path.length + 1)
        .replaceAll("~1", "/")
        .replaceAll("~0", "~"),
    );
  const names = [...Object.keys(value), ...added];
  const entries = names.map((name) => [name, applied(new Map(Object.entries(value)).get(name), changes, within(name))]);
  const kept = entries.filter(([, each]) => each !== GONE);
  return Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept);
}

const GONE = Symbol("gone");
const canonical = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
