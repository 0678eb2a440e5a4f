import assert from "node:assert/strict";
import { test } from "node:test";
import { readVariables, withVariable } from "./read-variables";

test("an object of variables is read, and what is none says what to write", () => {
  assert.deepEqual(readVariables('{ "card": "valid", "amount": 12.5 }'), {
    variables: { card: "valid", amount: 12.5 },
  });
  assert.deepEqual(readVariables("[1]"), { whyNot: 'Write an object: { "name": value }.' });
  assert.deepEqual(readVariables('{\n  "a": 1, }'), { whyNot: "It is not JSON yet: line 2, character 11." });
});

test("a number that would lose digits is refused rather than changed in silence", () => {
  const read = readVariables('{ "key": 2251799813685249001, "text": "2251799813685249002" }');

  assert.match("whyNot" in read ? read.whyNot : "", /2251799813685249001 would lose digits/);
});

test("more than a megabyte is refused before it is sent", () => {
  const read = readVariables(JSON.stringify({ text: "x".repeat(1_000_001) }));

  assert.match("whyNot" in read ? read.whyNot : "", /larger than 1 MB/);
});

test("a variable is taken up with its value of now, and a text that is being written is left alone", () => {
  assert.equal(withVariable('{"a":1}', { name: "b", value: '"x"' }), '{\n  "a": 1,\n  "b": "x"\n}');
  assert.equal(withVariable('{"a":', { name: "b", value: "1" }), '{"a":');
});

test("a variable that is called __proto__ is a variable like any other", () => {
  assert.deepEqual(JSON.parse(withVariable("", { name: "__proto__", value: "1" })), JSON.parse('{"__proto__":1}'));
});
