import { useState } from "react";

/**
 * Something that changes faster than the server answers, such as an instant that plays: what is asked for goes on to the
 * wanted one when the answer to the one before has come. A slow server then skips and never starves.
 */
export function useFollowed(wanted: string | null): readonly [string | null, (isFetching: boolean) => void] {
  const [asked, setAsked] = useState(wanted);
  const follow = (isFetching: boolean) => {
    if (asked !== wanted && (wanted === null || asked === null || !isFetching)) setAsked(wanted);
  };
  return [asked, follow];
}
