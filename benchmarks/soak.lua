-- Mixed traffic at a steady pace: each of wrk's threads has one connection, so that an answer is that to the thread's last request.
-- Each kind of request names the status that the contract has for it, and some what must be in the answer. 503 is for outages alone: soak.sh makes the file OUTAGE
-- while it has stopped a server, and for some seconds more. Prints the requests, those of each status, and those that were wrong.

local domains = tonumber(os.getenv("DOMAINS"))
local mailboxes = tonumber(os.getenv("MAILBOXES"))
local outage = os.getenv("OUTAGE")
local pace = tonumber(os.getenv("PACE"))
local threads = {}
local kind

local function customer()
    return string.format("customer%07d.example", math.random(0, domains - 1))
end

local function get(path, host)
    return wrk.format("GET", path, { Host = host })
end

local function autodiscover(address)
    return wrk.format("POST", "/autodiscover/autodiscover.xml", { ["Content-Type"] = "text/xml" },
        '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>'
        .. "<EMailAddress>" .. address .. "</EMailAddress>"
        .. "<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>"
        .. "</Request></Autodiscover>")
end

local kinds = {
    { 200, function() return get("/mail/config-v1.1.xml?emailaddress=user%40" .. customer()) end, "<hostname>imap.provider" },
    { 200, function() local name = customer() return get("/mail/config-v1.1.xml", "autoconfig." .. name) end, "<hostname>imap.provider" },
    { 200, function() return autodiscover("user@" .. customer()) end, "<Server>imap.provider" },
    { 200, function() return get("/mobileconfig?emailaddress=user%40" .. customer()) end, "<string>imap.provider" },
    { 200, function() return get("/settings?emailaddress=user%40" .. customer()) end, "imap.provider" },
    { 200, function() return get("/mail/config-v1.1.xml?emailaddress=user" .. math.random(0, mailboxes - 1) .. "%40directory.example") end,
        "<username>login" },
    { 404, function() return get("/mail/config-v1.1.xml?emailaddress=user%40unknown" .. math.random(0, 1000000) .. ".example") end },
    { 404, function() return get("/nothing/" .. math.random(0, 1000000)) end },
    { 400, function() return get("/mail/config-v1.1.xml?emailaddress=nonsense") end },
    { 401, function() return get("/manage/v1/status") end },
    { 200, function() return get("/") end },
    { 200, function() return get("/healthz") end },
}

function setup(thread)
    thread:set("number", #threads)
    thread:set("statuses", "")
    thread:set("wrong", 0)
    thread:set("example", "")
    table.insert(threads, thread)
end

local seen = {}

function init()
    math.randomseed(number + 1)
end

function delay()
    return pace
end

function request()
    kind = math.random(1, #kinds)
    return kinds[kind][2]()
end

local function is_outage()
    local file = io.open(outage)
    if file then
        file:close()
    end
    return file ~= nil
end

function response(status, headers, body)
    seen[status] = (seen[status] or 0) + 1
    local has = kinds[kind][3]
    if (status ~= kinds[kind][1] or (has and not body:find(has, 1, true))) and not (status == 503 and headers["Retry-After"] and is_outage()) then
        wrong = wrong + 1
        example = os.date("%H:%M:%S") .. " kind " .. kind .. ": " .. status .. " " .. body:sub(1, 120):gsub("%s+", " ")
    end
    -- What a thread knows is asked for as text.
    statuses = ""
    for code, count in pairs(seen) do
        statuses = statuses .. code .. "=" .. count .. " "
    end
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    local sums = {}
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("wrong")
        if thread:get("example") ~= "" then
            print("wrong at " .. thread:get("example"))
        end
        for code, count in thread:get("statuses"):gmatch("(%d+)=(%d+)") do
            sums[code] = (sums[code] or 0) + count
        end
    end
    for code, count in pairs(sums) do
        print("status " .. code .. " " .. count)
    end
    print(string.format("soak %d %d %d", summary.requests, failed, latency:percentile(99)))
end
