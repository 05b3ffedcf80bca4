import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, "../../dist/playground"),
    emptyOutDir: true,
    // One file, read from the disk next door: nothing would be won by cutting it up.
    chunkSizeWarningLimit: 2_000,
  },
});
