import {
  IconAlertTriangle,
  IconArrowNarrowRight,
  IconArrowsExchange,
  IconBolt,
  IconBriefcase,
  IconCircleCheck,
  IconCircleDot,
  IconClock,
  IconFlag,
  IconLogout,
  IconMail,
  IconMailbox,
  IconPlayerPlay,
  IconPoint,
  IconTable,
  IconUser,
  IconVariable,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

type Icon = ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
type Kind = { words: string; Icon: Icon; tone?: "incident" };

const KINDS: Readonly<Record<string, Kind>> = {
  "activity.occurred": { words: "business event", Icon: IconBolt },
  "instance.started": { words: "process instance started", Icon: IconPlayerPlay },
  "instance.ended": { words: "process instance ended", Icon: IconFlag },
  "instance.migrated": { words: "process instance migrated", Icon: IconArrowsExchange },
  "element.entered": { words: "element entered", Icon: IconCircleDot },
  "element.left": { words: "element left", Icon: IconLogout },
  "element.migrated": { words: "element migrated", Icon: IconArrowsExchange },
  "flow.taken": { words: "sequence flow taken", Icon: IconArrowNarrowRight },
  "variable.set": { words: "variable set", Icon: IconVariable },
  "job.changed": { words: "job", Icon: IconBriefcase },
  "incident.opened": { words: "incident opened", Icon: IconAlertTriangle, tone: "incident" },
  "incident.resolved": { words: "incident resolved", Icon: IconCircleCheck },
  "message.changed": { words: "message", Icon: IconMail },
  "subscription.changed": { words: "message subscription", Icon: IconMailbox },
  "timer.changed": { words: "timer", Icon: IconClock },
  "decision.evaluated": { words: "decision", Icon: IconTable },
  "user-task.changed": { words: "user task", Icon: IconUser },
};

/** What kind of event it is; one that this page does not know yet still has its own name. */
export function kindOf(kind: string): Kind {
  return KINDS[kind] ?? { words: kind, Icon: IconPoint };
}
