import { useState } from "react";
import { outcomeSchema, type Place, type Saying } from "../../world/page-protocol.ts";
import { callWorld } from "../call-world.ts";

export interface Sending {
  readonly send: (text: string) => Promise<void>;
  /** What was sent and not answered yet, oldest first. */
  readonly underWay: readonly string[];
  readonly problem: string | null;
}

/** Says something, as this person. Rejects when it was not even sent. */
export function useSending(place: Place): Sending {
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (text: string): Promise<void> => {
    setProblem(null);
    setUnderWay((before) => [...before, text]);
    try {
      await callWorld("say", { ...place, text } satisfies Saying, outcomeSchema);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      setUnderWay((before) => before.toSpliced(before.indexOf(text), 1));
    }
  };
  return { send, underWay, problem };
}
