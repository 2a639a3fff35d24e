namespace Automua.Functions.Tests.Documentation;

/// <summary>A block of commands in a page of the documentation.</summary>
/// <param name="Line">The line on which its first command stands, from 1 on.</param>
/// <param name="Commands">The commands, without the page's indentation.</param>
/// <param name="Excuse">Why it is not run; null when it is.</param>
/// <param name="RunsOn">Whether its command goes on while the reader goes on in another terminal.</param>
internal sealed record CommandBlock(int Line, string Commands, string? Excuse, bool RunsOn)
{
    private static readonly string[] GoingOn = ["\\", "|", "&&", "||"];

    /// <summary>How many commands a reader would say there are: one for each line that is no comment and goes on with none before.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            bool isWithin = false;
            bool isQuoted = false;
            foreach (string line in Commands.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')))
            {
                if (!isWithin)
                    count++;
                isQuoted ^= line.Count(character => character == '\'') % 2 == 1;
                isWithin = isQuoted || GoingOn.Any(end => line.EndsWith(end, StringComparison.Ordinal));
            }

            return count;
        }
    }
}
