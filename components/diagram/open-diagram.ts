import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "./diagram.css";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { type CasePath, CasePathModule } from "./case-path";
import type { EventBus } from "./diagram-services";
import { type ElementMarks, ElementMarksModule } from "./element-marks";
import { type ElementPicker, ElementPickerModule } from "./element-picker";
import { type FittedViewport, FittedViewportModule } from "./fitted-viewport";
import { type FlowCounts, FlowCountsModule } from "./flow-counts";
import { type Heatmap, HeatmapModule } from "./heatmap";
import { type IncidentBadges, IncidentBadgesModule } from "./incident-badges";
import { KeyboardControlModule } from "./keyboard-control";
import { type MovingTokens, MovingTokensModule } from "./moving-tokens";
import { type TokenBadges, TokenBadgesModule } from "./token-badges";
import { type TokenDragging, TokenDraggingModule } from "./token-dragging";
import { TouchGesturesModule } from "./touch-gestures";

export type OpenDiagram = {
  tokenBadges: TokenBadges;
  incidentBadges: IncidentBadges;
  flowCounts: FlowCounts;
  heatmap: Heatmap;
  casePath: CasePath;
  movingTokens: MovingTokens;
  elementMarks: ElementMarks;
  tokenDragging: TokenDragging;
  elementPicker: ElementPicker;
  fittedViewport: FittedViewport;
  warnings: readonly string[];
  close(): void;
};

export type DiagramListener = {
  onPick(elementId: string | null): void;
  onPoint(elementId: string | null): void;
};

type Services = Omit<OpenDiagram, "warnings" | "close"> & { eventBus: EventBus };

/**
 * Draws BPMN into an element and hands out the overlays. Rejects with bpmn-js' own reason when it cannot. Registers no
 * moddle extension: Zeebe's and Camunda's together yield an empty diagram without an exception.
 */
export async function openDiagram(
  container: HTMLElement,
  xml: string,
  listener: DiagramListener,
): Promise<OpenDiagram> {
  const viewer = new NavigatedViewer<Services>({
    container,
    // Colours are CSS variables, so that switching the theme redraws nothing.
    bpmnRenderer: {
      defaultFillColor: "var(--diagram-fill)",
      defaultStrokeColor: "var(--diagram-stroke)",
      defaultLabelColor: "var(--diagram-text)",
    },
    // Our own keys: theirs scroll on arrows, ours walk from element to element.
    keyboard: { bind: false },
    additionalModules: [
      TokenBadgesModule,
      IncidentBadgesModule,
      FlowCountsModule,
      HeatmapModule,
      CasePathModule,
      MovingTokensModule,
      ElementMarksModule,
      TokenDraggingModule,
      FittedViewportModule,
      ElementPickerModule,
      KeyboardControlModule,
      TouchGesturesModule,
    ],
  });
  try {
    const { warnings } = await viewer.importXML(xml);
    listen(viewer.get("eventBus"), listener);
    return {
      tokenBadges: viewer.get("tokenBadges"),
      incidentBadges: viewer.get("incidentBadges"),
      flowCounts: viewer.get("flowCounts"),
      heatmap: viewer.get("heatmap"),
      casePath: viewer.get("casePath"),
      movingTokens: viewer.get("movingTokens"),
      elementMarks: viewer.get("elementMarks"),
      tokenDragging: viewer.get("tokenDragging"),
      elementPicker: viewer.get("elementPicker"),
      fittedViewport: viewer.get("fittedViewport"),
      warnings: warnings.map((warning) => warningText(warning)),
      close: () => viewer.destroy(),
    };
  } catch (reason) {
    viewer.destroy();
    throw reason;
  }
}

type Picked = { elementId: string | null };

function listen(eventBus: EventBus, { onPick, onPoint }: DiagramListener): void {
  eventBus.on<Picked>("element.picked", ({ elementId }) => onPick(elementId));
  eventBus.on<Picked>("element.pointed", ({ elementId }) => onPoint(elementId));
}

/** Typed as text, but the parser hands over errors with a message. */
function warningText(warning: unknown): string {
  if (typeof warning === "object" && warning !== null && "message" in warning) return String(warning.message);
  return String(warning);
}
