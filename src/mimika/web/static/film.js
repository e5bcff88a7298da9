// The film page works without this file, but for the camera. It adds: a word on files that are too large, recording.
"use strict";

const form = document.querySelector("form.send");
const camera = document.querySelector(".camera");

if (form) {
  const file = form.querySelector("input[type=file]");
  const large = document.getElementById("film-large");
  const isLarge = () => file.files.length > 0 && file.files[0].size > Number(form.dataset.most);
  file.addEventListener("change", () => { large.hidden = !isLarge(); });
  form.addEventListener("submit", (event) => {
    if (isLarge()) {
      event.preventDefault();
      large.hidden = false;
      return;
    }
    form.querySelector(".sending").hidden = false;
  });
  // A page that comes back from the browser's memory is not on its way any more.
  addEventListener("pageshow", () => { form.querySelector(".sending").hidden = true; });
  if (camera && navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
    camera.hidden = false;
    record(camera, file);
  }
}

function record(camera, file) {
  const video = camera.querySelector("video");
  const told = camera.querySelector(".told");
  const button = (name) => camera.querySelector(`[data-do=${name}]`);
  const show = (...names) => {
    for (const name of ["on", "start", "stop"]) button(name).hidden = !names.includes(name);
  };
  let stream = null;
  let recorder = null;
  let clock = 0;

  const end = () => {
    clearInterval(clock);
    if (recorder?.state === "recording") recorder.stop();
  };

  const off = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    video.hidden = true;
  };

  button("on").addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 60 } },
      });
    } catch {
      told.textContent = camera.dataset.refused;
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    told.textContent = camera.dataset.ready;
    show("start");
    button("start").focus();
  });

  button("start").addEventListener("click", () => {
    const pieces = [];
    const type = ["video/webm;codecs=vp8", "video/webm", "video/mp4"].find((one) => MediaRecorder.isTypeSupported(one));
    recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 8_000_000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      const held = new DataTransfer();
      held.items.add(new File(pieces, `${camera.dataset.file}.${type.startsWith("video/mp4") ? "mp4" : "webm"}`, { type }));
      file.files = held.files;
      file.dispatchEvent(new Event("change"));
      off();
      told.textContent = camera.dataset.done;
      button("on").textContent = camera.dataset.again;
      show("on");
      camera.closest("form").querySelector("button.main").focus();
    });
    recorder.start(1000);
    show("stop");
    button("stop").focus();
    let left = Number(camera.dataset.seconds);
    // Each second would be too much for whoever hears the page; ten are enough.
    const tell = () => {
      told.setAttribute("aria-live", left % 10 === 0 ? "polite" : "off");
      told.textContent = `${camera.dataset.left} ${left}`;
      if (left <= 0) end();
      left -= 1;
    };
    tell();
    clock = setInterval(tell, 1000);
  });

  button("stop").addEventListener("click", end);
  // The page is left by a new document, or by htmx putting another body in its place.
  addEventListener("pagehide", off);
  document.addEventListener("htmx:beforeSwap", off);
}
