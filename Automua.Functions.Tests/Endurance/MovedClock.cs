using System.Buffers.Binary;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>The wall clock of programs that a test starts, which it can set while they run. See <c>clock.c</c>.</summary>
/// <remarks>faketime does not do: it also moves the clock by which programs wait, and those of .NET hang then.</remarks>
public sealed class MovedClock : IAsyncLifetime
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <summary>The environment of a program with this clock.</summary>
    internal Dictionary<string, string?> Environment => new() { ["LD_PRELOAD"] = Library, ["MOVED_CLOCK"] = Shift };

    private string Library => Path.Combine(_directory, "clock.so");

    private string Shift => Path.Combine(_directory, "shift");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Set(TimeSpan.Zero);
        string source = Path.Combine(Repository.Root, "Automua.Functions.Tests", "Endurance", "clock.c");
        await Tool.SucceedAsync("gcc", "-Wall", "-Wextra", "-Werror", "-O2", "-shared", "-fPIC", "-o", Library, source);
    }

    /// <summary>Sets the clock so far from the right time.</summary>
    public void Set(TimeSpan shift)
    {
        byte[] seconds = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(seconds, (long)shift.TotalSeconds);
        // Not File.WriteAllBytes: for a moment the file would be empty, and who has it in memory would fall.
        using FileStream file = new(Shift, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write(seconds);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
