import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { NOTICES } from "./Agreement";
import { useWorkspace } from "./context";
import styles from "./Notices.module.css";
import { reason } from "./problems";

const HOUR_MS = 3_600_000;

/** The organization's banner, and its terms until one has agreed to them: these are over all else. */
export function Notices() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: NOTICES,
    queryFn: () => api.notices(),
    refetchInterval: HOUR_MS,
    staleTime: HOUR_MS,
  });
  const { terms, banner } = data ?? {};
  return (
    <>
      {banner && (
        <section className={styles.banner} dir="auto" aria-label={t("notices.banner")} data-testid="banner">
          {banner}
        </section>
      )}
      {terms && !terms.accepted && <Terms version={terms.version} text={terms.text} />}
    </>
  );
}

function Terms({ version, text }: { version: number; text: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: async () => {
      const notices = await workspace.api.acceptTerms(version);
      await workspace.agreement.given();
      return notices;
    },
    onSuccess: (notices) => queries.setQueryData(NOTICES, notices),
    // There may be other terms meanwhile
    onError: () => void queries.invalidateQueries({ queryKey: NOTICES }),
  });
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t("notices.terms")}
      centered
      size="lg"
    >
      <div className={styles.terms} tabIndex={0} role="region" aria-label={t("notices.terms")}>
        {text}
      </div>
      {accept.error && (
        <p className={styles.trouble} role="alert">
          {t("app.failed", { why: reason(t, accept.error) })}
        </p>
      )}
      <div className={styles.foot}>
        <Button variant="default" onClick={() => void workspace.signOut(false)}>
          {t("notices.leave")}
        </Button>
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t("notices.accept")}
        </Button>
      </div>
    </Modal>
  );
}
