import { Button, Menu, Textarea, UnstyledButton } from "@mantine/core";
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconBlockquote,
  IconBold,
  IconCalendarTime,
  IconChartBar,
  IconCode,
  IconEye,
  IconEyeOff,
  IconItalic,
  IconLink,
  IconList,
  IconPlus,
  IconSend2,
  IconStrikethrough,
  IconX,
} from "@tabler/icons-react";
import { useId, useImperativeHandle, useRef, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { waitsAfter } from "@/conversation/rights";
import type { ConversationState } from "@/delivery/Store";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { uuid } from "@/identity/uuid";
import { useAnnounce } from "@/shell/announce";
import { useDraft, usePeople, useWorkspace } from "@/shell/context";
import { isCommand } from "@/shell/keys";
import { reason } from "@/shell/problems";
import type { Priority } from "@/wire/wire";
import { spanName } from "@/shell/times";
import { utf8Length } from "./bytes";
import { speaksToMany } from "./mentions";
import { useMentioning } from "./Mentioning";
import { MessageText } from "./MessageText";
import { marked, type Marks } from "./marks";
import { PollDialog } from "./PollDialog";
import { ScheduleDialog } from "./ScheduleDialog";
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

/** So many people can be spoken to at once without a question. */
const FEW = 5;

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
  const [priority, setPriority] = useState<Priority>();
  const [asked, setAsked] = useState<"poll" | "later">();
  // Trying again is the same try
  const [laterId, setLaterId] = useState(uuid);
  const announce = useAnnounce();
  const noteId = useId();
  const limit = connection.limits.body;
  const bytes = draft.text.length * 3 > limit * 0.8 ? utf8Length(draft.text.trimEnd()) : 0;
  const tooLong = bytes > limit;
  const empty = draft.text.trim() === "";
  const editing = draft.editing !== undefined;
  const [toAll, setToAll] = useState<number>();
  const asking = useRef(false);
  const mentioning = useMentioning({ id, field, toAll: true, onChange: change });

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

  /** Whether it may be sent to all at once without a question. Without a network nothing is known of that: the server says. */
  async function mayCallAll(): Promise<boolean> {
    asking.current = true;
    try {
      const { all, members } = await workspace.api.mentionable(id, "");
      if (!all) setTrouble(t("mentions.forbidden"));
      else if (members - 1 > FEW) setToAll(members - 1);
      return all && members - 1 <= FEW;
    } catch {
      return true;
    } finally {
      asking.current = false;
    }
  }

  async function submit(sure = false) {
    if (empty || tooLong || saving || asking.current) return;
    const body = draft.text.replace(/^\n+/, "").trimEnd();
    mentioning.close();
    if (!sure && speaksToMany(workspace.addressees.signed(body)) && !(await mayCallAll())) return;
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
    const kept = workspace.send(id, body, draft.replyTo, priority && { priority });
    setPriority(undefined);
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
    if (document.execCommand("insertText", false, text)) element.setSelectionRange(select[0], select[1]);
    else {
      change(element.value.slice(0, from) + text + element.value.slice(to));
      requestAnimationFrame(() => element.setSelectionRange(select[0], select[1]));
    }
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || mentioning.onKeyDown(event)) return;
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
    <>
      <form
        className={styles.composer}
        data-pane="composer"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {mentioning.list}
        {toAll !== undefined && (
          <ConfirmDialog
            title={t("mentions.manyTitle")}
            text={t("mentions.manyText", { count: toAll })}
            confirm={t(editing ? "composer.save" : "composer.send")}
            onConfirm={() => submit(true)}
            onClose={() => setToAll(undefined)}
          />
        )}
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
        {!editing && priority && (
          <Banner
            text={t(`priority.${priority}Note`)}
            close={t("priority.none")}
            onClose={() => {
              setPriority(undefined);
              field.current?.focus();
            }}
          />
        )}
        {preview && !empty && (
          <div className={styles.preview}>
            <MessageText
              body={workspace.addressees.signed(draft.text)}
              format="markdown"
              whole
              onWhole={() => undefined}
            />
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
          onChange={(event) => {
            change(event.currentTarget.value);
            mentioning.look();
          }}
          onSelect={mentioning.look}
          onBlur={mentioning.close}
          onKeyDown={onKeyDown}
          {...mentioning.field}
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
          {!editing && (
            <MoreWays
              // Only words wait
              mayPostLater={!empty && !tooLong && !priority}
              onPriority={(next) => {
                setPriority(next);
                field.current?.focus();
              }}
              onAsk={setAsked}
            />
          )}
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
      {asked === "poll" && (
        <PollDialog conversation={id} onSent={onSent} onClose={() => setAsked(undefined)} />
      )}
      {asked === "later" && (
        <ScheduleDialog
          message={{
            id: laterId,
            conversation: id,
            body: workspace.addressees.signed(draft.text.replace(/^\n+/, "").trimEnd()),
            ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }),
          }}
          onDone={() => {
            drafts.set(id, { text: "" });
            setLaterId(uuid());
            announce(t("schedule.kept"));
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface MoreWaysProps {
  mayPostLater: boolean;
  onPriority: (priority: Priority) => void;
  onAsk: (what: "poll" | "later") => void;
}

/** What else can be sent than words, and how else. */
function MoreWays({ mayPostLater, onPriority, onAsk }: MoreWaysProps) {
  const { t } = useTranslation();
  return (
    <Menu position="top-start" width={240} keepMounted={false}>
      <Menu.Target>
        <UnstyledButton className={styles.tool} aria-label={t("composer.more")} title={t("composer.more")}>
          <IconPlus size={16} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconChartBar size={16} aria-hidden />} onClick={() => onAsk("poll")}>
          {t("polls.create")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAlertCircle size={16} aria-hidden />}
          onClick={() => onPriority("important")}
        >
          {t("priority.makeImportant")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAlertTriangle size={16} aria-hidden />}
          onClick={() => onPriority("urgent")}
        >
          {t("priority.makeUrgent")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCalendarTime size={16} aria-hidden />}
          disabled={!mayPostLater}
          onClick={() => onAsk("later")}
        >
          {t("schedule.later")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
