// What desk.js uses of CodeMirror; bundled at build time.
export { Decoration, EditorView, keymap } from "@codemirror/view";
export { StateEffect, StateField } from "@codemirror/state";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
