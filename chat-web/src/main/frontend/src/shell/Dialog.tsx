import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFocusBack } from "./useFocusBack";

interface Props {
  title: string;
  size?: number;
  children: ReactNode;
  onClose: () => void;
}

/** Lies over the page as long as it is there. */
export function Dialog({ title, size, children, onClose }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ "aria-label": t("app.close") }}
      {...(size !== undefined && { size })}
    >
      {children}
    </Modal>
  );
}
