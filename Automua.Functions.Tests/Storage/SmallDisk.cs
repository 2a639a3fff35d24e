using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>
/// A real file system that is soon full: one in memory of its own, or, where this user may mount nothing, what a filler leaves
/// of the shared memory, which is small in containers.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string SharedMemory = "/dev/shm";
    private const long LargestFiller = 1L << 30;

    private readonly bool _isMounted;
    private readonly string? _filler;

    private SmallDisk(string directory, bool isMounted, string? filler)
    {
        Directory = directory;
        _isMounted = isMounted;
        _filler = filler;
    }

    /// <summary>A folder on it.</summary>
    public string Directory { get; }

    /// <summary>Makes one that takes so many MiB.</summary>
    public static async Task<SmallDisk> NewAsync(int size)
    {
        string directory = AutomuaProgram.NewDirectory();
        if ((await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}m", "tmpfs", directory)).ExitCode == 0)
            return new SmallDisk(directory, isMounted: true, null);

        System.IO.Directory.Delete(directory);
        directory = Path.Combine(SharedMemory, Path.GetFileName(directory));
        System.IO.Directory.CreateDirectory(directory);
        string filler = $"{directory}.filler";
        long length = new DriveInfo(SharedMemory).AvailableFreeSpace - ((long)size << 20);
        Assert.True(length < LargestFiller, $"A small disk needs the right to mount one, or a small {SharedMemory}.");
        if (length > 0)
            await Tool.SucceedAsync("fallocate", "-l", $"{length}", filler);
        return new SmallDisk(directory, isMounted: false, filler);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
            await Tool.SucceedAsync("umount", "--lazy", Directory);
        if (_filler is not null)
            File.Delete(_filler);
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
