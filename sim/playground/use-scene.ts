import { useEffect, useState } from "react";
import { changeSchema, type Place } from "../world/page-protocol.ts";
import { applyChange, type Scene } from "./scene.ts";

/** When the browser itself gives up. */
const OPEN_AGAIN_MS = 1_000;

interface Seen {
  readonly user: string;
  readonly channel: string;
  readonly scene: Scene | null;
}

export interface Watched {
  readonly scene: Scene | null;
  /** The workspace in the scene is as this person sees it. */
  readonly isOwn: boolean;
  readonly isConnected: boolean;
}

/** Watches a place live. The connection comes back by itself, also after a restart of the server. */
export function useScene({ user, channel, thread }: Place): Watched {
  const [seen, setSeen] = useState<Seen>({ user, channel, scene: null });
  const [isConnected, setConnected] = useState(true);

  useEffect(() => {
    const query = new URLSearchParams({ user, channel });
    if (thread !== undefined) query.set("thread", thread);
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource(`/api/scene?${query}`);
      source.onmessage = ({ data }) => {
        const change = changeSchema.parse(JSON.parse(data));
        setConnected(true);
        setSeen((before) => {
          // Another place starts with nothing; the same one, with a thread or after a break, with what it had.
          const isSame = before.user === user && before.channel === channel;
          return { user, channel, scene: applyChange(isSame ? before.scene : null, change) };
        });
      };
      source.onerror = () => {
        setConnected(false);
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, OPEN_AGAIN_MS);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [user, channel, thread]);

  if (!seen.scene) return { scene: null, isOwn: false, isConnected };
  // Until the scene of a new place is there, what it has in common with the one before stays.
  const isOwn = seen.user === user;
  const isHere = isOwn && seen.channel === channel;
  const scene: Scene = isHere
    ? seen.scene
    : { ...seen.scene, messages: [], ...(isOwn ? {} : { modals: [], home: null }) };
  return { scene, isOwn, isConnected };
}
