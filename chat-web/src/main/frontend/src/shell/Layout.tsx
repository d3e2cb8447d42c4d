import { ActionIcon, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconBookmark,
  IconCalendarTime,
  IconFlag,
  IconHash,
  IconInbox,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconMessageCircle,
  IconMessages,
  IconSettings,
  IconShieldCog,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useNavigate } from "react-router";
import { ConversationList, useOpenInSight } from "@/conversation/ConversationList";
import { Members } from "@/conversation/Members";
import { ConnectionBar } from "@/delivery/ConnectionBar";
import { Avatar } from "@/identity/Avatar";
import { SignOutDialog } from "@/identity/SignOutDialog";
import { WithPresence } from "@/presence/PresenceDot";
import { useCalls } from "@/notify/useCalls";
import { StatusItems } from "@/presence/StatusItems";
import { ConversationView } from "@/message/ConversationView";
import { useChosenAppearance } from "./appearance";
import { loadEmoji } from "@/message/emoji";
import { PinnedMessages } from "@/message/PinnedMessages";
import { ThreadPane } from "@/message/ThreadPane";
import { ComplaintLine } from "./ComplaintLine";
import { useConversation, useWorkspace } from "./context";
import { useHoldNotices } from "./HoldNotices";
import { modifier } from "./keys";
import { NewVersion } from "./NewVersion";
import { Part } from "./Part";
import { useDetails, useDialog, useOpenConversation } from "./places";
import { useGlobalKeys } from "./useGlobalKeys";
import styles from "./Layout.module.css";

const parts = {
  jump: () => import("@/conversation/Jump"),
  new: () => import("@/conversation/NewConversation"),
  channels: () => import("@/conversation/Channels"),
  inbox: () => import("@/message/Inbox"),
  saved: () => import("@/message/SavedMessages"),
  scheduled: () => import("@/message/ScheduledMessages"),
  threads: () => import("@/message/FollowedThreads"),
  reports: () => import("@/report/Reports"),
  holds: () => import("./HoldNoticesDialog"),
  settings: () => import("@/settings/Settings"),
  status: () => import("@/presence/StatusDialog"),
  keys: () => import("./KeyMap"),
  invitation: () => import("@/conversation/Invited"),
};
/** What lies over a part of it. */
const others = [() => import("@/message/EmojiPicker"), () => loadEmoji(i18next.language)];
const dialogs = {
  jump: lazy(parts.jump),
  new: lazy(parts.new),
  channels: lazy(parts.channels),
  inbox: lazy(parts.inbox),
  saved: lazy(parts.saved),
  scheduled: lazy(parts.scheduled),
  threads: lazy(parts.threads),
  reports: lazy(parts.reports),
  holds: lazy(parts.holds),
  settings: lazy(parts.settings),
  status: lazy(parts.status),
  keys: lazy(parts.keys),
  invitation: lazy(parts.invitation),
};

/** Rail, list, conversation, details; on a narrow screen one of them at a time. */
export function Layout() {
  const { t } = useTranslation();
  const current = useOpenConversation();
  const details = useDetails();
  const { dialog, close } = useDialog();
  const state = useConversation(current ?? -1);
  const shown = state !== undefined && state.left === undefined ? details.shown : undefined;
  const showsMembers = shown === "members" && state?.about.kind !== "direct";
  const thread = shown === undefined ? undefined : details.thread;
  const showsDetails = showsMembers || shown === "pins" || thread !== undefined;
  const { pathname } = useLocation();
  const Dialog = dialog && dialogs[dialog];
  useGlobalKeys();
  useChosenAppearance();
  useOpenInSight();
  useCalls();
  useEffect(() => {
    // Not needed yet; but when they are, there may be no network, and what is typed meanwhile would be lost
    for (const load of [...Object.values(parts), ...others]) load().catch(() => undefined);
  }, []);

  return (
    <div
      className={styles.app}
      data-pane={current === undefined ? "list" : "conversation"}
      data-details={showsDetails || undefined}
    >
      <a className="skip" href="#conversation">
        {t("app.skipToMessages")}
      </a>
      <ConnectionBar />
      <Rail />
      <div className={styles.list}>
        <ConversationList />
      </div>
      <div className={styles.conversation} id="conversation">
        <Part key={current}>{current === undefined ? <PickOne /> : <ConversationView id={current} />}</Part>
      </div>
      {showsDetails && (
        <div className={styles.details}>
          <Part key={`${state!.id}/${thread ?? shown}`}>
            {showsMembers && <Members about={state!.about} onClose={details.close} />}
            {shown === "pins" && <PinnedMessages state={state!} onClose={details.close} />}
            {thread !== undefined && <ThreadPane state={state!} root={thread} onClose={details.close} />}
          </Part>
        </div>
      )}
      {current === undefined && pathname !== "/" && <Navigate to="/" replace />}
      <ComplaintLine />
      <NewVersion />
      <Suspense fallback={null}>{Dialog && <Dialog onClose={close} />}</Suspense>
    </div>
  );
}

function Rail() {
  const { t } = useTranslation();
  const { me, store, threads, api, queries } = useWorkspace();
  const mentions = useSyncExternalStore(store.subscribe, () =>
    store.list.reduce((sum, state) => sum + state.mentions, 0),
  );
  const unreadThreads = useSyncExternalStore(threads.subscribe, () => threads.unread);
  const { open, dialog } = useDialog();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState(false);
  // What is in the menu depends on it, and is not to move once it is open
  const lookAhead = () => void queries.prefetchQuery({ queryKey: ["me"], queryFn: api.me });
  return (
    <nav className={styles.rail} aria-label={t("nav.main")}>
      <img className={styles.mark} src="/favicon.svg" alt="" width={32} height={32} />
      <RailButton
        label={t("nav.conversations")}
        Icon={IconMessageCircle}
        current={!dialog}
        onClick={() => void navigate("/")}
      />
      <RailButton
        label={mentions > 0 ? t("nav.inboxMentions", { count: mentions }) : t("nav.inbox")}
        Icon={IconInbox}
        current={dialog === "inbox"}
        dot={mentions > 0}
        onClick={() => open("inbox")}
      />
      <RailButton
        label={t("nav.channels")}
        Icon={IconHash}
        current={dialog === "channels"}
        onClick={() => open("channels")}
      />
      <RailButton
        label={unreadThreads > 0 ? t("nav.threadsUnread", { count: unreadThreads }) : t("nav.threads")}
        Icon={IconMessages}
        current={dialog === "threads"}
        dot={unreadThreads > 0}
        onClick={() => open("threads")}
      />
      <RailButton
        label={t("nav.saved")}
        Icon={IconBookmark}
        current={dialog === "saved"}
        onClick={() => open("saved")}
      />
      <ReportsButton current={dialog === "reports"} onClick={() => open("reports")} />
      <span className={styles.space} />
      <RailButton
        label={t("nav.keys")}
        Icon={IconKeyboard}
        current={dialog === "keys"}
        onClick={() => open("keys")}
        onlyWide
      />
      <Menu position="right-end" width={220} keepMounted={false}>
        <Menu.Target>
          <UnstyledButton
            className={styles.me}
            aria-label={t("nav.me", { name: me.displayName })}
            onPointerEnter={lookAhead}
            onFocus={lookAhead}
          >
            <WithPresence account={me.id}>
              <Avatar id={me.id} name={me.displayName} size={32} />
            </WithPresence>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label className={styles.meName}>
            <bdi>{me.displayName}</bdi> · {me.username}
          </Menu.Label>
          <StatusItems />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCalendarTime size={16} aria-hidden />}
            onClick={() => open("scheduled")}
          >
            {t("schedule.all")}
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={() => open("settings")}>
            {t("nav.settings")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFlag size={16} aria-hidden />} onClick={() => open("reports")}>
            {t("cases.title")}
          </Menu.Item>
          <HoldsItem />
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => open("keys")}>
            {t("nav.keys")}
          </Menu.Item>
          <Menu.Divider />
          <AdministrationItem />
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => setLeaving(true)}>
            {t("nav.signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </nav>
  );
}

/** There for those who were told of a hold on their messages. */
function HoldsItem() {
  const { t } = useTranslation();
  const { open } = useDialog();
  const { data } = useHoldNotices();
  if (!data?.notices.length) return null;
  return (
    <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => open("holds")}>
      {t("holdNotices.title")}
    </Menu.Item>
  );
}

/** There for those who have a duty. */
function AdministrationItem() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const navigate = useNavigate();
  const { data: me } = useQuery({ queryKey: ["me"], queryFn: api.me });
  if (!me?.actions.length) return null;
  return (
    <Menu.Item leftSection={<IconShieldCog size={16} aria-hidden />} onClick={() => void navigate("/admin")}>
      {t("nav.administration")}
    </Menu.Item>
  );
}

/** There when something waits for one's decision, or was decided about oneself. */
function ReportsButton({ current, onClick }: { current: boolean; onClick: () => void }) {
  const { t } = useTranslation();
  const { moderation } = useWorkspace();
  const waiting = useSyncExternalStore(moderation.subscribe, () => moderation.waiting);
  const news = useSyncExternalStore(moderation.subscribe, () => moderation.hasNews);
  if (waiting === 0 && !news) return null;
  return (
    <RailButton
      label={news ? t("cases.news") : t("cases.waiting", { count: waiting })}
      Icon={IconFlag}
      current={current}
      dot
      onClick={onClick}
    />
  );
}

interface RailButtonProps {
  label: string;
  Icon: typeof IconHash;
  current: boolean;
  onlyWide?: boolean;
  /** Something is new there. */
  dot?: boolean;
  onClick: () => void;
}

function RailButton({ label, Icon, current, onlyWide, dot, onClick }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        className={styles.button}
        variant={current ? "light" : "subtle"}
        color={current ? "blue" : "gray"}
        size={40}
        aria-label={label}
        aria-current={current || undefined}
        data-only-wide={onlyWide || undefined}
        data-dot={dot || undefined}
        onClick={onClick}
      >
        <Icon size={21} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function PickOne() {
  const { t } = useTranslation();
  return (
    <main className={styles.pick}>
      <h1>{t("conversation.pickOne")}</h1>
      <p>{t("conversation.pickHint", { keys: `${modifier}+K` })}</p>
    </main>
  );
}
