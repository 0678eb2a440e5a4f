import { json } from "@codemirror/lang-json";
import { EditorView, minimalSetup } from "codemirror";

export interface JsonEditorView {
  /** Replaces the text, unless it is there already. */
  show(text: string): void;
  close(): void;
}

interface Opened {
  text: string;
  labelId: string;
  descriptionId: string;
  onChange: (text: string) => void;
}

export function openJsonEditor(
  parent: HTMLElement,
  { text, labelId, descriptionId, onChange }: Opened,
): JsonEditorView {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      minimalSetup,
      EditorView.cspNonce.of(pageNonce()),
      json(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-labelledby": labelId, "aria-describedby": descriptionId }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) onChange(state.doc.toString());
      }),
    ],
  });
  return {
    show: (next) => {
      const { doc } = view.state;
      if (doc.toString() !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    close: () => view.destroy(),
  };
}

/** The editor brings its style sheet along, which the page's content security policy lets in with its nonce alone. */
function pageNonce(): string {
  return document.querySelector<HTMLElement>("script[nonce], style[nonce]")?.nonce ?? "";
}
