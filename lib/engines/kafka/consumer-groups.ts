import kafkajs, { type Admin, type GroupDescription } from "kafkajs";

export type GroupState = "stable" | "rebalancing" | "empty" | "untold";

export type GroupMember = {
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  /** `topic/partition`, sorted. */
  readonly streams: readonly string[];
};

export type CommittedOffset = { readonly topic: string; readonly partition: number; readonly offset: number };

export type ObservedGroup = {
  readonly name: string;
  readonly state: GroupState;
  /** Null where the cluster does not tell: groups of the protocol of KIP-848. */
  readonly members: readonly GroupMember[] | null;
  readonly committed: readonly CommittedOffset[];
};

const GROUPS_MAX = 500;
const ASKED_AT_ONCE = 20;
const MEMBERS_MAX = 200;
const STREAMS_OF_MEMBER_MAX = 1_000;

/** All consumer groups of a cluster but those that `isOurs` names, 500 at most, with what they committed. Only reads. */
export async function readConsumerGroups(
  admin: Admin,
  isOurs: (group: string) => boolean,
): Promise<readonly ObservedGroup[]> {
  const { groups } = await admin.listGroups();
  const names = groups
    .filter(({ groupId, protocolType }) => ["consumer", ""].includes(protocolType) && !isOurs(groupId))
    .map(({ groupId }) => groupId)
    .sort()
    .slice(0, GROUPS_MAX);
  const observed: ObservedGroup[] = [];
  for (let at = 0; at < names.length; at += ASKED_AT_ONCE) {
    const part = names.slice(at, at + ASKED_AT_ONCE);
    const described = await admin.describeGroups([...part]);
    const committed = await Promise.all(part.map((groupId) => readCommitted(admin, groupId)));
    for (const [index, name] of part.entries()) {
      const description = described.groups.find(({ groupId }) => groupId === name);
      observed.push({ name, ...toState(description), committed: committed[index] ?? [] });
    }
  }
  return observed;
}

async function readCommitted(admin: Admin, groupId: string): Promise<readonly CommittedOffset[]> {
  const topics = await admin.fetchOffsets({ groupId });
  return topics.flatMap(({ topic, partitions }) =>
    partitions
      .map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) }))
      .filter(({ offset }) => offset >= 0),
  );
}

/**
 * A group of the protocol of KIP-848 is called dead by the question that kafkajs asks, while it lives: a group that the
 * cluster lists is not dead, so that this answer means "not told" and is shown as that.
 */
function toState(description: GroupDescription | undefined): Pick<ObservedGroup, "state" | "members"> {
  switch (description?.state) {
    case "Stable":
      return { state: "stable", members: toMembers(description) };
    case "PreparingRebalance":
    case "CompletingRebalance":
      return { state: "rebalancing", members: toMembers(description) };
    case "Empty":
      return { state: "empty", members: [] };
    default:
      return { state: "untold", members: null };
  }
}

function toMembers({ members }: GroupDescription): readonly GroupMember[] {
  return members.slice(0, MEMBERS_MAX).map(({ memberId, clientId, clientHost, memberAssignment }) => ({
    id: memberId,
    clientId,
    host: clientHost.replace(/^\//, ""),
    streams: toStreams(memberAssignment),
  }));
}

/** While a group rebalances its members have no assignment; other clients may write one that is none of ours to read. */
function toStreams(assignment: Buffer): readonly string[] {
  try {
    const decoded = kafkajs.AssignerProtocol.MemberAssignment.decode(assignment);
    return Object.entries(decoded?.assignment ?? {})
      .flatMap(([topic, partitions]) => partitions.map((partition) => `${topic}/${partition}`))
      .sort()
      .slice(0, STREAMS_OF_MEMBER_MAX);
  } catch {
    return [];
  }
}
