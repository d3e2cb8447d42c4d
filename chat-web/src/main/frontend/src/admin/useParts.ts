import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

/** Something long that the server does part by part. */
interface Parts<Part> {
  /** What the parts have come to so far. */
  reached: Part | undefined;
  /** Whether that is all of it. */
  done: boolean;
  pending: boolean;
  failure: Error | null;
  start: () => void;
}

/** Asks for part after part, and joins them, until there are no more. */
export function useParts<Part>(
  ask: (before: Part | undefined) => Promise<Part>,
  goesOn: (part: Part) => boolean,
): Parts<Part> {
  const [reached, setReached] = useState<Part>();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);
  const run = useMutation({
    mutationFn: async () => {
      let all: Part | undefined;
      // Who goes away asks for no more of it
      while (here.current && (all === undefined || goesOn(all))) {
        all = await ask(all);
        setReached(all);
      }
    },
    onMutate: () => setReached(undefined),
  });
  return {
    reached,
    done: run.isSuccess,
    pending: run.isPending,
    failure: run.error,
    start: () => run.mutate(),
  };
}
