import { lazy, Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { SignIn } from "@/identity/SignIn";
import type { Session } from "@/identity/Session";

const inside = () => import("./SignedInView");
const SignedInView = lazy(inside);
// While the texts come, or one types one's password
inside().catch(() => undefined);

export function App({ session }: { session: Session }) {
  const signedIn = useSyncExternalStore(session.subscribe, () => session.current);
  if (!signedIn) return <SignIn session={session} />;
  return (
    <Suspense fallback={<ColdStart />}>
      <SignedInView key={signedIn.account.id} session={session} me={signedIn.account} />
    </Suspense>
  );
}

export function ColdStart() {
  const { t } = useTranslation();
  return (
    <main className="cold-start">
      <img src="/favicon.svg" alt="" width={40} height={40} />
      <p role="status">{t("app.loading")}</p>
    </main>
  );
}
