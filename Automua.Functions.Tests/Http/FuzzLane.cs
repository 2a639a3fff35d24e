using System.Diagnostics;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>One client that sends requests one after the other, over a connection for as long as the program keeps it.</summary>
internal sealed class FuzzLane(AutomuaProgram program, int seed) : IDisposable
{
    private readonly FuzzRequests _requests = new(seed);
    private RawConnection? _connection;

    /// <summary>How often each status was answered; 0 stands for a connection that ended without an answer.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <summary>The longest wait for an answer.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>What was asked when <see cref="Slowest"/> was measured.</summary>
    public string SlowestRequest { get; private set; } = "";

    /// <summary>Sends the next requests and asserts that no answer blames the program.</summary>
    public async Task SendAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            FuzzRequest request = _requests.Next();
            long start = Stopwatch.GetTimestamp();
            int status;
            try
            {
                // A kept connection may end before the next request has arrived.
                status = await ExchangeAsync(request) ?? await ExchangeAsync(request) ?? 0;
            }
            catch (Exception problem) when (problem is not InvalidOperationException)
            {
                throw new InvalidOperationException($"Seed {seed}: {problem.Message} after {request.Octets}", problem);
            }

            TimeSpan took = Stopwatch.GetElapsedTime(start);
            if (took > Slowest)
                (Slowest, SlowestRequest) = (took, request.Octets);
            Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"Seed {seed}: {status} for {request.Octets}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private async Task<int?> ExchangeAsync(FuzzRequest request)
    {
        RawConnection connection = _connection ??= await RawConnection.OpenAsync(program);
        await connection.SendAsync(request.Octets);
        Reply? reply = await connection.ReadReplyAsync(toHead: request.Method == "HEAD");
        if (reply is null || string.Equals(reply["Connection"], "close", StringComparison.OrdinalIgnoreCase))
        {
            connection.Dispose();
            _connection = null;
        }

        return reply?.Status;
    }
}
