import { createTheme } from "@mantine/core";

/** What Mantine decides in code; everything that is a colour or a size is in theme.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-code)",
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    Modal: {
      defaultProps: {
        lockScroll: false,
        transitionProps: { duration: 140 },
        overlayProps: { color: "var(--veil)", backgroundOpacity: 1 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 120 } } },
    // The placeholder would be an element in the menu that is none of its items
    Menu: { defaultProps: { transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
  },
});
