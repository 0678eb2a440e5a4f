"use client";

import { Button, Select } from "@mantine/core";
import { IconArrowRight, IconPlayerStop } from "@tabler/icons-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { plural } from "../ui/format-number";
import type { Entered } from "./asked-operation";
import styles from "./operation-form.module.css";
import { END, type TokenMoves, type TokenPlace, toModification } from "./token-moves";

interface MoveFieldsProps {
  places: readonly TokenPlace[];
  /** Elements that a token can be moved to. */
  targets: readonly { id: string; label: string }[];
  onEnter: (entered: Entered) => void;
  /** The same as a picture, in which tokens can be moved too. */
  picture: (moves: TokenMoves, onMove: (from: string, to: string | null) => void) => ReactNode;
}

/** Where the tokens of a process instance stand, where each is to go, and what is pending so far. */
export function MoveFields({ places, targets, onEnter, picture }: MoveFieldsProps) {
  const [moves, setMoves] = useState<TokenMoves>(new Map());
  useEffect(() => onEnter(toModification(moves, places)), [moves, places, onEnter]);
  const set = useCallback(
    (from: string, to: string | null) =>
      setMoves((before) => {
        const next = new Map(before);
        if (to === null) next.delete(from);
        else next.set(from, to);
        return next;
      }),
    [],
  );
  return (
    <>
      {picture(moves, set)}
      {places.map(({ elementId, label, elementInstanceKeys }) => (
        <Select
          key={elementId}
          label={`${plural(elementInstanceKeys.length, "token")} at ${label}`}
          placeholder="stays"
          searchable
          clearable
          clearButtonProps={{ "aria-label": `Leave it at ${label}` }}
          value={moves.get(elementId) ?? null}
          data={[
            { value: END, label: "End it here" },
            ...targets.filter(({ id }) => id !== elementId).map(({ id, label: to }) => ({ value: id, label: to })),
          ]}
          onChange={(to) => set(elementId, to)}
        />
      ))}
      <Pending moves={moves} places={places} targets={targets} onUndo={(from) => set(from, null)} />
    </>
  );
}

interface PendingProps extends Pick<MoveFieldsProps, "places" | "targets"> {
  moves: TokenMoves;
  onUndo: (from: string) => void;
}

function Pending({ moves, places, targets, onUndo }: PendingProps) {
  const pending = places.filter(({ elementId }) => moves.has(elementId));
  if (pending.length === 0) return null;
  const nameOf = (id: string) => targets.find((target) => target.id === id)?.label ?? id;
  return (
    <section aria-label="Pending moves">
      <ul className={styles["sample"]}>
        {pending.map(({ elementId, label }) => {
          const to = moves.get(elementId) ?? END;
          return (
            <li key={elementId} className={styles["known"]}>
              {label}
              {to === END ? <IconPlayerStop size={14} aria-hidden /> : <IconArrowRight size={14} aria-label="to" />}
              {to === END ? "ends" : nameOf(to)}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Undo the move of ${label}`}
                onClick={() => onUndo(elementId)}
              >
                Undo
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
