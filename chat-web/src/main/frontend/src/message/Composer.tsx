import { Button, Textarea, UnstyledButton } from "@mantine/core";
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconEye,
  IconEyeOff,
  IconItalic,
  IconLink,
  IconList,
  IconSend2,
  IconStrikethrough,
  IconX,
} from "@tabler/icons-react";
import { useId, useImperativeHandle, useRef, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { waitsAfter } from "@/conversation/rights";
import type { ConversationState } from "@/delivery/Store";
import { useDraft, usePeople, useWorkspace } from "@/shell/context";
import { isCommand } from "@/shell/keys";
import { reason } from "@/shell/problems";
import { spanName } from "@/shell/times";
import { utf8Length } from "./bytes";
import { MessageText } from "./MessageText";
import { marked, type Marks } from "./marks";
import styles from "./Composer.module.css";

export interface ComposerHandle {
  focus(): void;
}

interface Props {
  state: ConversationState;
  name: string;
  onSent: () => void;
  onEditLast: () => void;
  ref: Ref<ComposerHandle>;
}

const marks: {
  name: "bold" | "italic" | "strike" | "code" | "link" | "list" | "quote" | "spoiler";
  Icon: typeof IconBold;
  put: Marks;
}[] = [
  { name: "bold", Icon: IconBold, put: { before: "**", after: "**" } },
  { name: "italic", Icon: IconItalic, put: { before: "*", after: "*" } },
  { name: "strike", Icon: IconStrikethrough, put: { before: "~~", after: "~~" } },
  { name: "code", Icon: IconCode, put: { before: "`", after: "`", block: "```" } },
  { name: "link", Icon: IconLink, put: { before: "[", after: "](https://)" } },
  { name: "list", Icon: IconList, put: { line: "- " } },
  { name: "quote", Icon: IconBlockquote, put: { line: "> " } },
  { name: "spoiler", Icon: IconEyeOff, put: { before: "||", after: "||" } },
];

/** On glass, Enter is for lines and a button sends. */
const onGlass = () => window.matchMedia("(pointer: coarse)").matches;

export function Composer({ state, name, onSent, onEditLast, ref }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { drafts, connection } = workspace;
  const { id } = state;
  const draft = useDraft(id);
  const slow = waitsAfter(state.about);
  const field = useRef<HTMLTextAreaElement>(null);
  const [preview, setPreview] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [saving, setSaving] = useState(false);
  const noteId = useId();
  const limit = connection.limits.body;
  const bytes = draft.text.length * 3 > limit * 0.8 ? utf8Length(draft.text.trimEnd()) : 0;
  const tooLong = bytes > limit;
  const empty = draft.text.trim() === "";
  const editing = draft.editing !== undefined;

  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);

  function change(text: string) {
    setTrouble(undefined);
    drafts.set(id, { ...draft, text });
    if (!editing && text.trim() !== "") workspace.typing(id);
  }

  function endEditing() {
    setTrouble(undefined);
    drafts.set(id, { text: draft.before ?? "" });
    field.current?.focus();
  }

  async function submit() {
    if (empty || tooLong || saving) return;
    const body = draft.text.replace(/^\n+/, "").trimEnd();
    setPreview(false);
    field.current?.focus();
    if (draft.editing !== undefined) {
      setSaving(true);
      try {
        await workspace.edit(id, draft.editing, body);
        drafts.set(id, { text: draft.before ?? "" });
        setTrouble(undefined);
      } catch (failure) {
        setTrouble(t("composer.editFailed", { why: reason(t, failure) }));
      } finally {
        setSaving(false);
      }
      return;
    }
    const kept = workspace.send(id, body, draft.replyTo);
    onSent();
    await kept.catch(() => setTrouble(t("composer.keepFailed")));
  }

  function put(how: Marks) {
    const element = field.current;
    if (!element) return;
    element.focus();
    const { text, from, to, select } = marked(
      element.value,
      element.selectionStart,
      element.selectionEnd,
      how,
    );
    element.setSelectionRange(from, to);
    // The old way, because it can be undone with the keyboard
    if (!document.execCommand("insertText", false, text))
      change(element.value.slice(0, from) + text + element.value.slice(to));
    requestAnimationFrame(() => element.setSelectionRange(select[0], select[1]));
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !onGlass()) {
      event.preventDefault();
      void submit();
    } else if (event.key === "ArrowUp" && draft.text === "" && !editing && !event.altKey) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === "Escape" && (editing || draft.replyTo !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      if (editing) endEditing();
      else drafts.set(id, { text: draft.text });
    } else if (isCommand(event)) {
      const mark = { b: "bold", i: "italic", e: "code" }[event.key];
      const found = marks.find((one) => one.name === mark);
      if (!found) return;
      event.preventDefault();
      put(found.put);
    }
  }

  return (
    <form
      className={styles.composer}
      data-pane="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {editing && (
        <Banner text={t("composer.editing")} close={t("composer.cancelEdit")} onClose={endEditing} />
      )}
      {!editing && draft.replyTo !== undefined && (
        <ReplyBanner
          state={state}
          seq={draft.replyTo}
          onClose={() => {
            drafts.set(id, { text: draft.text });
            field.current?.focus();
          }}
        />
      )}
      {preview && !empty && (
        <div className={styles.preview}>
          <MessageText body={draft.text} format="markdown" whole onWhole={() => undefined} />
        </div>
      )}
      <Textarea
        ref={field}
        className={styles.field}
        classNames={{ input: styles.input! }}
        variant="unstyled"
        hidden={preview && !empty}
        autosize
        minRows={1}
        maxRows={14}
        value={draft.text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        aria-label={editing ? t("composer.editLabel") : t("composer.label", { name })}
        aria-describedby={noteId}
        placeholder={editing ? "" : t("composer.placeholder", { name })}
        dir="auto"
        enterKeyHint={onGlass() ? "enter" : "send"}
      />
      <div id={noteId} className={styles.notes} aria-live="polite">
        {trouble && (
          <p className={styles.trouble} role="alert">
            {trouble}
          </p>
        )}
        {tooLong && (
          <p className={styles.trouble} data-testid="too-long">
            {t("composer.tooLong", { bytes: number(bytes - limit), limit: number(limit) })}
          </p>
        )}
      </div>
      <div className={styles.tools}>
        <div className={styles.marks} role="group" aria-label={t("composer.format")}>
          {marks.map(({ name: mark, Icon, put: how }) => (
            <UnstyledButton
              key={mark}
              className={styles.tool}
              aria-label={t(`composer.${mark}`)}
              title={t(`composer.${mark}`)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => put(how)}
              disabled={preview}
            >
              <Icon size={16} stroke={1.8} aria-hidden />
            </UnstyledButton>
          ))}
        </div>
        <UnstyledButton
          className={styles.tool}
          aria-pressed={preview}
          aria-label={t("composer.preview")}
          title={t(preview ? "composer.write" : "composer.preview")}
          onClick={() => setPreview(!preview)}
          disabled={empty}
        >
          <IconEye size={16} stroke={1.8} aria-hidden />
        </UnstyledButton>
        <span className={styles.count}>
          {slow > 0 && !editing && bytes <= limit * 0.8 && t("composer.slowNote", { span: spanName(slow) })}
          {bytes > limit * 0.8 && t("composer.left", { bytes: number(bytes), limit: number(limit) })}
        </span>
        <Button
          type="submit"
          className={styles.send}
          size="compact-sm"
          disabled={empty || tooLong}
          loading={saving}
          leftSection={editing ? undefined : <IconSend2 size={15} aria-hidden />}
        >
          {t(editing ? "composer.save" : "composer.send")}
        </Button>
      </div>
    </form>
  );
}

function Banner({ text, close, onClose }: { text: string; close: string; onClose: () => void }) {
  return (
    <div className={styles.banner}>
      <span>{text}</span>
      <UnstyledButton className={styles.tool} aria-label={close} title={close} onClick={onClose}>
        <IconX size={15} stroke={1.8} aria-hidden />
      </UnstyledButton>
    </div>
  );
}

function ReplyBanner({
  state,
  seq,
  onClose,
}: {
  state: ConversationState;
  seq: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { store } = useWorkspace();
  const person = usePeople();
  const quoted = store.message(state.id, seq);
  const name = (quoted && person(quoted.sender)?.displayName) ?? "…";
  return (
    <Banner text={t("composer.replying", { name })} close={t("composer.cancelReply")} onClose={onClose} />
  );
}

function number(value: number): string {
  return value.toLocaleString(document.documentElement.lang);
}
