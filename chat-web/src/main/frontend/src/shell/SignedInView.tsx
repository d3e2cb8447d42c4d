import "./mantine.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { BrowserRouter, useMatch } from "react-router";
import type { Account, Session } from "@/identity/Session";
import { Announcer } from "./announce";
import { ColdStart } from "./App";
import { WorkspaceContext } from "./context";
import { Layout } from "./Layout";
import { Notices } from "./Notices";
import { Workspace } from "./Workspace";
import styles from "./Notices.module.css";

const Console = lazy(() => import("@/admin/Console"));

/** Everything behind the sign-in; a part of its own that is loaded when it is needed. */
export default function SignedInView({ session, me }: { session: Session; me: Account }) {
  const workspace = useOpened(session, me);
  if (!workspace) return <ColdStart />;
  return (
    <WorkspaceContext value={workspace}>
      <QueryClientProvider client={workspace.queries}>
        <Announcer>
          <BrowserRouter>
            <Places />
          </BrowserRouter>
        </Announcer>
      </QueryClientProvider>
    </WorkspaceContext>
  );
}

/** The chat, or the administration of the organization; what the organization says is above either. */
function Places() {
  const administers = useMatch("/admin/*") !== null;
  return (
    <div className={styles.window}>
      <Notices />
      <div className={styles.rest}>
        <Suspense fallback={<ColdStart />}>{administers ? <Console /> : <Layout />}</Suspense>
      </div>
    </div>
  );
}

function useOpened(session: Session, me: Account): Workspace | undefined {
  const [workspace, setWorkspace] = useState<Workspace>();
  useEffect(() => {
    let over = false;
    let opened: Workspace | undefined;
    void Workspace.open(session, me).then((ready) => {
      opened = ready;
      if (over) ready.close();
      else setWorkspace(ready);
    });
    return () => {
      over = true;
      opened?.close();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a renewed token is the same person
  }, [session, me.id]);
  return workspace;
}
