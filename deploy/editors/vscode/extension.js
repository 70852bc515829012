// Starts `concord lsp` for plain texts.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const settings = vscode.workspace.getConfiguration("concord");
  const server = { command: settings.get("path"), args: ["lsp"] };
  client = new LanguageClient("concord", "concord", server, {
    documentSelector: ["plaintext", "markdown"].map((language) => ({ scheme: "file", language })),
    initializationOptions: { targetLang: settings.get("targetLanguage"), uiLang: settings.get("messages") },
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
