// Keeps "in 40 minutes" and "12 minutes late" true while the page stands open. The page says what moment it was made at
// (the demonstration's clock need not be this computer's); from there time runs on as here. Without this script the words
// are right for the moment when the page was made.
(function () {
  'use strict'

  var MINUTE = 60
  var HOUR = 60 * MINUTE
  var DAY = 24 * HOUR

  function counted (number, name) {
    return number + ' ' + name + (number === 1 ? '' : 's')
  }

  function two (seconds, large, largeName, small, smallName) {
    var first = counted(Math.floor(seconds / large), largeName)
    var rest = Math.floor((seconds % large) / small)
    return rest ? first + ' ' + counted(rest, smallName) : first
  }

  // The same words as worktime/words.py; a test holds the two together.
  function duration (seconds) {
    if (seconds < MINUTE) return counted(seconds, 'second')
    if (seconds < HOUR) return counted(Math.floor(seconds / MINUTE), 'minute')
    if (seconds < DAY) return two(seconds, HOUR, 'hour', MINUTE, 'minute')
    if (seconds < 7 * DAY) return two(seconds, DAY, 'day', HOUR, 'hour')
    return counted(Math.floor(seconds / DAY), 'day')
  }

  function timeLeft (seconds) {
    if (seconds === 0) return 'now'
    return seconds > 0 ? 'in ' + duration(seconds) : duration(-seconds) + ' late'
  }

  window.carewrightTimeLeft = timeLeft

  var made = Date.parse(document.documentElement.dataset.now || '')
  if (isNaN(made)) return
  var opened = performance.now()

  function tick () {
    var now = Math.floor((made + performance.now() - opened) / 1000)
    document.querySelectorAll('[data-due]').forEach(function (place) {
      var left = Math.floor(Date.parse(place.dataset.due) / 1000) - now
      var words = timeLeft(left)
      if (place.textContent !== words) place.textContent = words
      place.classList.toggle('cw-due--late', left < 0)
    })
  }

  tick()
  setInterval(tick, 1000)
})()
