"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { signIn } from "@/lib/client/mutations";
import { Brand } from "../shell/brand";
import { QueryProblem } from "../shell/query-problem";
import styles from "./sign-in.module.css";

interface SignInPageProps {
  /** From the link; null when somebody came without one. */
  token: string | null;
  /** Where to go on: a path of this console. */
  next: string;
  hasSignedOut: boolean;
}

/** A button posts the token: programs that open links only to look at them do not use it up. */
export function SignInPage({ token, next, hasSignedOut }: SignInPageProps) {
  const [typed, setTyped] = useState(token ?? "");
  // A full load, so that nothing from before the sign-in stays in memory.
  const enter = useMutation({ mutationFn: () => signIn(typed.trim()), onSuccess: () => window.location.replace(next) });
  return (
    <main className={styles["page"]}>
      <div className={styles["card"]}>
        <Brand />
        <h1>Sign in</h1>
        {hasSignedOut ? <p role="status">You are signed out.</p> : null}
        <form
          className={styles["form"]}
          onSubmit={(event) => {
            event.preventDefault();
            enter.mutate();
          }}
        >
          {token === null ? (
            <PasswordInput
              label="Sign-in token"
              description="The end of the link that npm start prints. throughline link prints another."
              value={typed}
              autoComplete="off"
              required
              visibilityToggleButtonProps={{ "aria-label": "Show the token" }}
              onChange={(event) => setTyped(tokenOf(event.currentTarget.value))}
            />
          ) : (
            <p className="muted">Your link is good for one sign-in. It lasts until you sign out or the session ends.</p>
          )}
          {enter.error === null ? null : <QueryProblem error={enter.error} what="The sign-in" />}
          <Button type="submit" size="sm" loading={enter.isPending || enter.isSuccess} disabled={typed.trim() === ""}>
            Sign in
          </Button>
        </form>
      </div>
    </main>
  );
}

/** Somebody may paste the whole link. */
function tokenOf(text: string): string {
  return /[?&#]token=([^&\s]+)/.exec(text)?.[1] ?? text;
}
