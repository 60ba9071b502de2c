"""What every page must be, whoever looks at it: readable by machine, by thumb and on 320 px."""

from tests.harness.browser import AXE, RULES

SMALLEST = 24  # CSS pixels of a thing to press, WCAG 2.5.8
_axe_source = AXE.read_text() + ";0"


def look(page):
    """Fail on anything axe finds, on sideways scrolling and on targets too small for a thumb."""
    wrong = [f"wider than the screen: {each}" for each in wider_than_screen(page)]
    wrong += [f"too small to press: {each}" for each in small_targets(page)]
    if page.gapura_scripts:
        wrong += [f"axe: {each}" for each in what_axe_finds(page)]
    assert not wrong, "\n".join([f"{page.title()} <{page.url}>", *wrong])


def what_axe_finds(page):
    page.evaluate(_axe_source)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        list(RULES),
    )
    return [
        (wrong["id"], wrong["impact"], [node["html"][:160] for node in wrong["nodes"]])
        for wrong in found["violations"]
    ]


def wider_than_screen(page):
    """The elements that make the page scroll sideways; none is right."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => e.outerHTML.slice(0, 120))"""
    )


def small_targets(page):
    """Links and buttons below 24 by 24 pixels; pressing the label of a box presses the box."""
    return page.evaluate(
        """least => {
          const press = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
          const fits = box => box.width >= least && box.height >= least;
          const boxes = e => [e, ...(e.labels || [])].map(each => each.getBoundingClientRect());
          const inText = e => getComputedStyle(e).display === 'inline' && e.closest('p, li, dd, td');
          return [...document.querySelectorAll(press)]
            .filter(e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
            .filter(e => e.getBoundingClientRect().width > 1 && !inText(e) && !boxes(e).some(fits))
            .map(e => e.outerHTML.slice(0, 160));
        }""",
        SMALLEST,
    )
