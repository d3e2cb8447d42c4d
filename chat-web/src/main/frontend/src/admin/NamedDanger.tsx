import { TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";

interface Props {
  title: string;
  /** What exactly will happen. */
  text: string;
  confirm: string;
  /** What has to be typed. */
  name: string;
  /** Whether it can be done at all. */
  mayConfirm?: boolean;
  /** Whether the name need not be typed for once. */
  harmless?: boolean;
  children?: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Something that is hard to take back: it says what will happen, and is done only once the name was typed. */
export function NamedDanger({ name, mayConfirm = true, harmless = false, children, ...rest }: Props) {
  const { t } = useTranslation("admin");
  const [typed, setTyped] = useState("");
  return (
    <ConfirmDialog
      {...rest}
      danger={!harmless}
      mayConfirm={mayConfirm && (harmless || typed.trim() === name)}
    >
      {children}
      {!harmless && (
        <TextInput
          mt="sm"
          label={t("danger.type", { name })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}
