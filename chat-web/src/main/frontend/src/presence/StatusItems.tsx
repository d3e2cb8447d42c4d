import { Menu } from "@mantine/core";
import { IconMessageCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { usePresence, useWorkspace } from "@/shell/context";
import { useDialog } from "@/shell/places";
import type { ChosenStatus } from "@/wire/wire";
import { StatusShape } from "./PresenceDot";

const statuses: readonly ChosenStatus[] = ["online", "away", "busy", "invisible"];

/** What one says of oneself, in one's own menu. */
export function StatusItems() {
  const { t } = useTranslation();
  const { presence, me } = useWorkspace();
  const { open } = useDialog();
  const seen = usePresence(me.id);
  const known = seen !== undefined && seen.status !== "unknown";
  return (
    <>
      <Menu.Label>{t("presence.label")}</Menu.Label>
      {statuses.map((status) => (
        <Menu.RadioItem
          key={status}
          value={status}
          checked={seen?.status === status}
          disabled={!known}
          closeMenuOnClick
          rightSection={<StatusShape status={status} />}
          onChange={() => presence.say(status, seen?.text, seen?.until)}
        >
          {t(`presence.${status}`)}
        </Menu.RadioItem>
      ))}
      <Menu.Item
        leftSection={<IconMessageCircle size={16} aria-hidden />}
        disabled={!known}
        onClick={() => open("status")}
      >
        {seen?.text ? <bdi>{seen.text}</bdi> : t("presence.setText")}
      </Menu.Item>
    </>
  );
}
