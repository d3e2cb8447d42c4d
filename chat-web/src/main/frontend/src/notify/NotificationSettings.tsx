import { Radio, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSetting, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import own from "@/settings/Settings.module.css";
import { isWanted, permission, unwant, want } from "./desktop";
import { levelOf, levels, quietHours, written, type QuietHours } from "./rules";

const NIGHT: QuietHours = { from: "22:00", to: "07:00" };

/** Of what one is notified; but for the first switch it is the same on all of one's devices. */
export function NotificationSettings() {
  const { t } = useTranslation();
  const { memos } = useWorkspace();
  const level = levelOf(useSetting("notify"));
  const hidden = useSetting("notify-text") === "hidden";
  return (
    <div className={styles.form}>
      <ThisDevice />
      <Radio.Group
        label={t("notify.level")}
        value={level}
        onChange={(chosen) => memos.choose("notify", chosen)}
      >
        <div className={own.options}>
          {levels.map((option) => (
            <Radio
              key={option}
              value={option}
              label={t(`notify.levels.${option}`)}
              description={t(`notify.levelHints.${option}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <Switch
        label={t("notify.text")}
        description={t("notify.textHint")}
        checked={!hidden}
        onChange={(event) => memos.choose("notify-text", event.currentTarget.checked ? "shown" : "hidden")}
      />
      <Quiet />
    </div>
  );
}

/** The one thing that is this device's own: its browser decides with. */
function ThisDevice() {
  const { t } = useTranslation();
  const [state, setState] = useState({ on: isWanted(), allowed: permission() });
  const look = () => setState({ on: isWanted(), allowed: permission() });
  const { on, allowed } = state;
  const forbidden = allowed === "denied" || allowed === "unavailable";
  return (
    <Switch
      label={t("notify.device")}
      description={t(forbidden ? `notify.${allowed}` : "notify.deviceHint")}
      checked={on}
      disabled={forbidden}
      onChange={(event) => {
        if (event.currentTarget.checked) void want().then(look);
        else {
          unwant();
          look();
        }
      }}
    />
  );
}

function Quiet() {
  const { t } = useTranslation();
  const { memos } = useWorkspace();
  const hours = quietHours(useSetting("quiet"));
  const choose = (chosen: QuietHours | undefined) => memos.choose("quiet", chosen ? written(chosen) : "off");
  return (
    <div>
      <Switch
        label={t("notify.quiet")}
        description={t("notify.quietHint")}
        checked={hours !== undefined}
        onChange={(event) => choose(event.currentTarget.checked ? NIGHT : undefined)}
      />
      {hours && (
        <div className={own.hours}>
          {(["from", "to"] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`notify.${end}`)}
              value={hours[end]}
              onChange={({ currentTarget: { value } }) => {
                // Half a time is none yet
                if (value !== "") choose({ ...hours, [end]: value });
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
