using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>Bodies of gigabytes, and bodies without an end.</summary>
public sealed class LargeBodyTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    private const string TwoGigabytes = "Content-Length: 2147483648";
    private const string Autodiscover = "POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: x\r\n";
    private const string Import = $"POST /initdb HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\n";
    private const string Replacement = $"PUT /manage/v1/domains/a.example HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\n";
    private const int Mebioctet = 1024 * 1024;

    // Several documents of the largest size, of which the garbage collector has not yet cleared away all: much less than what is sent.
    private const long MostMemory = 640L * Mebioctet;

    // What is refused as too large for one function is read and thrown away up to here, so that the client reads the answer.
    private const int LargestOfAll = 32 * Mebioctet;

    // What the machine keeps on the way to who does not read it.
    private const int OnTheWay = 16 * Mebioctet;

    [Theory]
    [InlineData(Autodiscover)]
    [InlineData(Import)]
    [InlineData(Replacement)]
    public async Task Two_gigabytes_are_refused_before_any_of_them_is_sent(string head)
    {
        foreach (string expectation in (string[])["", "Expect: 100-continue\r\n"])
        {
            Reply? reply = await RawConnection.ExchangeAsync(sample.Program, $"{head}{expectation}{TwoGigabytes}\r\n\r\n");
            Assert.NotNull(reply);
            reply.AssertProblem(413);
        }

        await AssertServesAsync();
    }

    [Theory]
    [InlineData(Autodiscover, TwoGigabytes, 0)]
    [InlineData(Autodiscover, "Transfer-Encoding: chunked", LargestOfAll)]
    [InlineData(Import, TwoGigabytes, 0)]
    [InlineData(Import, "Transfer-Encoding: chunked", LargestOfAll)]
    [InlineData(Replacement, "Transfer-Encoding: chunked", LargestOfAll)]
    public async Task Who_sends_them_all_the_same_is_cut_off_at_the_limit(string head, string framing, int limit)
    {
        byte[] content = [.. "100000\r\n"u8, .. Enumerable.Repeat((byte)' ', Mebioctet), .. "\r\n"u8];
        for (int round = 0; round < 3; round++)
        {
            using RawConnection connection = await RawConnection.OpenAsync(sample.Program);
            await connection.SendAsync($"{head}{framing}\r\n\r\n");
            Task<Reply?> reply = connection.ReadReplyAsync();
            long sent = 0;
            while (sent <= limit + OnTheWay && await connection.TrySendAsync(content))
                sent += Mebioctet;
            Assert.InRange(sent, 0, limit + OnTheWay);
            // The answer can be lost when the connection ends with octets on the way.
            Assert.True(await reply is null or { Status: 413 });
        }

        await AssertServesAsync();
        Assert.InRange(sample.Program.ResidentMemory, 0, MostMemory);
    }

    [Fact]
    public async Task Many_bodies_without_an_end_at_once_are_cut_off_as_well()
    {
        byte[] content = [.. "10000\r\n"u8, .. Enumerable.Repeat((byte)' ', 0x10000), .. "\r\n"u8];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using RawConnection connection = await RawConnection.OpenAsync(sample.Program);
            await connection.SendAsync($"{Autodiscover}Transfer-Encoding: chunked\r\n\r\n");
            while (await connection.TrySendAsync(content))
            {
                // Until it is cut off.
            }
        }));
        await AssertServesAsync();
        Assert.InRange(sample.Program.ResidentMemory, 0, MostMemory);
        Assert.Empty(sample.Program.Log.Trouble);
    }

    private async Task AssertServesAsync() => Assert.Equal(200, (await sample.Program.GetAsync("/v1.1/example.com")).Status);
}
