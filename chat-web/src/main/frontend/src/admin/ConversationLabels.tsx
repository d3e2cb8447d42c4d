import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AdminConversation } from "./AdminApi";
import type { RetentionRule } from "./compliance";
import { NamedDanger } from "./NamedDanger";
import { Section } from "./Panel";
import { saysOf, useRules } from "./retention";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import admin from "./Admin.module.css";

const LABEL = /^[a-z0-9][a-z0-9-]{0,49}$/;

interface Change {
  label: string;
  given: boolean;
}

/** What rules about keeping know a conversation by. */
export function ConversationLabels({ about }: { about: AdminConversation }) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const [label, setLabel] = useState("");
  const [change, setChange] = useState<Change>();
  const typed = label.trim();
  return (
    <Section title={t("conversations.labels")}>
      <ul className={admin.list}>
        {about.labels.map((one) => (
          <li key={one} className={admin.item}>
            <span className={admin.text}>
              <Link to={`/admin/conversations?label=${one}`}>{one}</Link>
            </span>
            {may("change-retention") && (
              <Button
                variant="default"
                size="xs"
                flex="none"
                aria-label={t("conversations.unlabelName", { label: one })}
                onClick={() => setChange({ label: one, given: false })}
              >
                {t("conversations.unlabel")} …
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may("change-retention") && (
        <form
          className={admin.form}
          onSubmit={(event) => {
            event.preventDefault();
            setChange({ label: typed, given: true });
          }}
        >
          <TextInput
            label={t("conversations.newLabel")}
            description={t("conversations.labelHint")}
            value={label}
            autoComplete="off"
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <div className={admin.actions}>
            <Button
              type="submit"
              variant="default"
              size="xs"
              disabled={!LABEL.test(typed) || about.labels.includes(typed)}
            >
              {t("conversations.giveLabel")} …
            </Button>
          </div>
        </form>
      )}
      {change && (
        <LabelDialog
          about={about}
          change={change}
          onClose={() => {
            setChange(undefined);
            setLabel("");
          }}
        />
      )}
    </Section>
  );
}

/** Says which rules hold in it because of the label, or no longer. */
function LabelDialog({
  about,
  change: { label, given },
  onClose,
}: {
  about: AdminConversation;
  change: Change;
  onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const { data } = useRules();
  const rules = (data?.rules ?? []).filter((rule) => rule.label === label && rule.state === "on");
  const others = about.labels.filter((one) => one !== label);
  const title = t(given ? "conversations.giveLabel" : "conversations.unlabel");
  return (
    <NamedDanger
      title={title}
      text={t(given ? "conversations.giveLabelText" : "conversations.unlabelText", { label })}
      confirm={title}
      name={label}
      harmless={data !== undefined && rules.length === 0}
      onConfirm={() => api.label(about.id, given ? [...others, label] : others).then(fresh)}
      onClose={onClose}
    >
      {data && rules.length === 0 ? (
        <p className={admin.note}>{t("conversations.labelFree")}</p>
      ) : (
        <ul className={admin.effects}>
          {rules.map((rule) => (
            <Said key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </NamedDanger>
  );
}

function Said({ rule }: { rule: RetentionRule }) {
  const { t } = useTranslation("admin");
  return (
    <li>
      <bdi>{rule.name}</bdi>: {saysOf(t, rule).join(" · ")}
    </li>
  );
}
