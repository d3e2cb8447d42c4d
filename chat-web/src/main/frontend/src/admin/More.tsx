import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Asks for the next page of a list; it is not there after the last. */
export function More({ onMore, loading }: { onMore: (() => void) | undefined; loading: boolean }) {
  const { t } = useTranslation("admin");
  if (!onMore) return null;
  return (
    <Button variant="default" size="xs" mt="sm" loading={loading} onClick={onMore}>
      {t("table.more")}
    </Button>
  );
}
