import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Ten steps as Mantine wants them; steps 7 (light) and 6 (dark) are the ones that carry white text. */
const accent: MantineColorsTuple = [
  "#eef3fe",
  "#e0e9fd",
  "#c3d4fb",
  "#9db8f7",
  "#7398ef",
  "#4f79e2",
  "#3b63cf",
  "#2450b8",
  "#1d4196",
  "#17357b",
];
const danger: MantineColorsTuple = [
  "#fdeeee",
  "#fbdcdc",
  "#f5b7b7",
  "#ee8e8e",
  "#e56767",
  "#d84a4d",
  "#c5323a",
  "#b01e28",
  "#8f1720",
  "#73121a",
];

/** Step 4 borders inputs and checkboxes in the light theme: it must stand 3:1 against white. */
const gray: MantineColorsTuple = [
  "#f5f6f8",
  "#eef0f3",
  "#dde1e7",
  "#c5cbd4",
  "#7d8795",
  "#6b7584",
  "#545e6d",
  "#414a57",
  "#2b323c",
  "#191e26",
];
/** Steps 4 (borders) to 8 (ground) are what Mantine's dark theme draws with. */
const dark: MantineColorsTuple = [
  "#e5e9ef",
  "#c4ccd6",
  "#a0abb9",
  "#8c97a5",
  "#76818f",
  "#28303b",
  "#1b212a",
  "#151a21",
  "#0e1217",
  "#0a0d11",
];

/** A dialog's head is a `header` element, which outside of an article would be a second banner of the page. */
const NO_BANNER = { header: { role: "none" } };
const DIALOG_TITLE = { title: { fontSize: "15px", fontWeight: 650 } };

export const theme = createTheme({
  colors: { accent, danger, gray, dark },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "var(--tl-font)",
  fontFamilyMonospace: "var(--tl-mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  defaultRadius: "6px",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "compact-sm", fw: 500 }, styles: { root: { minHeight: 28 } } },
    ActionIcon: { defaultProps: { size: 28, variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", comboboxProps: { shadow: "md" } } },
    NumberInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "sm" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: NO_BANNER,
      },
      styles: DIALOG_TITLE,
    },
    Drawer: {
      defaultProps: { overlayProps: { backgroundOpacity: 0.45 }, attributes: NO_BANNER },
      styles: DIALOG_TITLE,
    },
  },
});

/** Mantine's own variables speak our tokens, so that its light theme passes AA. */
const shared = {
  "--mantine-color-body": "var(--tl-surface)",
  "--mantine-color-text": "var(--tl-text)",
  "--mantine-color-bright": "var(--tl-text)",
  "--mantine-color-dimmed": "var(--tl-muted)",
  "--mantine-color-placeholder": "var(--tl-muted)",
  "--mantine-color-anchor": "var(--tl-accent)",
  "--mantine-color-error": "var(--tl-incident)",
  "--mantine-color-default": "var(--tl-surface)",
  "--mantine-color-default-hover": "var(--tl-hover)",
  "--mantine-color-default-color": "var(--tl-text)",
  "--mantine-color-default-border": "var(--tl-line-strong)",
  "--mantine-color-disabled": "var(--tl-sunken)",
  "--mantine-color-disabled-color": "var(--tl-muted)",
  "--mantine-color-disabled-border": "var(--tl-line)",
  "--mantine-color-gray-light-color": "var(--tl-text)",
  "--mantine-color-gray-light-hover": "var(--tl-hover)",
  "--mantine-color-accent-light": "var(--tl-accent-soft)",
  "--mantine-color-accent-light-color": "var(--tl-accent)",
  "--mantine-color-accent-outline": "var(--tl-accent)",
  "--mantine-color-danger-light-color": "var(--tl-incident)",
  "--mantine-color-danger-outline": "var(--tl-incident)",
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
