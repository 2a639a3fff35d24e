-- Asks for random domains of those that stores.sh imported, at a modest rate: each of wrk's connections waits 10 ms between an
-- answer and the next request. Prints p50 and p99 in microseconds and the number of answers; all must be 200.

local domains = tonumber(os.getenv("DOMAINS"))
local threads = {}

function setup(thread)
    thread:set("refused", 0)
    table.insert(threads, thread)
end

function init()
    math.randomseed(tonumber(os.getenv("SEED")) + 1)
end

function delay()
    return 10
end

function request()
    local name = string.format("customer%07d.example", math.random(0, domains - 1))
    return wrk.format("GET", "/mail/config-v1.1.xml?emailaddress=user%40" .. name)
end

function response(status)
    if status ~= 200 then
        refused = refused + 1
    end
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("refused")
    end
    if failed > 0 then
        print(failed .. " of " .. summary.requests .. " requests failed")
    else
        print(string.format("lookups %d %d %d", latency:percentile(50), latency:percentile(99), summary.requests))
    end
end
