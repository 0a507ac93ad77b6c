namespace ApiGen.Runtime.Redis;

/// <content>What Redis runs. Lua writes large numbers in exponential form, hence string.format.</content>
internal sealed partial class RedisArrivalLog
{
    // Returns how many requests were entered, and for each of them, and those that were not, the microseconds until its permit comes: a request takes the place of
    // the one behind which all others leave it just one; where that one is not known to have arrived, how long it takes if it is sent now,
    // as a negative number. What is entered before its permit comes is sent no sooner.
    // The last number is how many processes say that calls wait in them: each tells it with its questions, as its name and their number, until it must have asked again.
    // It writes what needs memory first: after any other write Redis no longer looks whether it has some.
    private const string EnterScript = """
        local key, hold, grace, witness, ahead = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
        local queues, process, told, waiting, count = KEYS[2], ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8])
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        if witness ~= '' and not redis.call('ZSCORE', key, witness) then
            return {-1}
        end
        local longest, permitAt, unknown = 0, {}, {}
        for k = 1, count do
            permitAt[k] = now
        end
        for i = 9 + count, #ARGV, 2 do
            local limit, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
            longest = math.max(longest, window)
            local times = redis.call('ZREVRANGE', key, limit - count, limit - 1, 'WITHSCORES')
            for k = 1, count do
                local arrived = times[2 * (count - k + 1)]
                if arrived then
                    arrived = tonumber(arrived)
                    if arrived > now then
                        unknown[k] = math.max(unknown[k] or 0, window)
                    else
                        permitAt[k] = math.max(permitAt[k], arrived + window)
                    end
                end
            end
        end
        local response = {0}
        for k = 1, count do
            local wait = permitAt[k] - now
            if response[1] == k - 1 and not unknown[k] and wait <= ahead then
                redis.call('ZADD', key, string.format('%.0f', now + hold), ARGV[8 + k])
                response[1] = k
            end
            response[k + 1] = unknown[k] and -math.max(unknown[k], wait) or wait
        end
        if response[1] > 0 then
            redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - longest - grace))
            redis.call('PEXPIRE', key, string.format('%.0f', math.ceil((longest + hold + grace) / 1000)))
        end
        if waiting >= 0 then
            local left = waiting - response[1]
            if left > 0 then
                redis.call('ZADD', queues, string.format('%.0f', now + longest + hold), process .. ':' .. left)
                redis.call('PEXPIRE', queues, string.format('%.0f', math.ceil((longest + hold) / 1000)))
            end
            redis.call('ZREMRANGEBYSCORE', queues, '-inf', string.format('%.0f', now))
            if told ~= '' and told ~= process .. ':' .. left then
                redis.call('ZREM', queues, told)
            end
        end
        response[count + 2] = redis.call('ZCARD', queues)
        return response
        """;

    // Returns how many wait, the given ones of this process and those of the others, and for each window the microseconds until its next places are free, as many as
    // those who wait and one more need. A call that has its permit and is not known to have arrived counts as sent now.
    private const string PlacesScript = """
        local key, queues, process, waiting = KEYS[1], KEYS[2], ARGV[1], tonumber(ARGV[2])
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        for _, queue in ipairs(redis.call('ZRANGEBYSCORE', queues, string.format('%.0f', now), '+inf')) do
            local name, number = string.match(queue, '^(.*):(%d+)$')
            if name ~= process then
                waiting = waiting + tonumber(number)
            end
        end
        local response = {waiting}
        for i = 3, #ARGV, 2 do
            local limit, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
            local first = math.max(0, limit - 1 - waiting)
            local times, free = redis.call('ZREVRANGE', key, first, limit - 1, 'WITHSCORES'), {}
            for place = 1, limit - first do
                local leaver = times[2 * (limit - first - place + 1)]
                free[place] = leaver and math.max(0, math.min(0, tonumber(leaver) - now) + window) or 0
            end
            response[#response + 1] = free
        end
        return response
        """;

    // Sets the time of requests, also of those that have gone meanwhile: from now on they count. One that counts no longer is taken out. Returns how many were
    // missing that must be there.
    private const string PlaceScript = """
        local key, longest, grace = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
        local t = redis.call('TIME')
        local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
        local missing, expiry = 0, 0
        for i = 3, #ARGV, 3 do
            local from = tonumber(ARGV[i + 1])
            if ARGV[i + 2] == '1' and not redis.call('ZSCORE', key, ARGV[i]) then
                missing = missing + 1
            end
            if from + longest > 0 then
                redis.call('ZADD', key, string.format('%.0f', now + from), ARGV[i])
                expiry = math.max(expiry, math.ceil((from + longest + grace) / 1000))
            else
                redis.call('ZREM', key, ARGV[i])
            end
        end
        if expiry > redis.call('PTTL', key) then
            redis.call('PEXPIRE', key, string.format('%.0f', expiry))
        end
        return missing
        """;
}
