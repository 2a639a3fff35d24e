using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Signing;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog<T> : ILogger<T>
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    /// <summary>The lines of a level so far.</summary>
    public string[] Lines(LogLevel level)
    {
        lock (_gate)
            return [.. _lines.Where(line => line.StartsWith($"{level}: ", StringComparison.Ordinal))];
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
            _lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
