using System.Collections.Concurrent;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>Counts the commands of the documentation that were run and those that were not, and leaves the count among the artifacts.</summary>
public sealed class RunCommands : IDisposable
{
    private readonly ConcurrentBag<Page> _pages = [];

    /// <summary>Where the count is left, for <c>test.sh</c> to print.</summary>
    private static string ReportFile => Path.Combine(Repository.Root, "artifacts", "tests", "commands.txt");

    /// <summary>Counts a page of which everything was run that is not excused.</summary>
    internal void Add(Page page) => _pages.Add(page);

    /// <summary>Writes the count.</summary>
    public void Dispose()
    {
        List<string> lines = [];
        foreach (Page page in _pages.OrderBy(page => page.Name, StringComparer.Ordinal))
            lines.AddRange(page.Blocks.Where(block => block.Excuse is not null).Select(block => $"{page.Name}:{block.Line}: not run: {block.Excuse}"));
        int Sum(bool isExcused) => _pages.Sum(page => page.Blocks.Where(block => block.Excuse is not null == isExcused).Sum(block => block.Count));
        lines.Add($"commands of the documentation: {Sum(isExcused: false)} executed, {Sum(isExcused: true)} excused");
        Directory.CreateDirectory(Path.GetDirectoryName(ReportFile)!);
        File.WriteAllLines(ReportFile, lines);
    }
}
