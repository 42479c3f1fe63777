-- The requests that wrk sends and the figures it prints: wrk -s load.lua URL -- METHOD PATH BODY FIRST LAST [NAME: VALUE]...
--
-- {n} in path and body is a number from FIRST to LAST, another for each request.

local seed = 0

function setup(thread)
    seed = seed + 1
    thread:set("seed", seed)
end

function init(arguments)
    local method, path, body = arguments[1], arguments[2], arguments[3]
    local first, last = tonumber(arguments[4]), tonumber(arguments[5])
    local fields = { ["Host"] = "127.0.0.1" }
    for i = 6, #arguments do
        local name, value = arguments[i]:match("^([^:]+): (.*)$")
        fields[name] = value
    end
    if body:sub(1, 1) == "@" then
        local file = assert(io.open(body:sub(2), "rb"))
        body = file:read("*a")
        file:close()
    end
    math.randomseed(seed)
    requests, at = {}, 0
    for i = 1, last > first and 2000 or 1 do
        local number = string.format("%d", math.random(first, last))
        local text = body ~= "" and body or nil
        requests[i] = wrk.format(method, path:gsub("{n}", number), fields, last > first and text and text:gsub("{n}", number) or text)
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests": %d, "seconds": %.6f, "refused": %d, "broken": %d, "p50_ms": %.4f, "p99_ms": %.4f, "worst_ms": %.4f}\n',
        summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
