import { answerMetrics } from "@/lib/api/metrics";

export const GET = answerMetrics;
