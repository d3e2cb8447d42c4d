import { createContext, useCallback, useContext, useState, type ReactNode } from "react";

const Announcing = createContext<(words: string) => void>(() => undefined);

/** Says something to those who listen to the page instead of looking at it. */
export function useAnnounce(): (words: string) => void {
  return useContext(Announcing);
}

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ words: "", count: 0 });
  const say = useCallback((words: string) => setSaid(({ count }) => ({ words, count: count + 1 })), []);
  return (
    <Announcing value={say}>
      {children}
      <div className="only-for-readers" role="status" aria-live="polite">
        {/* The same words twice are two announcements */}
        <span key={said.count}>{said.words}</span>
      </div>
    </Announcing>
  );
}
