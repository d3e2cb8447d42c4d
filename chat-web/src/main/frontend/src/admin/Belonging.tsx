import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { Trouble } from "@/shell/Trouble";
import type { Person } from "@/wire/Api";
import { More } from "./More";
import { useNumbers } from "./numbers";
import { Section } from "./Panel";
import { useMay } from "./useAdmin";
import admin from "./Admin.module.css";

interface People {
  accounts: readonly Person[];
  next?: number;
}

interface Props {
  queryKey: readonly unknown[];
  /** How many there are. */
  members: number;
  load: (after: number | undefined) => Promise<People>;
  /** What putting somebody in does, before it is done. */
  putInText: string;
  put: (accounts: number[]) => Promise<unknown>;
  /** What taking this person out does, before it is done. */
  takeOutText: (name: string) => string;
  takeOut: (account: number) => Promise<unknown>;
  /** What is said where nobody is. */
  nobody?: string;
}

/** Who belongs to something, page by page, and who is put in or taken out once it was said what that does. */
export function Belonging({ queryKey, members, load, putInText, put, takeOutText, takeOut, nobody }: Props) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const number = useNumbers();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Person>();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...queryKey, "members"],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  return (
    <Section title={`${t("barriers.members")} · ${number(members)}`}>
      {members === 0 && nobody && <p className={admin.note}>{nobody}</p>}
      <ul className={admin.list}>
        {data?.pages
          .flatMap(({ accounts }) => accounts)
          .map((person) => (
            <li key={person.id} className={admin.item}>
              <span className={admin.text}>
                {may("see-people") ? (
                  <Link to={`/admin/people?row=${person.id}`}>
                    <bdi>{person.displayName}</bdi>
                  </Link>
                ) : (
                  <bdi>{person.displayName}</bdi>
                )}
              </span>
              <Button
                variant="default"
                size="xs"
                flex="none"
                aria-label={t("barriers.takeOutName", { name: person.displayName })}
                onClick={() => setLeaving(person)}
              >
                {t("barriers.takeOut")} …
              </Button>
            </li>
          ))}
      </ul>
      <div className={admin.actions}>
        <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
        <Button variant="default" size="xs" mt="xs" onClick={() => setAdding(true)}>
          {t("barriers.putIn")} …
        </Button>
      </div>
      <Trouble failure={error} />
      {adding && <PuttingIn text={putInText} put={put} onClose={() => setAdding(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t("barriers.takeOutName", { name: leaving.displayName })}
          text={takeOutText(leaving.displayName)}
          confirm={t("barriers.takeOut")}
          danger
          onConfirm={() => takeOut(leaving.id)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Section>
  );
}

function PuttingIn({ text, put, onClose }: { text: string; put: Props["put"]; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const [people, setPeople] = useState<Person[]>([]);
  return (
    <ConfirmDialog
      title={t("barriers.putIn")}
      text={text}
      confirm={t("barriers.putIn")}
      mayConfirm={people.length > 0}
      onConfirm={() => put(people.map(({ id }) => id))}
      onClose={onClose}
    >
      <PeoplePicker label={t("barriers.people")} chosen={people} onChange={setPeople} />
    </ConfirmDialog>
  );
}
