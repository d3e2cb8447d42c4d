import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { usePeople } from "@/shell/context";
import { isTyping } from "@/shell/keys";
import { Trouble } from "@/shell/Trouble";
import type { Finding, Remark } from "./compliance";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";

type Part = "tags" | "note";

const keyOf = ({ conversation, seq }: Finding) => `${conversation}/${seq}`;

/** What was found in a matter, to be worked through: one says of each message what it is, with the keys alone if one likes. */
export function Findings({ matter, found }: { matter: number; found: readonly Finding[] }) {
  const { t } = useTranslation("admin");
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState<Readonly<Record<string, Remark>>>({});
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState<{ key: string; part: Part }>();

  const goTo = (row: number) => list.current?.querySelectorAll<HTMLElement>(":scope > li")[row]?.focus();
  function onKeyDown(event: KeyboardEvent) {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    const part = ({ t: "tags", n: "note" } as const)[event.key];
    if (step !== undefined) goTo(at + step);
    else if (part && found[at]) setOpen({ key: keyOf(found[at]), part });
    else return;
    event.preventDefault();
  }
  function close(row: number) {
    setOpen(undefined);
    goTo(row);
  }

  return (
    <>
      {found.length > 0 && <p className={admin.note}>{t("matters.reviewKeys")}</p>}
      <ul className={admin.list} ref={list} aria-label={t("matters.found")} onKeyDown={onKeyDown}>
        {found.map((finding, row) => {
          const key = keyOf(finding);
          const remark = said[key] ?? finding.review;
          return (
            <li
              key={key}
              className={admin.block}
              tabIndex={row === Math.min(at, found.length - 1) ? 0 : -1}
              onFocus={() => setAt(row)}
            >
              <Message finding={finding} />
              {open?.key === key ? (
                <Review
                  matter={matter}
                  finding={finding}
                  remark={remark}
                  part={open.part}
                  onSaid={(now) => {
                    setSaid((before) => ({ ...before, [key]: now }));
                    close(row);
                  }}
                  onClose={() => close(row)}
                />
              ) : (
                <>
                  {remark && <Said remark={remark} />}
                  <Button variant="default" size="xs" mt={6} onClick={() => setOpen({ key, part: "tags" })}>
                    {t("matters.review")}
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Message({ finding }: { finding: Finding }) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  return (
    <>
      <span className={admin.faint}>
        <bdi>{person(finding.sender)?.displayName ?? String(finding.sender)}</bdi> · <When at={finding.at} />{" "}
        · {keyOf(finding)}
      </span>{" "}
      {finding.deleted !== undefined && (
        <span className={admin.badge} data-tone="danger">
          {t("matters.deleted")}
        </span>
      )}
      {finding.edited !== undefined && <span className={admin.badge}>{t("matters.edited")}</span>}
      {[...finding.earlier.map(({ body }) => body), finding.body]
        .filter((body) => body !== "")
        .map((body, version) => (
          <p key={version} className={admin.quote}>
            <bdi>{body}</bdi>
          </p>
        ))}
      {finding.takenBack?.map(({ kind, by, emoji, taken }, row) => (
        <p key={row} className={admin.faint}>
          {emoji !== undefined && <s>{emoji}</s>} {t(`matters.takenBack.${kind}`)} ·{" "}
          <bdi>{person(by)?.displayName ?? String(by)}</bdi> · <When at={taken} />
        </p>
      ))}
    </>
  );
}

/** What was said of a message before. */
function Said({ remark }: { remark: Remark }) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const { by, at } = remark.marked;
  return (
    <div className={admin.remark}>
      {remark.tags.map((tag) => (
        <span key={tag} className={admin.badge}>
          <bdi>{tag}</bdi>
        </span>
      ))}
      {remark.note !== undefined && (
        <p>
          <bdi>{remark.note}</bdi>
        </p>
      )}
      <span className={admin.faint}>
        {t("matters.by", { name: person(by)?.displayName ?? String(by) })} · <When at={at} />
      </span>
    </div>
  );
}

function Review({
  matter,
  finding,
  remark,
  part,
  onSaid,
  onClose,
}: {
  matter: number;
  finding: Finding;
  remark: Remark | undefined;
  part: Part;
  onSaid: (remark: Remark) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const [tags, setTags] = useState(remark?.tags.join(", ") ?? "");
  const [note, setNote] = useState(remark?.note ?? "");
  const save = useMutation({
    mutationFn: () =>
      api.review(matter, finding, {
        tags: tags
          .split(",")
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ""),
        ...(note.trim() !== "" && { note: note.trim() }),
      }),
    onSuccess: onSaid,
  });
  return (
    <form
      className={`${admin.form} ${admin.remark}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save.mutate();
        else if (event.key === "Escape") onClose();
        else return;
        // The panel stays open, and what was typed is sent once
        event.stopPropagation();
        event.preventDefault();
      }}
    >
      <TextInput
        label={t("matters.tags")}
        value={tags}
        autoFocus={part === "tags"}
        onChange={(event) => setTags(event.currentTarget.value)}
      />
      <Textarea
        label={t("matters.reviewNote")}
        value={note}
        rows={3}
        maxLength={10_000}
        autoFocus={part === "note"}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={admin.actions}>
        <Button type="submit" size="xs" loading={save.isPending}>
          {t("matters.reviewSave")}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          {t("matters.reviewLeave")}
        </Button>
      </div>
      <Trouble failure={save.error} />
    </form>
  );
}
