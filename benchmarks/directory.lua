-- Asks for the login names of so many mailboxes, each once, at a steady rate over all connections together. Prints p50, p99 and the
-- longest in microseconds and the number of answers; all must be 200 with a login name from the directory.

local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds, nanoseconds; } automua_time; int clock_gettime(int, automua_time *);")

local rate = tonumber(os.getenv("RATE"))
local mailboxes = tonumber(os.getenv("MAILBOXES"))
local threads = {}
local time = ffi.new("automua_time")
local started
local asked = 0
local waiting = 0

local function milliseconds()
    ffi.C.clock_gettime(1, time)
    return tonumber(time.seconds) * 1000 + tonumber(time.nanoseconds) / 1000000
end

function setup(thread)
    thread:set("wrong", 0)
    table.insert(threads, thread)
end

-- Each request has its own moment: who is late is not waited for, and makes up for it.
function delay()
    started = started or milliseconds()
    waiting = waiting + 1
    return math.max(0, started + waiting * 1000 / rate - milliseconds())
end

function request()
    local path = string.format("/mail/config-v1.1.xml?emailaddress=user%d%%40example.com", asked % mailboxes)
    asked = asked + 1
    return wrk.format("GET", path)
end

function response(status, headers, body)
    if status ~= 200 or not body:find("<username>login", 1, true) then
        wrong = wrong + 1
    end
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("wrong")
    end
    print(string.format("directory %d %d %d %d %d %d", latency:percentile(50), latency:percentile(99), latency.max,
        summary.requests, failed, summary.duration / 1000))
end
