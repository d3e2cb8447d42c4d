import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import styles from "./Settings.module.css";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly T[];
  /** What an option is called. */
  named: (option: T) => string;
  onChange: (option: T) => void;
}

/** One of a few, all of which are to be seen. */
export function Choice<T extends string>({ label, value, options, named, onChange }: Props<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles.label}>
        {label}
      </div>
      <SegmentedControl
        fullWidth
        value={value}
        onChange={(chosen) => onChange(chosen as T)}
        data={options.map((option) => ({ value: option, label: named(option) }))}
      />
    </div>
  );
}
