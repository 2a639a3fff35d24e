using Automua.Functions.Outages;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Outages;

public sealed class BreakerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void After_three_failures_in_a_row_it_is_asked_once_in_each_pause()
    {
        Breaker breaker = new(_time, Pause);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(breaker.MayAsk());
            breaker.Failed();
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.False(breaker.MayAsk());
            _time.Advance(Pause);
            // Whether or not this one comes back, the next may go after another pause.
            Assert.True(breaker.MayAsk());
        }
    }

    [Fact]
    public void Who_fails_late_is_left_alone_as_long()
    {
        Breaker breaker = new(_time, Pause);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(breaker.MayAsk());
            _time.Advance(2 * Pause);
            breaker.Failed();
            bool isGone = i >= 2;
            Assert.Equal(!isGone, breaker.MayAsk());
            if (isGone)
                _time.Advance(Pause);
        }
    }

    [Fact]
    public void One_answer_ends_it()
    {
        Breaker breaker = new(_time, Pause);
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
        Breaker breaker = new(_time, Pause);
        for (int i = 0; i < 10; i++)
        {
            breaker.Failed();
            breaker.Failed();
            breaker.Succeeded();
            Assert.True(breaker.MayAsk());
        }
    }
}
