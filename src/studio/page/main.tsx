import { render } from 'preact'

render(<main>recoworld studio</main>, document.getElementById('studio')!)
