import assert from "node:assert/strict";
import { test } from "node:test";
import { whyNot } from "../decode.test-support";
import { element, one, rule, zeebe } from "./zeebe.test-support";

const asked = { ...element, elementInstanceKey: 700 };
const evaluated = {
  ...asked,
  decisionId: "discount",
  decisionName: "Discount",
  evaluatedDecisions: [
    {
      decisionId: "discount",
      decisionName: "Discount",
      decisionOutput: "15",
      evaluatedInputs: [{ inputId: "i1", inputName: "Amount", inputValue: "120" }],
      matchedRules: [
        {
          ruleId: "r2",
          ruleIndex: 2,
          evaluatedOutputs: [{ outputId: "o1", outputName: "percent", outputValue: "15" }],
        },
      ],
    },
  ],
};

test("a decision tells what it was asked, which rules matched, and what came out", () => {
  const event = one("decision.evaluated", zeebe("DECISION_EVALUATION", "EVALUATED", evaluated));

  assert.deepEqual([event.state, event.decisionId, event.decisionName], ["evaluated", "discount", "Discount"]);
  assert.deepEqual(event.decisions, [
    {
      decisionId: "discount",
      name: "Discount",
      output: "15",
      inputs: [{ name: "Amount", value: "120" }],
      rules: [{ row: 2, outputs: [{ name: "percent", value: "15" }] }],
    },
  ]);
});

test("one that failed says why, and has nothing that it did not tell", () => {
  const value = { ...asked, decisionId: "discount", evaluationFailureMessage: "no variable 'amount'" };

  const event = one("decision.evaluated", zeebe("DECISION_EVALUATION", "FAILED", value));

  assert.deepEqual([event.state, event.message, event.decisions], ["failed", "no variable 'amount'", []]);
});

test("one that was asked outside of a process belongs to no case, and one of another shape breaks nothing", () => {
  const alone = { ...evaluated, processInstanceKey: -1, elementInstanceKey: -1 };
  assert.match(whyNot(zeebe("DECISION_EVALUATION", "EVALUATED", alone), rule), /^ignored/);

  const odd = { ...evaluated, evaluatedDecisions: [{ decisionId: 7, matchedRules: [null, { ruleIndex: "x" }] }, 3] };
  const event = one("decision.evaluated", zeebe("DECISION_EVALUATION", "EVALUATED", odd));
  assert.deepEqual(event.decisions, [
    { decisionId: "", name: "", output: "", inputs: [], rules: [{ row: 0, outputs: [] }] },
  ]);
});
