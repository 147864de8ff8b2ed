// What the JavaScript is held to. Scripts are ES modules with checked types, but for those that
// tsconfig.json excludes: classic scripts, which share the one global `talks`.
import { readFileSync } from "node:fs";

import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

const classic = JSON.parse(readFileSync(new URL("tsconfig.json", import.meta.url), "utf8")).exclude;

const AS_TEXT = "a text of a file is never markup: use textContent";

export default defineConfig([
  globalIgnores(["out/", "**/.*/"]),
  {
    files: ["**/*.js"],
    extends: [js.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "max-len": ["error", { code: 160 }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-return-assign": "error",
      "no-self-compare": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: AS_TEXT })),
        ...["write", "writeln"].map((property) => ({ object: "document", property, message: AS_TEXT })),
      ],
    },
  },
  {
    files: ["dashboard/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
  },
  {
    files: ["tests/**/*.js", "eslint.config.js"],
    languageOptions: { globals: globals.nodeBuiltin },
  },
  {
    files: classic,
    languageOptions: { sourceType: "script", globals: { ...globals.browser, L: "readonly", talks: "readonly" } },
  },
]);
