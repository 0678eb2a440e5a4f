"use client";

import { Autocomplete, Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { AlertRuleList } from "@/lib/api/contract/alerts";
import { processesQuery } from "@/lib/client/queries";
import { ALERT_METRICS, AlertMetric, type AlertRule, METRIC_KINDS } from "@/lib/domain/alert-rule";
import { METRIC_NAMES } from "@/lib/domain/alert-text";
import { useHealth } from "../shell/use-health";
import styles from "./alert.module.css";

const MINUTE_MS = 60_000;
const METRICS = ALERT_METRICS.map((metric) => ({ value: metric, label: METRIC_NAMES[metric] }));

interface AlertRuleFieldsProps {
  rule: AlertRule;
  channels: AlertRuleList["channels"];
  problemOf: (field: string) => string | null;
  onChange: (change: Partial<AlertRule>) => void;
}

export function AlertRuleFields(props: AlertRuleFieldsProps) {
  const { rule, problemOf, onChange } = props;
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus
        value={rule.name}
        maxLength={120}
        error={problemOf("name")}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
      />
      <NativeSelect
        label="Watches"
        data={METRICS}
        value={rule.metric}
        onChange={({ currentTarget: { value } }) => onChange({ ...toMetric(rule, AlertMetric.parse(value)) })}
      />
      <ScopeFields {...props} />
      <LimitFields {...props} />
      <ChannelFields {...props} />
    </>
  );
}

/** What the other metric cannot be narrowed to is left out. A number of one unit means nothing in another. */
function toMetric(rule: AlertRule, metric: AlertMetric): Partial<AlertRule> {
  const { scopes, unit } = METRIC_KINDS[metric];
  const kept = (scope: "process" | "source" | "group") => (scopes.includes(scope) ? rule[scope] : null);
  const isSame = METRIC_KINDS[rule.metric].unit === unit;
  const limits = isSame ? {} : { threshold: unit === "ms" ? 5 * MINUTE_MS : 0, clearThreshold: null };
  return {
    metric,
    process: kept("process"),
    source: kept("source"),
    group: kept("group"),
    windowMinutes: null,
    ...limits,
  };
}

function ScopeFields({ rule, problemOf, onChange }: AlertRuleFieldsProps) {
  const { scopes } = METRIC_KINDS[rule.metric];
  const processes = useQuery(processesQuery());
  const health = useHealth();
  const names = {
    process: [...new Set((processes.data?.items ?? []).map(({ id }) => id))],
    source: [...new Set((health.data?.sources ?? []).map(({ id }) => id))],
    group: [],
  };
  const labels = { process: "Of process", source: "Of source", group: "Of consumer group" };
  return (
    <div className={styles["pair"]}>
      {scopes.map((scope) => (
        <Autocomplete
          key={scope}
          label={labels[scope]}
          description={rule.metric === "throughput-p90" ? "An end-to-end process" : "Empty: all of them"}
          data={names[scope]}
          value={rule[scope] ?? ""}
          error={problemOf(scope)}
          onChange={(value) => onChange({ [scope]: value === "" ? null : value })}
        />
      ))}
    </div>
  );
}

function LimitFields(props: AlertRuleFieldsProps) {
  const { rule, problemOf, onChange } = props;
  const { unit, windowMinutes } = METRIC_KINDS[rule.metric];
  const scale = unit === "ms" ? MINUTE_MS : 1;
  const limit = { min: 0, ...(unit === "ms" ? { suffix: " min" } : {}) };
  return (
    <div className={styles["pair"]}>
      <NumberInput
        {...limit}
        label="Fires over"
        value={rule.threshold / scale}
        error={problemOf("threshold")}
        onChange={(value) => onChange({ threshold: Number(value) * scale })}
      />
      <MinutesField {...props} field="afterMinutes" label="Fires after being over for" />
      <NumberInput
        {...limit}
        label="Clears when not over"
        placeholder="the same limit"
        value={rule.clearThreshold === null ? "" : rule.clearThreshold / scale}
        error={problemOf("clearThreshold")}
        onChange={(value) => onChange({ clearThreshold: value === "" ? null : Number(value) * scale })}
      />
      <MinutesField {...props} field="clearAfterMinutes" label="Clears after being so for" />
      {windowMinutes === null ? null : <MinutesField {...props} field="windowMinutes" label="Looks back over" />}
    </div>
  );
}

type MinutesFieldProps = AlertRuleFieldsProps & {
  field: "afterMinutes" | "clearAfterMinutes" | "windowMinutes";
  label: string;
};

/** Whole minutes; the window may be left to its metric. */
function MinutesField({ rule, problemOf, onChange, field, label }: MinutesFieldProps) {
  const isWindow = field === "windowMinutes";
  return (
    <NumberInput
      label={label}
      placeholder={`${METRIC_KINDS[rule.metric].windowMinutes ?? 0} min`}
      min={isWindow ? 1 : 0}
      max={isWindow ? 43_200 : 10_080}
      suffix=" min"
      allowDecimal={false}
      value={rule[field] ?? ""}
      error={problemOf(field)}
      onChange={(value) => onChange({ [field]: isWindow && value === "" ? null : Number(value) })}
    />
  );
}

function ChannelFields({ rule, channels, problemOf, onChange }: AlertRuleFieldsProps) {
  return (
    <Checkbox.Group
      label="Tells"
      description={
        channels.length === 0
          ? "There are no channels: name some in the configuration under alerts.channels. Until then it shows on the overview only."
          : "Channels stand in the configuration."
      }
      value={rule.channels}
      error={problemOf("channels")}
      onChange={(names) => onChange({ channels: names })}
    >
      <div className={styles["days"]}>
        {channels.map(({ name, kind }) => (
          <Checkbox key={name} value={name} label={`${name} (${kind})`} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
