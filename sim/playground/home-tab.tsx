import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type HomeOpening, outcomeSchema, type ShownHome } from "../world/page-protocol.ts";
import { MessageBlocks } from "./blocks/message-blocks.tsx";
import { callWorld } from "./call-world.ts";
import { createElementActions, ElementActionsProvider } from "./element-actions.ts";
import { LoadingBlocks } from "./loading-blocks.tsx";
import { useWorkspace } from "./workspace-context.ts";

interface HomeTabProps {
  readonly user: string;
  /** null: the app has published none. */
  readonly home: ShownHome | null;
  readonly menu: ReactNode;
  readonly tools: ReactNode;
}

/** The app's Home tab, or what Slack shows where there is none. */
export function HomeTab({ user, home, menu, tools }: HomeTabProps) {
  const { app } = useWorkspace();
  const [problem, setProblem] = useState<string | null>(null);
  const viewId = home?.id ?? "";
  const actions = useMemo(() => createElementActions({ user, viewId }, setProblem), [user, viewId]);
  useEffect(() => {
    callWorld("open-home", { user } satisfies HomeOpening, outcomeSchema).catch((error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [user]);
  return (
    <main>
      <header className="bar">
        {menu}
        <div>
          <h1>Switchboard</h1>
          <p>Home</p>
        </div>
        {tools}
      </header>
      <div className="home message-blocks">
        {problem && (
          <p className="warning" role="alert">
            ⚠ {problem}
          </p>
        )}
        {home ? (
          <ElementActionsProvider value={actions}>
            <LoadingBlocks>
              <MessageBlocks blocks={home.blocks} />
            </LoadingBlocks>
          </ElementActionsProvider>
        ) : (
          <NoHome hasHomeTab={app.hasHomeTab} />
        )}
      </div>
    </main>
  );
}

function NoHome({ hasHomeTab }: { readonly hasHomeTab: boolean }) {
  return hasHomeTab ? (
    <>
      <h2>This is a work in progress</h2>
      <p>
        Switchboard has not set up this space yet. That is what Slack says until an app publishes its Home
        tab.
      </p>
    </>
  ) : (
    <>
      <h2>Switchboard has no Home tab</h2>
      <p>
        Its manifest does not turn one on, so in Slack you would find the tabs Messages and About only. Type{" "}
        <code>/agent status</code> in any conversation instead.
      </p>
    </>
  );
}
