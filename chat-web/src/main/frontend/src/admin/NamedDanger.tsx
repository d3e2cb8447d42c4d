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
  children?: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Something that is hard to take back: it says what will happen, and is done only once the name was typed. */
export function NamedDanger({ name, mayConfirm = true, children, ...rest }: Props) {
  const { t } = useTranslation("admin");
  const [typed, setTyped] = useState("");
  return (
    <ConfirmDialog {...rest} danger mayConfirm={mayConfirm && typed.trim() === name}>
      {children}
      <TextInput
        mt="sm"
        label={t("danger.type", { name })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
