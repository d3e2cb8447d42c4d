import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/shell/context";
import { fullTime } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { Notices } from "@/wire/Api";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { TermsAnswers } from "./TermsAnswers";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";
import shown from "@/shell/Notices.module.css";

/** As everybody's client knows them. */
const NOTICES = ["notices"];
const TERMS_LENGTH = 100_000;
const BANNER_LENGTH = 300;

/** What everybody is to agree to, and what is before everybody's eyes. */
export function TermsPage() {
  const { t } = useTranslation("admin");
  const { api } = useWorkspace();
  const { data, error } = useQuery({ queryKey: NOTICES, queryFn: () => api.notices() });
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.terms")}</h1>
      </header>
      {error && !data && (
        <div className={page.block}>
          <Trouble failure={error} />
        </div>
      )}
      {!data && !error && <p role="status" aria-label={t("table.loading")} className={page.waiting} />}
      {data && (
        <>
          <Terms terms={data.terms} />
          <Banner key={data.banner} banner={data.banner} />
        </>
      )}
    </div>
  );
}

/** What there is for everybody to see from now on. */
function useShow(): (notices: Notices) => void {
  const queries = useQueryClient();
  return (notices) => queries.setQueryData(NOTICES, notices);
}

function Terms({ terms }: { terms: Notices["terms"] }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const [writing, setWriting] = useState(false);
  return (
    <section className={page.block} aria-labelledby="terms-in-force">
      <h2 className={panel.heading} id="terms-in-force">
        {t("terms.title")}
      </h2>
      <p className={admin.note}>{t("terms.text")}</p>
      {terms ? (
        <>
          <p className={admin.blockTitle}>
            {t("terms.inForce", { version: number(terms.version), time: fullTime(terms.at) })}
          </p>
          <div className={nodes.rows} role="region" aria-label={t("terms.title")} tabIndex={0}>
            <p className={admin.quote} dir="auto">
              {terms.text}
            </p>
          </div>
          <TermsAnswers version={terms.version} />
        </>
      ) : (
        <p>{t("terms.none")}</p>
      )}
      {writing ? (
        <NewVersion terms={terms} onClose={() => setWriting(false)} />
      ) : (
        <Button variant="default" size="xs" mt="sm" onClick={() => setWriting(true)}>
          {t("terms.write")}
        </Button>
      )}
    </section>
  );
}

function NewVersion({ terms, onClose }: { terms: Notices["terms"]; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const api = useAdminApi();
  const show = useShow();
  const [text, setText] = useState(terms?.text ?? "");
  const [deed, setDeed] = useState<"publish" | "remove">();
  const isNew = text.trim() !== "" && text.trim() !== terms?.text;
  return (
    <div className={admin.form}>
      <Textarea
        mt="sm"
        label={t("terms.next")}
        value={text}
        maxLength={TERMS_LENGTH}
        autosize
        minRows={4}
        maxRows={16}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={admin.actions}>
        <Button size="xs" disabled={!isNew} onClick={() => setDeed("publish")}>
          {t("terms.publish")} …
        </Button>
        {terms && (
          <Button variant="default" size="xs" onClick={() => setDeed("remove")}>
            {t("terms.remove")} …
          </Button>
        )}
        <Button variant="default" size="xs" onClick={onClose}>
          {words("app.cancel")}
        </Button>
      </div>
      {deed && (
        <NamedDanger
          title={t(`terms.${deed}`)}
          text={t(`terms.${deed}Text`)}
          confirm={t(`terms.${deed}`)}
          name={t(`terms.${deed}Word`)}
          onConfirm={() =>
            api.publishTerms(deed === "publish" ? text : "").then((notices) => {
              onClose();
              show(notices);
            })
          }
          onClose={() => setDeed(undefined)}
        />
      )}
    </div>
  );
}

function Banner({ banner = "" }: { banner: string | undefined }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const [text, setText] = useState(banner);
  const set = useMutation({ mutationFn: api.setBanner, onSuccess: useShow() });
  return (
    <section className={page.block} aria-labelledby="banner-shown">
      <h2 className={panel.heading} id="banner-shown">
        {t("terms.banner")}
      </h2>
      <p className={admin.note}>{t("terms.bannerText")}</p>
      <div className={admin.form}>
        <TextInput
          label={t("terms.bannerWords")}
          value={text}
          maxLength={BANNER_LENGTH}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <figure className={admin.preview} aria-label={t("terms.preview")}>
          {text.trim() === "" ? (
            <p className={admin.faint}>{t("terms.noBanner")}</p>
          ) : (
            <p className={shown.banner} dir="auto">
              {text}
            </p>
          )}
        </figure>
        <div className={admin.actions}>
          <Button
            size="xs"
            disabled={text.trim() === "" || text.trim() === banner}
            loading={set.isPending}
            onClick={() => set.mutate(text)}
          >
            {t("terms.show")}
          </Button>
          {banner !== "" && (
            <Button variant="default" size="xs" disabled={set.isPending} onClick={() => set.mutate("")}>
              {t("terms.hide")}
            </Button>
          )}
        </div>
      </div>
      <Trouble failure={set.error} />
    </section>
  );
}
