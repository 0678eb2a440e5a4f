import type { Conformance } from "@/lib/api/contract/conformance";
import { formatCount, plural } from "../ui/format-number";
import { FitFigures } from "./fit-figures";
import { formatShare } from "./format-share";

/** How well it fits, in four numbers, and what they leave out. */
export function ConformanceFigures({ told }: { told: Conformance }) {
  const { fitness, precision, cases, conforming, deviations } = told;
  return (
    <FitFigures
      figures={[
        { name: "Fitness", about: "1 less the deviating steps among all steps", value: shareOf(fitness) },
        {
          name: "Cases that fit",
          about: "Every step of theirs is one that the model allows",
          value: cases === 0 ? "–" : `${formatShare(conforming / cases)} of ${formatCount(cases)}`,
        },
        { name: "Precision", about: "How much of what the model allows was ever done", value: shareOf(precision) },
        { name: "Kinds of deviation", about: "Deviations told apart", value: formatCount(deviations.length) },
      ]}
      notes={notesOf(told)}
    />
  );
}

const shareOf = (share: number | null) => (share === null ? "–" : formatShare(share));

function notesOf({ running, undecided, cut, variants, deviatingVariants }: Conformance): readonly string[] {
  return [
    running > 0 ? `${plural(running, "case")} under way: only the beginning is compared.` : "",
    undecided.cases > 0 ? `${plural(undecided.cases, "case")} not decided: ${undecided.reasons.join("; ")}.` : "",
    cut.cases > 0
      ? `${plural(cut.cases, "case")} of ${plural(cut.variants, "rarer variant")} left out: the most frequent ones are judged.`
      : "",
    deviatingVariants > variants.length
      ? `Listed are ${formatCount(variants.length)} of ${formatCount(deviatingVariants)} deviating variants.`
      : "",
  ].filter((note) => note !== "");
}
