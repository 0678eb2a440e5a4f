"use client";

import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import { deadLetterQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts, QuotedText } from "../ui/details";
import { formatBytes } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import { type AskedOfLetter, DeadLetterActions } from "./dead-letter-actions";
import { DeadLetterRecord } from "./dead-letter-record";
import { DeadLetterReplays } from "./dead-letter-replays";
import { DeadLetterState } from "./dead-letter-state";
import { dialectWords, whatWords } from "./dead-letter-words";

interface DeadLetterDrawerProps {
  /** Null while the drawer is closed. */
  id: string | null;
  onClose: () => void;
}

export function DeadLetterDrawer({ id, onClose }: DeadLetterDrawerProps) {
  const [asked, setAsked] = useState<AskedOfLetter>(null);
  return (
    <Drawer
      opened={id !== null}
      // Escape closes the dialog that is open over it, not both.
      closeOnEscape={asked === null}
      onClose={onClose}
      position="right"
      size="xl"
      title="Dead letter"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {id === null ? null : <DeadLetterLoaded id={id} asked={asked} onAsk={setAsked} />}
    </Drawer>
  );
}

interface AskedProps {
  asked: AskedOfLetter;
  onAsk: (asked: AskedOfLetter) => void;
}

function DeadLetterLoaded({ id, ...asked }: { id: string } & AskedProps) {
  const query = useQuery(deadLetterQuery(id));
  return (
    <Loaded query={query} what="The dead letter" rows={10}>
      {(letter) => <DeadLetterFacts letter={letter} {...asked} />}
    </Loaded>
  );
}

function DeadLetterFacts({ letter, ...asked }: { letter: DeadLetterDetail } & AskedProps) {
  return (
    <Details>
      <h3>{whatWords(letter)}</h3>
      <div>
        <DeadLetterState state={letter.state} />
      </div>
      <DeadLetterActions letter={letter} {...asked} />
      <Why letter={letter} />
      <Places letter={letter} />
      <DeadLetterReplays letter={letter} />
      <DeadLetterRecord letter={letter} />
    </Details>
  );
}

function Why({ letter }: { letter: DeadLetterDetail }) {
  const { exception, message, stackTrace, undecodable, archived } = letter;
  return (
    <>
      <Facts>
        <Fact name="Given up by">{letter.consumer ?? "not told"}</Fact>
        <Fact name="Exception">{exception ?? "not told"}</Fact>
        {undecodable === null ? null : <Fact name="Cannot be read">{undecodable}</Fact>}
        {archived === null ? null : (
          <Fact name="Archived">
            <RelativeTime at={archived.at} /> by {archived.by}: {archived.because}
          </Fact>
        )}
      </Facts>
      {message === null ? null : <QuotedText label="Message of the exception">{message}</QuotedText>}
      {stackTrace === null ? null : (
        <details>
          <summary>Stack trace</summary>
          <QuotedText label="Stack trace">{stackTrace}</QuotedText>
        </details>
      )}
    </>
  );
}

function Places({ letter }: { letter: DeadLetterDetail }) {
  const { theCase, originalTopic, originalPartition, originalOffset } = letter;
  return (
    <Facts>
      <Fact name="Case">
        {theCase === null ? (
          "none: no key was found"
        ) : (
          <>
            <AppLink href={`/cases/${encodeURIComponent(theCase.id)}`}>{theCase.label}</AppLink>
            {letter.hasMovedOn ? " has moved on since" : " has not moved since"}
          </>
        )}
      </Fact>
      <Fact name="Came from">
        {originalTopic === null
          ? "not told"
          : [originalTopic, originalPartition, originalOffset].filter((part) => part !== null).join("/")}
      </Fact>
      <Fact name="Written there">
        <RelativeTime at={letter.originalAt} none="not told" />
      </Fact>
      <Fact name="Dead-lettered">
        <RelativeTime at={letter.recordedAt} />
      </Fact>
      <Fact name="Lies at">
        <CopyableId id={`${letter.topic}/${letter.partition}/${letter.offset}`} what="place" />
      </Fact>
      <Fact name="Known by">{dialectWords(letter)}</Fact>
      <Fact name="Size">{formatBytes(letter.bytes)}</Fact>
    </Facts>
  );
}
