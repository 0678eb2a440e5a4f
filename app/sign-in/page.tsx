import type { Metadata } from "next";
import { nextPath } from "@/components/sign-in/next-path";
import { SignInPage } from "@/components/sign-in/sign-in-page";

/** The address holds the token: it must not leave with a Referer header. */
export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const { token, next, out } = await searchParams;
  return (
    <SignInPage
      token={typeof token === "string" ? token : null}
      next={nextPath(typeof next === "string" ? next : undefined)}
      hasSignedOut={out !== undefined}
    />
  );
}
