import { useSyncExternalStore } from "react";
import { SignIn } from "@/identity/SignIn";
import type { Session } from "@/identity/Session";

export function App({ session }: { session: Session }) {
  const signedIn = useSyncExternalStore(session.subscribe, () => session.current);
  if (!signedIn) return <SignIn session={session} />;
  return <p>{signedIn.account.displayName}</p>;
}
