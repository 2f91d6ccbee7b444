"""The stages, a verb each: read, interpret, link, check, name, plan, render. None imports another; `pipeline` composes them."""
