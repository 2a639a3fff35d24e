-- Asks as Thunderbird, Outlook or Safari does, as fast as the answers come, or each connection about PACE milliseconds after the last
-- one. The requests are made beforehand: so many in turn, each for one of the domains that compare.sh imported. Prints p50 and p99 in
-- microseconds and the requests a second; all must be answered with a status below 400.

local domains = tonumber(os.getenv("DOMAINS"))
local asked = tonumber(os.getenv("ASKED"))
local kind = os.getenv("KIND")
local pace = tonumber(os.getenv("PACE"))
local requests = {}
local turn = 0

local function autodiscover(address)
    return '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>'
        .. "<EMailAddress>" .. address .. "</EMailAddress>"
        .. "<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>"
        .. "</Request></Autodiscover>"
end

local function made(name)
    local address = "user@" .. name
    if kind == "autoconfig" then
        return wrk.format("GET", "/mail/config-v1.1.xml?emailaddress=user%40" .. name, { Host = "autoconfig." .. name })
    elseif kind == "mobileconfig" then
        return wrk.format("GET", "/mobileconfig?emailaddress=user%40" .. name, { Host = "autoconfig." .. name })
    end
    return wrk.format("POST", "/autodiscover/autodiscover.xml",
        { Host = "autodiscover." .. name, ["Content-Type"] = "text/xml" }, autodiscover(address))
end

function init()
    math.randomseed(tonumber(os.getenv("SEED")) + 1)
    for i = 1, asked do
        -- Where there are no more than are asked for, each in turn; else random ones.
        local number = asked >= domains and (i - 1) % domains or math.random(0, domains - 1)
        requests[i] = made(string.format("customer%07d.example", number))
    end
end

-- Where there is none, nobody has to be waited for.
if pace > 0 then
    function delay()
        return math.random(0, 2 * pace)
    end
end

function request()
    turn = turn % asked + 1
    return requests[turn]
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.status
    if failed > 0 then
        print(failed .. " of " .. summary.requests .. " requests failed")
    else
        print(string.format("requests %d %d %d", latency:percentile(50), latency:percentile(99), summary.requests * 1000000 / summary.duration))
    end
end
