"""The only room that touches the file system: pages come in through `source`, generated files go out through `store`."""
