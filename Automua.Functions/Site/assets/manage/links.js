// Addresses of the page's views, as router.js reads them.
export function to(...pieces) {
  return `#/${pieces.map(encodeURIComponent).join("/")}`;
}

// The address of a view with a query, of which empty members are left out.
export function withQuery(address, members) {
  const said = Object.entries(members).filter(([, value]) => value);
  return said.length === 0 ? address : `${address}?${new URLSearchParams(said)}`;
}
