// What is sent for a page that is gone: a change that is on its way when the page is left arrives, if it is short enough.

const MOST_AFTER_LEAVING = 60_000; // browsers refuse more than 64 KiB

// Whether a request with this body may outlive its page. One that is longer has to be sent without, or is not sent.
export function mayOutlive(body) {
  return body.toString().length < MOST_AFTER_LEAVING;
}
