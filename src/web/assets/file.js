// The page as a file: the case stands in it.

start(JSON.parse(at("data").textContent));
