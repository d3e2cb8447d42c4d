import { Menu } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import type { AccountId, Conversation, Message } from "@/wire/wire";

/** Whom one has blocked; nobody as long as that is not known. */
export function useBlocked(): ReadonlySet<AccountId> {
  const { api } = useWorkspace();
  const { data } = useQuery({ queryKey: ["blocks"], queryFn: api.blocks, staleTime: Infinity });
  return useMemo(() => new Set(data?.blocks.map(({ account }) => account)), [data]);
}

/** Whether one has blocked the other of a direct conversation. */
export function useHasBlocked({ kind, with: other }: Conversation): boolean {
  const blocked = useBlocked();
  return kind === "direct" && other !== undefined && blocked.has(other);
}

/** Whether a message is not shown before it is asked for: somebody one has blocked says it, or said it first. */
export function isFolded(
  { sender, forwarded }: Pick<Message, "sender" | "forwarded">,
  blocked: ReadonlySet<AccountId>,
): boolean {
  return blocked.has(sender) || (forwarded !== undefined && blocked.has(forwarded));
}

/** Takes it back that one has blocked somebody. */
export function useUnblocking() {
  const { api } = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (account: AccountId) => api.unblock(account),
    onSettled: () => queries.invalidateQueries({ queryKey: ["blocks"] }),
  });
}

/** Blocks somebody, after it was said what that means, or takes it back at once. */
export function BlockItem({ account, onAsk }: { account: AccountId; onAsk: () => void }) {
  const { t } = useTranslation();
  const blocked = useBlocked().has(account);
  const unblock = useUnblocking();
  return blocked ? (
    <Menu.Item onClick={() => unblock.mutate(account)}>{t("blocks.unblock")}</Menu.Item>
  ) : (
    <Menu.Item onClick={onAsk}>{t("blocks.block")}</Menu.Item>
  );
}

export function BlockDialog({
  account,
  name,
  onClose,
}: {
  account: AccountId;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={t("blocks.title", { name })}
      text={t("blocks.text", { name })}
      confirm={t("blocks.do")}
      danger
      onConfirm={async () => {
        await api.block(account);
        await queries.invalidateQueries({ queryKey: ["blocks"] });
      }}
      onClose={onClose}
    />
  );
}
