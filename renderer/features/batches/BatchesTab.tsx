export function BatchesTab() {
  return null;
}
