import { useEffect, useState } from "react";
import { type Place, type Scene, sceneSchema } from "../world/page-protocol.ts";

/** When the browser itself gives up. */
const OPEN_AGAIN_MS = 1_000;

export interface Watched {
  readonly scene: Scene | null;
  /** The conversations in the scene are those of this person. */
  readonly isOwn: boolean;
  readonly isConnected: boolean;
}

/** Watches a place live. The connection comes back by itself, also after a restart of the server. */
export function useScene({ user, channel, thread }: Place): Watched {
  const [seen, setSeen] = useState<{ readonly place: Place; readonly scene: Scene } | null>(null);
  const [isConnected, setConnected] = useState(true);

  useEffect(() => {
    const place: Place = { user, channel, ...(thread === undefined ? {} : { thread }) };
    const query = new URLSearchParams({ user, channel });
    if (thread !== undefined) query.set("thread", thread);
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource(`/api/scene?${query}`);
      source.onopen = () => setConnected(true);
      source.onmessage = ({ data }) => setSeen({ place, scene: sceneSchema.parse(JSON.parse(data)) });
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

  if (!seen) return { scene: null, isOwn: false, isConnected };
  // Until the scene of a new place is there, what it has in common with the one before stays.
  const isOwn = seen.place.user === user;
  const isHere = isOwn && seen.place.channel === channel;
  const isThread = isHere && seen.place.thread === thread;
  const { messages, thread: replies, modals } = seen.scene;
  const scene = {
    ...seen.scene,
    messages: isHere ? messages : [],
    thread: isThread ? replies : null,
    modals: isOwn ? modals : [],
  };
  return { scene, isOwn, isConnected };
}
