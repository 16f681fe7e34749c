import { initAll } from '../govuk/govuk-frontend.min.js'

initAll()

// What htmx puts on the page later is started as well.
document.body.addEventListener('htmx:afterSwap', (event) => initAll({ scope: event.detail.target }))
