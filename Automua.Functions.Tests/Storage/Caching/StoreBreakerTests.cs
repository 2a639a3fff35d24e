using Automua.Functions.Storage.Caching;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Storage.Caching;

public sealed class StoreBreakerTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void After_three_failures_in_a_row_the_store_is_asked_once_in_each_pause()
    {
        StoreBreaker breaker = new(_time);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(breaker.MayAsk());
            breaker.Failed();
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.False(breaker.MayAsk());
            _time.Advance(CacheLimits.Pause);
            // Whether or not this one comes back, the next may go after another pause.
            Assert.True(breaker.MayAsk());
        }
    }

    [Fact]
    public void One_answer_ends_it()
    {
        StoreBreaker breaker = new(_time);
        for (int i = 0; i < 5; i++)
            breaker.Failed();
        Assert.False(breaker.MayAsk());
        breaker.Succeeded();
        Assert.True(breaker.MayAsk());
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void Failures_with_answers_between_them_are_no_row()
    {
        StoreBreaker breaker = new(_time);
        for (int i = 0; i < 10; i++)
        {
            breaker.Failed();
            breaker.Failed();
            breaker.Succeeded();
            Assert.True(breaker.MayAsk());
        }
    }
}
