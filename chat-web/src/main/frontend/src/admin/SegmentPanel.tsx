import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Trouble } from "@/shell/Trouble";
import type { Segment } from "./AdminApi";
import { Belonging } from "./Belonging";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Panel, Section } from "./Panel";
import { SEGMENTS, SEGMENT_NAME_LENGTH, useFreshSegments, useSegments, type PartedSegment } from "./segments";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";

/** Who is in a segment, and from which others it is parted. */
export function SegmentPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const { data, error } = useSegments();
  const segment = data?.find((one) => one.id === id);
  return (
    <Panel title={segment?.name ?? t("barriers.segment")} onClose={onClose}>
      {segment && (
        <>
          <Parted segment={segment} all={data ?? []} />
          <Members segment={segment} />
          <Deeds segment={segment} onGone={onClose} />
        </>
      )}
      {data && !segment && <p>{t("barriers.missing")}</p>}
      <Trouble failure={data ? null : error} />
    </Panel>
  );
}

function Parted({ segment, all }: { segment: PartedSegment; all: readonly Segment[] }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshSegments();
  const [raising, setRaising] = useState(false);
  const [lifting, setLifting] = useState<Segment>();
  const others = all.filter(({ id }) => id !== segment.id && segment.parted.every((one) => one.id !== id));
  return (
    <Section title={t("barriers.parted")}>
      {segment.parted.length === 0 && <p className={admin.note}>{t("barriers.free")}</p>}
      <ul className={admin.list}>
        {segment.parted.map((other) => (
          <li key={other.id} className={admin.item}>
            <span className={admin.text}>
              <Link to={`?row=${other.id}`}>
                <bdi>{other.name}</bdi>
              </Link>
            </span>
            <Button
              variant="default"
              size="xs"
              flex="none"
              aria-label={t("barriers.liftName", { name: other.name })}
              onClick={() => setLifting(other)}
            >
              {t("barriers.lift")}
            </Button>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Button variant="default" size="xs" mt="xs" onClick={() => setRaising(true)}>
          {t("barriers.raise")} …
        </Button>
      ) : (
        <p className={admin.note}>{t("barriers.noOthers")}</p>
      )}
      {raising && <Raising segment={segment} others={others} onClose={() => setRaising(false)} />}
      {lifting && (
        <NamedDanger
          title={t("barriers.liftName", { name: lifting.name })}
          text={t("barriers.liftText", { one: segment.name, other: lifting.name })}
          confirm={t("barriers.lift")}
          name={lifting.name}
          onConfirm={() => api.liftBarrier(segment.id, lifting.id).then(fresh)}
          onClose={() => setLifting(undefined)}
        />
      )}
    </Section>
  );
}

/** Says what a barrier does before there is one. */
function Raising({
  segment,
  others,
  onClose,
}: {
  segment: Segment;
  others: readonly Segment[];
  onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshSegments();
  const number = useNumbers();
  const [chosen, setChosen] = useState(others[0]!);
  return (
    <NamedDanger
      title={t("barriers.raise")}
      text={t("barriers.raiseText", {
        one: segment.name,
        members: number(segment.members),
        other: chosen.name,
        others: number(chosen.members),
      })}
      confirm={t("barriers.raise")}
      name={chosen.name}
      onConfirm={() => api.raiseBarrier(segment.id, chosen.id).then(fresh)}
      onClose={onClose}
    >
      <NativeSelect
        mt="sm"
        label={t("barriers.from")}
        value={String(chosen.id)}
        onChange={(event) => setChosen(others.find(({ id }) => String(id) === event.currentTarget.value)!)}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
    </NamedDanger>
  );
}

function Members({ segment }: { segment: PartedSegment }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshSegments();
  return (
    <Belonging
      queryKey={[...SEGMENTS, segment.id]}
      members={segment.members}
      load={(after) => api.segmentMembers(segment.id, after)}
      putInText={t("barriers.putInText", { name: segment.name })}
      put={(accounts) => api.putIntoSegment(segment.id, accounts).then(fresh)}
      takeOutText={(name) => t("barriers.takeOutText", { name, segment: segment.name })}
      takeOut={(account) => api.takeOutOfSegment(segment.id, account).then(fresh)}
    />
  );
}

function Deeds({ segment, onGone }: { segment: PartedSegment; onGone: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshSegments();
  const number = useNumbers();
  const [name, setName] = useState(segment.name);
  const [dissolving, setDissolving] = useState(false);
  const call = useMutation({ mutationFn: () => api.callSegment(segment.id, name.trim()), onSuccess: fresh });
  return (
    <Section title={t("people.doing")}>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate();
        }}
      >
        <TextInput
          label={t("barriers.name")}
          value={name}
          maxLength={SEGMENT_NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={admin.actions}>
          <Button
            type="submit"
            variant="default"
            size="xs"
            loading={call.isPending}
            disabled={name.trim() === "" || name.trim() === segment.name}
          >
            {t("barriers.call")}
          </Button>
          <Button variant="light" color="red" size="xs" onClick={() => setDissolving(true)}>
            {t("barriers.dissolve")} …
          </Button>
        </div>
      </form>
      <Trouble failure={call.error} />
      {dissolving && (
        <NamedDanger
          title={t("groups.dissolve", { name: segment.name })}
          text={t("barriers.dissolveText", {
            name: segment.name,
            members: number(segment.members),
            barriers: number(segment.parted.length),
          })}
          confirm={t("barriers.dissolve")}
          name={segment.name}
          onConfirm={() => api.dissolveSegment(segment.id).then(onGone).then(fresh)}
          onClose={() => setDissolving(false)}
        />
      )}
    </Section>
  );
}
