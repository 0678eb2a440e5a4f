import type { z } from "zod";
import type { QuarantinedRecord as QuarantinedRecordSchema } from "@/lib/api/contract/streams";

export type QuarantinedRecord = z.infer<typeof QuarantinedRecordSchema>;
