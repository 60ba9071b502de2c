"""Pressing what leads to another page, and waiting until it is there."""


def press(target):
    """A click, and the page that answers it; also when its address stays the same."""
    with target.page.expect_navigation():
        target.click()
