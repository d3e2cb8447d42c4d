import { useEffect, useMemo, useRef, type ComponentType } from "react";
import {
  IconArrowLeft,
  IconBriefcase,
  IconHourglass,
  IconClipboardList,
  IconDevices,
  IconEyeCheck,
  IconFlag,
  IconLayoutDashboard,
  IconLicense,
  IconMessages,
  IconPackageExport,
  IconServer,
  IconSettings,
  IconUsers,
  IconUsersGroup,
  IconWall,
  type IconHash,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, Navigate, NavLink, Route, Routes, useLocation } from "react-router";
import { ComplaintLine } from "@/shell/ComplaintLine";
import { ColdStart } from "@/shell/App";
import { useChosenAppearance } from "@/shell/appearance";
import { useWorkspace } from "@/shell/context";
import { NewVersion } from "@/shell/NewVersion";
import { Part } from "@/shell/Part";
import { Trouble } from "@/shell/Trouble";
import { keepBlob } from "./csv";
import { AdminApi, type AdminAction } from "./AdminApi";
import { Audit } from "./Audit";
import { Barriers } from "./Barriers";
import { Cluster } from "./Cluster";
import { Conversations } from "./Conversations";
import { Devices } from "./Devices";
import { Exports } from "./Exports";
import { Groups } from "./Groups";
import { Matters } from "./Matters";
import { ModerationPage } from "./ModerationPage";
import { Overview } from "./Overview";
import { People } from "./People";
import { Policies } from "./Policies";
import { SettingsPage } from "./SettingsPage";
import { Supervision } from "./Supervision";
import { TermsPage } from "./TermsPage";
import { useAdminTexts } from "./texts";
import { AdminContext } from "./useAdmin";
import styles from "./Console.module.css";

interface Task {
  name:
    | "overview"
    | "people"
    | "devices"
    | "groups"
    | "conversations"
    | "moderation"
    | "cluster"
    | "policies"
    | "matters"
    | "exports"
    | "supervision"
    | "audit"
    | "barriers"
    | "terms"
    | "settings";
  /** Doing one of these is what it is for. */
  for: readonly AdminAction[];
  Icon: typeof IconHash;
  Page: ComponentType;
}

const tasks: readonly Task[] = [
  { name: "overview", for: ["see-overview"], Icon: IconLayoutDashboard, Page: Overview },
  { name: "people", for: ["see-people"], Icon: IconUsers, Page: People },
  { name: "devices", for: ["see-people"], Icon: IconDevices, Page: Devices },
  { name: "groups", for: ["change-people"], Icon: IconUsersGroup, Page: Groups },
  { name: "conversations", for: ["see-conversations"], Icon: IconMessages, Page: Conversations },
  { name: "barriers", for: ["change-people"], Icon: IconWall, Page: Barriers },
  { name: "policies", for: ["see-retention"], Icon: IconHourglass, Page: Policies },
  { name: "matters", for: ["see-matters"], Icon: IconBriefcase, Page: Matters },
  { name: "exports", for: ["request-export", "release-export"], Icon: IconPackageExport, Page: Exports },
  { name: "supervision", for: ["see-supervision"], Icon: IconEyeCheck, Page: Supervision },
  { name: "moderation", for: ["moderate", "change-screening"], Icon: IconFlag, Page: ModerationPage },
  { name: "audit", for: ["read-audit"], Icon: IconClipboardList, Page: Audit },
  { name: "cluster", for: ["see-nodes"], Icon: IconServer, Page: Cluster },
  { name: "terms", for: ["change-settings"], Icon: IconLicense, Page: TermsPage },
  { name: "settings", for: ["change-settings", "appoint"], Icon: IconSettings, Page: SettingsPage },
];

/** The administration of the organization: what one's duties let one do, by task. */
export default function Console() {
  const { api } = useWorkspace();
  const admin = useMemo(
    () => new AdminApi(api.ask, async (path, name) => keepBlob(name, await api.file(path))),
    [api],
  );
  const spoken = useAdminTexts();
  useChosenAppearance();
  const { data: me, error } = useQuery({ queryKey: ["me"], queryFn: api.me });
  if (!spoken || (!me && !error)) return <ColdStart />;
  const mine = tasks.filter((task) => task.for.some((action) => me?.actions.includes(action)));
  return (
    <AdminContext value={admin}>
      <div className={styles.console}>
        <Navigation tasks={mine} />
        <main className={styles.main} id="task">
          <Routes>
            {mine.map(({ name, Page }) => (
              <Route
                key={name}
                path={`/admin/${name}`}
                element={
                  <Part key={name}>
                    <Page />
                  </Part>
                }
              />
            ))}
            <Route
              path="*"
              element={
                mine[0] ? (
                  <Navigate to={`/admin/${mine[0].name}`} replace />
                ) : me ? (
                  <Nothing />
                ) : (
                  <div className={styles.nothing}>
                    <Trouble failure={error} />
                  </div>
                )
              }
            />
          </Routes>
        </main>
        <ComplaintLine />
        <NewVersion />
      </div>
    </AdminContext>
  );
}

function Navigation({ tasks }: { tasks: readonly Task[] }) {
  const { t } = useTranslation("admin");
  const { pathname } = useLocation();
  const list = useRef<HTMLUListElement>(null);
  // On a phone they are in one line, which is longer than the screen
  useEffect(() => {
    list.current
      ?.querySelector("[aria-current=page]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav className={styles.nav} aria-label={t("title")}>
      <a className="skip" href="#task">
        {t("skip")}
      </a>
      <Link to="/" className={styles.back}>
        <IconArrowLeft size={17} stroke={1.7} aria-hidden />
        <span className={styles.backName}>{t("back")}</span>
      </Link>
      <p className={styles.title}>{t("title")}</p>
      <ul className={styles.tasks} ref={list}>
        {tasks.map(({ name, Icon }) => (
          <li key={name}>
            <NavLink
              to={`/admin/${name}`}
              className={styles.task!}
              aria-current={pathname === `/admin/${name}` ? "page" : undefined}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              {t(`tasks.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Nothing() {
  const { t } = useTranslation("admin");
  return (
    <div className={styles.nothing}>
      <h1>{t("nothing")}</h1>
      <p>{t("nothingHint")}</p>
    </div>
  );
}
