import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Part.module.css";

/** A part of the screen: when it cannot be drawn, it says so in its place, and all the others go on. */
export class Part extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Failed again={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

function Failed({ again }: { again: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={styles.failed}>
      <p>{t("app.partFailed")}</p>
      <Button variant="default" onClick={again}>
        {t("app.retry")}
      </Button>
    </div>
  );
}
