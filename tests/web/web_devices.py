"""Microphone and loudspeaker as a test wants them."""

DEVICES = """
window.kinds = ['audioinput', 'audiooutput'];
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wishes) => {
  if (!kinds.includes('audioinput')) throw new DOMException('', 'NotFoundError');
  return (window.stream = await ask(wishes));
};
navigator.mediaDevices.enumerateDevices = async () => kinds.map((kind) => ({ kind }));
window.plug = (...all) => {
  window.kinds = all;
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
};
window.pullMicrophone = () => {
  window.kinds = kinds.filter((kind) => kind !== 'audioinput');
  stream.getAudioTracks()[0].dispatchEvent(new Event('ended'));
};
"""
"""Devices that a test plugs in and out, as the browser tells of them."""
