import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "slack-blocks-to-jsx/dist/style.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/sidebar.css";
import "./styles/message.css";
import "./styles/blocks.css";
import "./styles/signs.css";
import "./styles/elements.css";
import "./styles/modals.css";
import "./styles/composer.css";
import "./styles/jump.css";
import "./styles/world.css";
import "./styles/calls.css";
import "./styles/tour.css";
import { App } from "./app.tsx";
import { loadLibrary } from "./blocks/still-block.tsx";
import { readTheme, showTheme } from "./use-theme.ts";

// Before anything is drawn, so that nothing flashes.
showTheme(readTheme());

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  // The first message asks for it by itself; where there is none yet, it waits for a quiet moment.
  requestIdleCallback(() => void loadLibrary());
}
