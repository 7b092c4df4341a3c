/** Shows a dialog over the page as soon as it is there, for Lit's `ref`. */
// The element is in the page only after Lit has finished this render.
export const show = (element?: Element): void => queueMicrotask(() => {
  if (element instanceof HTMLDialogElement && element.isConnected && !element.open) {
    element.showModal();
  }
});
