import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/PasswordInput.css";
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { browserLocks } from "@/identity/locks";
import { Session } from "@/identity/Session";
import { App } from "@/shell/App";
import { startDensity } from "@/shell/density";
import { startI18n } from "@/shell/i18n";
import "@/shell/installing";
import { kept, ownCode } from "@/shell/Kept";
import { theme } from "@/shell/mantine";

const session = new Session(localStorage, browserLocks());
window.addEventListener("storage", () => session.reload());

startDensity();
await startI18n();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    {/* The variables are in theme.css and no <style> is made: the content security policy allows none */}
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <App session={session} />
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);

if (import.meta.env.PROD) {
  const keep = () => void kept.start(ownCode("/sw.js"));
  // What it fetches ahead must not stand in the way of what is needed now
  if (document.readyState === "complete") keep();
  else window.addEventListener("load", keep, { once: true });
}
