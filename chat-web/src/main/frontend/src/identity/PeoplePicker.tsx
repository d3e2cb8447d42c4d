import { Combobox, Pill, PillsInput, useCombobox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/shell/context";
import type { Person } from "@/wire/Api";
import type { AccountId } from "@/wire/wire";
import { Avatar } from "./Avatar";
import styles from "./PeoplePicker.module.css";

const TYPED_MS = 150;

interface Props {
  label: string;
  chosen: readonly Person[];
  onChange: (people: Person[]) => void;
  /** Who need not be offered. */
  without?: readonly AccountId[];
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Finds people by name and gathers them. */
export function PeoplePicker({ label, chosen, onChange, without = [], error, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const { people, me } = useWorkspace();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), TYPED_MS);
  const { data, error: failure } = useQuery({
    queryKey: ["people", asked],
    queryFn: ({ signal }) => people.search(asked, signal),
    placeholderData: keepPreviousData,
  });
  const taken = new Set([me.id, ...without, ...chosen.map((person) => person.id)]);
  const offered = (data ?? []).filter((person) => !taken.has(person.id));

  function choose(id: string) {
    const person = offered.find((one) => String(one.id) === id);
    if (!person) return;
    onChange([...chosen, person]);
    setWords("");
    // It lies over what comes next; the next letter brings it back
    combobox.closeDropdown();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.DropdownTarget>
        <PillsInput
          label={label}
          description={chosen.length > 0 ? t("new.selected", { count: chosen.length }) : undefined}
          error={error}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {chosen.map((person) => (
              <Pill
                key={person.id}
                withRemoveButton
                onRemove={() => onChange(chosen.filter((one) => one.id !== person.id))}
                removeButtonProps={{
                  "aria-label": t("new.removePerson", { name: person.displayName }),
                  tabIndex: 0,
                }}
              >
                <bdi>{person.displayName}</bdi>
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                value={words}
                placeholder={chosen.length === 0 ? t("new.find") : ""}
                aria-label={label}
                data-autofocus={autoFocus || undefined}
                onBlur={() => combobox.closeDropdown()}
                onChange={(event) => {
                  setWords(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  if (event.key === "Backspace" && words === "" && chosen.length > 0)
                    onChange(chosen.slice(0, -1));
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={!combobox.dropdownOpened}>
        <Combobox.Options mah={260} className={styles.options} aria-label={label}>
          {offered.map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)} className={styles.option}>
              <Avatar id={person.id} name={person.displayName} size={24} />
              <bdi className={styles.name}>{person.displayName}</bdi>
              <span className={styles.username}>{person.username}</span>
            </Combobox.Option>
          ))}
          {offered.length === 0 && (
            <Combobox.Empty>
              {t(failure ? "new.searchFailed" : data ? "new.nobody" : "new.searching")}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
