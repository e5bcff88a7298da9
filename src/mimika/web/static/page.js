// The page works without this file. It adds: focus after a change of page, number keys for answers, printing.
"use strict";

const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");

// After a page is swapped in, a screen reader and the keyboard start at its heading.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.detail.boosted) return;
  const anchor = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const start = anchor || document.querySelector("main h1");
  if (!start) return;
  start.setAttribute("tabindex", "-1");
  start.focus({ preventScroll: Boolean(!anchor) });
  if (!anchor) scrollTo(0, 0);
});

// A fault (4xx, 5xx) is a page of its own and is shown like any other.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// 1 to 9 press the answers of a question.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const answers = document.querySelectorAll(".options button, .ticks input[type=checkbox]");
  const answer = answers[Number(event.key) - 1];
  if (answer && /^[1-9]$/.test(event.key)) answer.click();
});
