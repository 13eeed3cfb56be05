// Light and dark, and the search. Plain scripts and no requests, so that both work from a folder too.
(() => {
  'use strict'
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const themes = ['auto', 'light', 'dark']
  let theme = 'auto'
  try { theme = localStorage.getItem('theme') || 'auto' } catch { /* a browser that keeps nothing for pages of a folder */ }

  function paint() {
    root.dataset.bsTheme = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme
    const button = document.getElementById('theme')
    if (button) {
      button.textContent = { auto: '◐', light: '☀', dark: '☾' }[theme]
      button.title = button.ariaLabel = `Colours: ${theme}`
    }
  }

  dark.addEventListener('change', paint)
  paint()

  document.addEventListener('DOMContentLoaded', () => {
    paint()
    document.getElementById('theme').addEventListener('click', () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length]
      try { localStorage.setItem('theme', theme) } catch { /* it holds for this page */ }
      paint()
    })
    // The lists of pages are open where there is room beside the text.
    const pages = document.querySelector('.site-pages details')
    if (pages && matchMedia('(min-width: 60rem)').matches)
      pages.open = true
    searchWith(document.getElementById('search'), document.getElementById('found'))
  })

  function searchWith(input, found) {
    let asked = false
    input.addEventListener('focus', () => {
      if (asked)
        return
      asked = true
      const script = document.createElement('script')
      script.src = document.body.dataset.rel + 'public/search-index.js'
      script.onload = show
      document.head.append(script)
    })
    input.addEventListener('input', show)
    document.addEventListener('keydown', event => {
      if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault()
        input.focus()
      } else if (event.key === 'Escape') {
        input.value = ''
        show()
      } else if (event.key === 'Enter' && document.activeElement === input)
        found.querySelector('a')?.click()
    })

    function show() {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      found.replaceChildren()
      found.hidden = words.length === 0 || !window.searchIndex
      if (found.hidden)
        return
      const hits = window.searchIndex.map(page => [rank(page, words), page]).filter(hit => hit[0] > 0)
        .sort((a, b) => b[0] - a[0]).slice(0, 20)
      if (hits.length === 0)
        found.textContent = `Nothing has ${words.join(' and ')}.`
      for (const [, page] of hits)
        found.append(entry(page, words))
    }
  }

  // A page is [address, title, section, text]. Every word must stand in it; the title counts most.
  function rank([, title, section, text], words) {
    const name = title.toLowerCase()
    const all = `${section} ${text}`.toLowerCase()
    let sum = 0
    for (const word of words) {
      const inName = name === word ? 100 : name.split(/\W+/).includes(word) ? 60
        : name.startsWith(word) ? 50 : name.includes(word) ? 20 : 0
      const inText = Math.min(10, all.split(word).length - 1)
      if (inName + inText === 0)
        return 0
      sum += inName + inText
    }
    return sum
  }

  function entry([address, title, section, text], words) {
    const link = document.createElement('a')
    link.href = document.body.dataset.rel + address
    const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 40)
    for (const [tag, content] of [['b', title], ['i', section], ['span', text.slice(at, at + 140)]]) {
      const part = document.createElement(tag)
      part.textContent = content
      link.append(part)
    }
    return link
  }
})()
