import { Camunda8 } from "@camunda8/sdk";
import type { Pool } from "@/lib/store/database";

const PROCESS = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="bench" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="work"/>
    <bpmn:serviceTask id="work">
      <bpmn:extensionElements><zeebe:taskDefinition type="bench-work"/></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="b" sourceRef="work" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);
const AT_ONCE = 50;
const LOOK_EVERY_MS = 200;
const WITHIN_MS = 300_000;

export type Broken = { readonly incidentKey: string; readonly jobKey: string };
export type BrokenShop = {
  /** So many new incidents of the real engine, all of them in the projection. */
  breakJobs(count: number): Promise<readonly Broken[]>;
  close(): Promise<void>;
};

/** A process whose only job fails at once and for good. */
export async function openBrokenShop(grpcAddress: string, pool: Pool): Promise<BrokenShop> {
  const client = new Camunda8({
    CAMUNDA_AUTH_STRATEGY: "NONE",
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
  }).getZeebeGrpcApiClient();
  await client.deployResource({ process: PROCESS, name: "bench.bpmn" });
  const create = () => client.createProcessInstance({ bpmnProcessId: "bench", variables: {} });
  const failSome = async () => {
    // What was retried is taken again too: it is ended, so that only what is new is broken.
    const asked = { type: "bench-work", worker: "bench", timeout: 600_000, requestTimeout: 1_000 };
    const jobs = await client.activateJobs({ ...asked, maxJobsToActivate: AT_ONCE });
    await Promise.all(
      jobs.map(({ key, retries }) =>
        retries === RETRIED
          ? client.completeJob({ jobKey: key, variables: {} })
          : client.failJob({ jobKey: key, retries: 0, errorMessage: "broken", retryBackOff: 0 }),
      ),
    );
  };
  return {
    breakJobs: async (count) => {
      await until("the mended ones to be projected", async () => (await readOpen(pool)).length === 0);
      for (let made = 0; made < count; made += AT_ONCE) {
        await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - made) }, create));
      }
      await until(`${count} incidents`, async () => {
        await failSome();
        return (await readOpen(pool)).length === count;
      });
      return readOpen(pool);
    },
    close: async () => {
      await client.close();
    },
  };
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error(`${what}: not in ${WITHIN_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Retries that the bench gives: a job that comes with as many was mended, and not made anew. */
export const RETRIED = 7;

async function readOpen(pool: Pool): Promise<readonly Broken[]> {
  const { rows } = await pool.query<Broken>(
    `select incident_key as "incidentKey", job_key as "jobKey" from incident where resolved_at is null order by 1`,
  );
  return rows;
}
