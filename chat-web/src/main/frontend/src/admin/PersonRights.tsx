import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import { momentName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { AdminPerson, Erasure } from "./AdminApi";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Section } from "./Panel";
import { useAdminApi, useFresh } from "./useAdmin";
import admin from "./Admin.module.css";

const deeds = ["restrict", "restore", "erase"] as const;

/** What somebody can ask for by law: that their account rests, and that they are forgotten. */
export function PersonRights({ person }: { person: AdminPerson }) {
  const { t } = useTranslation("admin");
  const { me } = useWorkspace();
  const [deed, setDeed] = useState<(typeof deeds)[number]>();
  if (person.id === me.id) return null;
  const close = () => setDeed(undefined);
  const rests = person.restrictedAt !== undefined;
  const possible = deeds.filter(
    (one) => one === "erase" || (!person.erasedAt && rests === (one === "restore")),
  );
  return (
    <Section title={t("people.data")}>
      {person.duties.length > 0 ? (
        <p className={admin.note}>{t("people.dutiesFirst")}</p>
      ) : (
        <div className={admin.actions}>
          {possible.map((one) => (
            <Button
              key={one}
              variant={one === "erase" ? "light" : "default"}
              {...(one === "erase" && { color: "red" })}
              size="xs"
              onClick={() => setDeed(one)}
            >
              {t(`people.${one}`)} …
            </Button>
          ))}
        </div>
      )}
      {deed === "erase" && <EraseDialog person={person} onClose={close} />}
      {(deed === "restrict" || deed === "restore") && (
        <RestDialog person={person} deed={deed} onClose={close} />
      )}
    </Section>
  );
}

interface Props {
  person: AdminPerson;
  onClose: () => void;
}

function RestDialog({ person, deed, onClose }: Props & { deed: "restrict" | "restore" }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const name = person.displayName;
  const rests = deed === "restrict";
  return (
    <ConfirmDialog
      title={rests ? t("people.restrictTitle", { name }) : t("people.restore")}
      text={rests ? t("people.restrictText", { name }) : t("people.restoreText", { name })}
      confirm={t(`people.${deed}`)}
      danger={rests}
      onConfirm={() => (rests ? api.restrict(person.id) : api.restore(person.id)).then(fresh)}
      onClose={onClose}
    />
  );
}

function EraseDialog({ person, onClose }: Props) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const number = useNumbers();
  const [wordsToo, setWordsToo] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["admin", "erasure", person.id],
    queryFn: () => api.erasure(person.id),
    staleTime: 0,
    gcTime: 0,
  });
  const hold = data?.kept.find(({ why }) => why === "legal-hold");
  return (
    <NamedDanger
      title={t("people.eraseTitle", { name: person.displayName })}
      text={t("people.eraseText", { name: person.displayName })}
      confirm={t("people.erase")}
      name={person.username}
      mayConfirm={data !== undefined && hold === undefined}
      onConfirm={() => api.erase(person.id, { username: person.username, words: wordsToo }).then(fresh)}
      onClose={onClose}
    >
      {!data && !error && (
        <p className={admin.note} role="status">
          {t("people.eraseLooking")}
        </p>
      )}
      <Trouble failure={data ? undefined : error} />
      {hold && (
        <p className={admin.trouble}>{t("people.eraseKept.legal-hold", { total: number(hold.count) })}</p>
      )}
      {data && <Outlook erasure={data} />}
      <Checkbox
        size="xs"
        label={t("people.eraseWords")}
        checked={wordsToo}
        onChange={(event) => setWordsToo(event.currentTarget.checked)}
      />
    </NamedDanger>
  );
}

/** What would go, and what keeps a part of it. */
function Outlook({ erasure: { state, at, doneAt, erased, left, kept } }: { erasure: Erasure }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const time = doneAt ?? at;
  return (
    <ul className={admin.effects}>
      {state !== "none" && time !== undefined && (
        <li>{t(`people.eraseAgo.${state}`, { time: momentName(time), total: number(erased) })}</li>
      )}
      <li>{t("people.eraseAtOnce")}</li>
      <li>{t("people.eraseLeft", { total: number(left) })}</li>
      {kept.map(
        ({ why, count }) =>
          why !== "legal-hold" && <li key={why}>{t(`people.eraseKept.${why}`, { total: number(count) })}</li>,
      )}
    </ul>
  );
}
