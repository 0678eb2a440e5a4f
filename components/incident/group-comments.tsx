"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import { useWhyNot } from "../shell/session";
import { RelativeTime } from "../ui/relative-time";
import styles from "./incident-group.module.css";
import type { ChangingGroup } from "./use-change-group";

interface GroupCommentsProps {
  notes: IncidentGroupDetail["notes"];
  changing: ChangingGroup;
}

/** What people wrote, the latest first, as text and nothing but text. */
export function GroupComments({ notes, changing }: GroupCommentsProps) {
  const [text, setText] = useState("");
  const whyNot = useWhyNot("operator");
  return (
    <section aria-label="Comments" className={styles["part"]}>
      <h3>Comments</h3>
      <form
        className={styles["part"]}
        onSubmit={(event) => {
          event.preventDefault();
          changing.mutate({ change: "comment", text }, { onSuccess: () => setText("") });
        }}
      >
        <Textarea
          label="Comment"
          description={whyNot ?? "For whoever sees to this next. It cannot be taken back."}
          disabled={whyNot !== null}
          autosize
          minRows={2}
          maxLength={4_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={styles["buttons"]}>
          <Button type="submit" disabled={text.trim() === "" || whyNot !== null} loading={changing.isPending}>
            Add comment
          </Button>
        </div>
      </form>
      {notes.length === 0 ? null : (
        <ul className={styles["comments"]}>
          {notes.map((note) => (
            <li key={note.id}>
              <p className="muted">
                {note.author} <RelativeTime at={note.at} />
              </p>
              <p className={styles["comment"]}>{note.text}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
