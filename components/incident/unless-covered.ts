/**
 * Escape reaches every dialog that is open, though it is meant for the topmost: a drawer that another dialog lies over stays.
 */
export function unlessCovered(onClose: () => void): () => void {
  return () => {
    if (document.querySelectorAll("[role='dialog'][aria-modal='true']").length < 2) onClose();
  };
}
