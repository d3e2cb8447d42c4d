import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmojiSettings } from "@/settings/EmojiSettings";
import { listed } from "@/shell/times";
import { duties } from "./AdminApi";
import { ClearancePolicy, CurrentClearances } from "./Clearances";
import { Facts } from "./Panel";
import { useAdminApi, useMay } from "./useAdmin";
import page from "./Overview.module.css";
import styles from "./Panel.module.css";

/** What the organization has decided on for all. */
export function SettingsPage() {
  const { t } = useTranslation("admin");
  const may = useMay();
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.settings")}</h1>
      </header>
      {may("appoint") && <Appointed />}
      {may("change-settings") && (
        <section className={page.block}>
          <h2 className={styles.heading}>{t("clearances.policy")}</h2>
          <ClearancePolicy />
        </section>
      )}
      {may("revoke-clearance") && (
        <section className={page.block}>
          <CurrentClearances />
        </section>
      )}
      {may("change-settings") && (
        <section className={page.block}>
          <h2 className={styles.heading}>{t("settings.emoji")}</h2>
          <EmojiSettings />
        </section>
      )}
    </div>
  );
}

function Appointed() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const { data } = useQuery({ queryKey: ["admin", "duties"], queryFn: api.duties });
  return (
    <section className={page.block}>
      <h2 className={styles.heading}>{t("settings.duties")}</h2>
      <p>{t("settings.dutiesText")}</p>
      {data && (
        <Facts
          facts={duties.map((duty) => {
            const names = data.duties
              .filter((held) => held.duty === duty)
              .map((held) => held.account.displayName);
            const text = names.length > 0 ? listed(names) : t("settings.nobody");
            return [
              t(`duties.${duty}`),
              may("see-people") && names.length > 0 ? (
                <Link to={`/admin/people?duty=${duty}`}>{text}</Link>
              ) : (
                text
              ),
            ] as const;
          })}
        />
      )}
    </section>
  );
}
