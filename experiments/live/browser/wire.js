// What goes to the server: in its order, and kept while the connection is lost.
//
// Solara asks whether its page still stands as soon as a connection is back, and gives it up if no
// answer comes in half a second. A message that waits in the kernel's own queue would hold that up.

export function createWire(model, onBack) {
  const kernel = model.widget_manager?.context?.sessionContext?.session?.kernel;
  const kept = [];
  let lost = false;

  const isWhole = () => !kernel || kernel.connectionStatus === "connected";

  function pass() {
    while (kept.length && isWhole()) model.send(kept.shift());
  }

  function changed() {
    if (!isWhole()) {
      lost = true;
    } else if (lost) {
      lost = false;
      pass();
      onBack();
    }
  }

  kernel?.connectionStatusChanged.connect(changed);
  return {
    send(told) {
      kept.push(told);
      pass();
    },
    stop() {
      kernel?.connectionStatusChanged.disconnect(changed);
    },
  };
}
