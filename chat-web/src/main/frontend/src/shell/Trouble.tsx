import { useTranslation } from "react-i18next";
import { reason } from "./problems";
import styles from "./dialogs.module.css";

/** Says why something did not work. It stands there before, so that readers say it when it does not. */
export function Trouble({ failure }: { failure: unknown }) {
  const { t } = useTranslation();
  return (
    <p className={styles.trouble} role="alert">
      {failure ? t("app.failed", { why: reason(t, failure) }) : null}
    </p>
  );
}
