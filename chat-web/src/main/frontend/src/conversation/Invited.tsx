import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { placeOf } from "@/shell/places";
import { reason } from "@/shell/problems";

/** Where a link leads to that somebody was given; its secret stands behind the # of the address. */
export default function Invited({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, store } = useWorkspace();
  const navigate = useNavigate();
  const token = useLocation().hash.slice(1);
  const { data, error } = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.lookAtInvitation(token),
    retry: false,
  });
  const join = useMutation({
    mutationFn: () => api.acceptInvitation(token),
    onSuccess: (conversation) => {
      store.receive([{ type: "conversation", conversation }]);
      void navigate(placeOf(conversation.id), { replace: true });
    },
  });
  const failure = error ?? join.error;
  return (
    <Dialog title={t("invitations.invited")} onClose={onClose}>
      {!data && !error && (
        <span role="status" aria-label={t("invitations.looking")} className={styles.bone} />
      )}
      {data && (
        <>
          <p>{t("invitations.leadsTo", { name: data.name ?? t("invitations.unnamed") })}</p>
          {data.topic !== undefined && <p className={styles.text}>{data.topic}</p>}
        </>
      )}
      <p className={styles.trouble} role="alert">
        {failure && t("app.failed", { why: reason(t, failure) })}
      </p>
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t("app.cancel")}
        </Button>
        {data && (
          <Button
            data-autofocus
            loading={join.isPending}
            onClick={() =>
              data.joined ? void navigate(placeOf(data.conversation), { replace: true }) : join.mutate()
            }
          >
            {t(data.joined ? "invitations.openIt" : "invitations.join")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
